import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { FORMAT_NAMES } from '../../src/modelling/formats/format-names.js';
import { describeWith } from '../support/describe-with.js';
import { inspectStl } from '../support/inspect-stl.js';
import { readModel } from '../support/read-models.js';
import { readStlMesh } from '../support/read-stl-mesh.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { gltfProblems } from '../support/validate-gltf.js';
import { askAssimp } from './support/ask-assimp.js';
import { askManifold } from './support/ask-manifold.js';
import { askPrusaSlicer, type SlicerInfo } from './support/ask-prusa-slicer.js';
import { BARE_3MF, buildSubject, type BuiltSubject } from './support/build-subject.js';
import { drawSubject, SUBJECTS } from './support/subjects.js';

const NAMES = SUBJECTS.map(({ name }) => name);

/** GLB is in metres and centred; all others are in millimetres and begin at the origin. */
function placeOf({ report, isUpright }: BuiltSubject, format: string): { size: number[]; lowest: number[] } {
  const { width, height, depth } = report.boundingBoxMm;
  if (format !== 'glb') return { size: [width, height, depth], lowest: [0, 0, 0] };
  const size = (isUpright ? [width, depth, height] : [width, height, depth]).map((length) => length / 1000);
  return { size, lowest: size.map((length) => -length / 2) };
}

function expectPlace(
  read: { size: readonly number[]; lowest: readonly number[] },
  wanted: BuiltSubject,
  format: string,
  decimals = 3,
): void {
  const { size, lowest } = placeOf(wanted, format);
  const unit = format === 'glb' ? 1000 : 1;
  for (const axis of [0, 1, 2]) {
    expect(read.size[axis]! * unit).toBeCloseTo(size[axis]! * unit, decimals);
    expect(read.lowest[axis]! * unit).toBeCloseTo(lowest[axis]! * unit, decimals);
  }
}

describe('models as other programs read them', () => {
  const built = new Map<string, BuiltSubject>();
  const subject = (name: string): BuiltSubject => built.get(name)!;
  const pathOf = (name: string, file: string): string => join(subject(name).directory, file);

  beforeAll(async () => {
    const directory = await temporaryDirectory('subjects');
    for (const [index, given] of SUBJECTS.entries()) {
      const picturePath = join(directory, `${index}.png`);
      await drawSubject(given, picturePath);
      built.set(given.name, await buildSubject(picturePath, join(directory, `${index}`), given));
    }
  });

  describe.each(NAMES)('%s', (name) => {
    it.each(FORMAT_NAMES)('three reads the %s with the same triangles and the same size', async (format) => {
      const read = await readModel(format, await readFile(pathOf(name, `model.${format}`)));
      expect(read.triangleCount).toBe(subject(name).report.triangleCount);
      expectPlace(read, subject(name), format);
    });

    it.each(['model.glb', 'preview.glb'])('gltf-validator has nothing to say against %s', async (file) => {
      expect(await gltfProblems(await readFile(pathOf(name, file)))).toEqual([]);
    });

    it('is a solid of the same volume to manifold-3d', async () => {
      const { status, volumeMm3 } = await askManifold(readStlMesh(await readFile(pathOf(name, 'model.stl'))));
      expect(status).toBe('NoError');
      expect(volumeMm3 / subject(name).report.volumeMm3).toBeCloseTo(1, 4);
    });
  });

  describeWith('admesh', 'admesh', () => {
    it.each(NAMES)('finds nothing to repair in %s', async (name) => {
      const { shellCount, triangleCount } = subject(name).report;
      expect(await inspectStl(pathOf(name, 'model.stl'))).toEqual({
        partCount: shellCount,
        facetCount: triangleCount,
        defects: {},
      });
    });
  });

  describeWith('assimp', 'Assimp', () => {
    // Assimp 5.2 aborts on any package with a PNG in it, whoever packed it.
    const files = FORMAT_NAMES.map(
      (format) => [format, format === '3mf' ? BARE_3MF : `model.${format}`] as const,
    );
    it.each(NAMES)('imports %s from every format', async (name) => {
      for (const [format, file] of files) {
        const { faceCount, lowest, highest } = await askAssimp(pathOf(name, file));
        expect(faceCount).toBe(subject(name).report.triangleCount);
        const size = highest.map((high, axis) => high - lowest[axis]!);
        // Its report cuts numbers off.
        expectPlace({ size, lowest }, subject(name), format, 2);
      }
    });
  });

  describeWith('prusa-slicer', 'PrusaSlicer', () => {
    const formats = ['stl', 'obj', '3mf'] as const;
    const found = new Map<string, SlicerInfo>();
    beforeAll(async () => {
      const paths = NAMES.flatMap((name) => formats.map((format) => pathOf(name, `model.${format}`)));
      const infos = await askPrusaSlicer(paths);
      for (const [index, info] of infos.entries()) found.set(paths[index]!, info);
    });

    describe.each(formats)('reads %s', (format) => {
      it.each(NAMES)('as a manifold of the same size: %s', (name) => {
        const { triangleCount, shellCount, volumeMm3 } = subject(name).report;
        const info = found.get(pathOf(name, `model.${format}`))!;
        expect(info).toMatchObject({ isManifold: true, partCount: shellCount, facetCount: triangleCount });
        expect(info.volumeMm3 / volumeMm3).toBeCloseTo(1, 3);
        expectPlace(info, subject(name), format);
      });
    });
  });
});

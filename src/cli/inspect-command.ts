import { statSync } from 'node:fs';
import { extname } from 'node:path';

import { FORMAT_NAMES } from '../modelling/formats/format-names.js';
import { readModel } from '../modelling/formats/read-model.js';
import { inspectMesh, type MeshFacts } from '../modelling/mesh/check-mesh.js';
import { requireFile } from './model-command.js';
import { toReport, type CliReport } from './report.js';
import { UsageError } from './usage-error.js';

/** Holds a model file against the printability contract and tells what was found. */
export function inspectModel(path: string): CliReport {
  const extension = extname(path).slice(1).toLowerCase();
  const format = FORMAT_NAMES.find((name) => name === extension);
  if (format === undefined) {
    const known = FORMAT_NAMES.map((name) => `.${name}`).join(', ');
    throw new UsageError(`A model's name must end in one of ${known}; ${path} does not.`);
  }
  requireFile(path);
  const { mesh, mmPerUnit } = readModel(path, format);
  const { facts, defects } = inspectMesh(mesh);
  return toReport(inMillimetres(facts, mmPerUnit), {
    file: path,
    format,
    sizeBytes: statSync(path).size,
    defects,
  });
}

function inMillimetres(facts: MeshFacts, mmPerUnit: number): MeshFacts {
  const { width, height, depth } = facts.boundingBoxMm;
  return {
    ...facts,
    volumeMm3: facts.volumeMm3 * mmPerUnit ** 3,
    surfaceAreaMm2: facts.surfaceAreaMm2 * mmPerUnit ** 2,
    boundingBoxMm: { width: width * mmPerUnit, height: height * mmPerUnit, depth: depth * mmPerUnit },
  };
}

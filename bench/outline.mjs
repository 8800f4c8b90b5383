/**
 * Measures extrusion and inflation of a mask of 1024² against peers, each pair in one run: extrusion, check and
 * STL file beside three's ExtrudeGeometry and STLExporter on the same curves; inflation alone.
 * Run by `npm run bench:outline`, which builds `dist/` first.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ExtrudeGeometry, Mesh, Shape, Path, Vector2 } from 'three';
import { STLExporter } from 'three/addons/exporters/STLExporter.js';

import { ENGINES } from '../dist/modelling/engines/engines.js';
import { resolveOptions } from '../dist/modelling/engines/options.js';
import { writeDurably } from '../dist/modelling/formats/byte-sink.js';
import { MODEL_FORMATS } from '../dist/modelling/formats/model-formats.js';
import { checkMesh } from '../dist/modelling/mesh/check-mesh.js';
import { sourceOf } from '../dist/modelling/mesh/mesh-source.js';
import { smoothLoops } from '../dist/modelling/outline/smooth-loops.js';
import { traceOutline } from '../dist/modelling/outline/trace-outline.js';

const SIDE = 1024;
const RUNS = 5;

const directory = await mkdtemp(join(tmpdir(), 'relievo-bench-'));
try {
  const picture = drawFlower();
  const canvas = { ...picture, field: picture.alpha, pitchXMm: 100 / SIDE, pitchYMm: 100 / SIDE };
  const rows = { extrusion: [], 'three ExtrudeGeometry': [], inflation: [] };
  for (let run = 0; run <= RUNS; run++) {
    rows.extrusion.push(await measure((path) => build('extrusion', picture, path)));
    rows['three ExtrudeGeometry'].push(await measure((path) => buildWithThree(canvas, path)));
    rows.inflation.push(await measure((path) => build('inflation', picture, path)));
  }
  // The first run compiles the code.
  for (const [name, times] of Object.entries(rows)) {
    const sorted = times.slice(1).sort((a, b) => a - b);
    console.log(`${name.padEnd(24)} ${sorted[RUNS >> 1].toFixed(0).padStart(6)} ms`);
  }
} finally {
  await rm(directory, { recursive: true });
}

/** A flower with five holes, its edge soft over one sample. */
function drawFlower() {
  const alpha = new Float32Array(SIDE * SIDE);
  for (let index = 0; index < alpha.length; index++) {
    const x = (index % SIDE) - SIDE / 2;
    const y = Math.floor(index / SIDE) - SIDE / 2;
    const angle = Math.atan2(y, x);
    const edge = 400 + 90 * Math.cos(5 * angle) - Math.hypot(x, y);
    const turn = (Math.round((angle * 5) / (2 * Math.PI)) * 2 * Math.PI) / 5;
    const hole = Math.hypot(x - 300 * Math.cos(turn), y - 300 * Math.sin(turn)) - 60;
    alpha[index] = Math.min(1, Math.max(0, 0.5 + Math.min(edge, hole)));
  }
  return { columns: SIDE, rows: SIDE, alpha, luminance: new Float32Array(alpha.length) };
}

async function measure(act) {
  const path = join(directory, 'model.stl');
  const start = performance.now();
  await act(path);
  const time = performance.now() - start;
  await rm(path);
  return time;
}

async function build(engine, picture, path) {
  const request = { engine, widthMm: 100, heightMm: 100, depthMm: 20, quality: 9 };
  const hooks = { onMeshing: async () => undefined, onProgress: () => undefined };
  const { mesh } = await ENGINES[engine].build(
    { widthPx: SIDE, heightPx: SIDE },
    picture,
    { ...request, options: resolveOptions(engine, {}) },
    hooks,
  );
  const { welded } = checkMesh(mesh);
  await writeDurably(path, (sink) => MODEL_FORMATS.stl.write(sourceOf(welded), sink));
}

/** The same curves, not simplified, by three; it does not check what it makes. */
async function buildWithThree(canvas, path) {
  const loops = smoothLoops(traceOutline(canvas));
  const toPoints = (loop) =>
    Array.from({ length: loop.length / 2 }, (_, i) => new Vector2(loop[2 * i], loop[2 * i + 1]));
  const shapes = nestLoops(loops).map(({ outer, holes }) => {
    const shape = new Shape(toPoints(loops[outer]));
    shape.holes = holes.map((hole) => new Path(toPoints(loops[hole])));
    return shape;
  });
  const geometry = new ExtrudeGeometry(shapes, { depth: 20, bevelEnabled: false });
  await writeFile(path, new STLExporter().parse(new Mesh(geometry), { binary: true }));
}

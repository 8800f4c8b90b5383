/**
 * One run of `bench/relief.mjs`, in a process of its own:
 * `relief-run.mjs ours|delatin|measure picture.png model.stl error mesh`.
 *
 * `ours` does all that the command line does but taking the picture in: decode, shape, mesh, write and check
 * beside one another, flush, rename. `delatin` gets the same samples, walls and writer, but no check. `measure` prints the largest
 * error of a file, in shares of the height, and its triangles; hmm's coordinates are told by the mesh `hmm`.
 */
import { readFile, rename, rm } from 'node:fs/promises';

import Delatin from 'delatin';

import { frameRelief } from '../dist/modelling/engines/relief/relief-frame.js';
import { shapeReliefField } from '../dist/modelling/engines/relief/relief-field.js';
import { layOutSamples } from '../dist/modelling/engines/relief/relief-grid.js';
import { readReliefOptions } from '../dist/modelling/engines/relief/relief-options.js';
import { RELIEF_ENGINE } from '../dist/modelling/engines/relief/relief.engine.js';
import { writeDurably } from '../dist/modelling/formats/byte-sink.js';
import { writeStl } from '../dist/modelling/formats/write-stl.js';
import { decodePicture } from '../dist/modelling/image/decode-picture.js';
import { resamplePicture } from '../dist/modelling/image/resample-picture.js';
import { requireSound } from '../dist/modelling/mesh/check-mesh.js';
import { closeSurface } from '../dist/modelling/mesh/close-surface.js';
import { InspectionThread } from '../dist/modelling/mesh/inspection-thread.js';
import { listRim } from '../dist/modelling/mesh/list-rim.js';
import { measureHeightError } from '../dist/modelling/mesh/measure-height-error.js';
import { measureHeightGrid } from '../dist/modelling/mesh/measure-height-grid.js';
import { sourceOf } from '../dist/modelling/mesh/mesh-source.js';
import { placeSurface } from '../dist/modelling/mesh/place-surface.js';
import { prepareMesh } from '../dist/modelling/mesh/prepare-mesh.js';
import { streamHeightGrid } from '../dist/modelling/mesh/stream-height-grid.js';

const [DEPTH_MM, BASE_MM] = [20, 2];
const HMM_HEIGHT = 100;
const [mode, picturePath, modelPath, error, mesh] = process.argv.slice(2);

const thread = mode === 'ours' && mesh !== 'grid' ? new InspectionThread() : null;
const picture = await decodePicture(picturePath);
const request = {
  engine: 'relief',
  widthMm: 100,
  heightMm: 100,
  depthMm: DEPTH_MM,
  quality: 10,
  options: {
    mesh,
    levels: 'full',
    base_mm: BASE_MM,
    resolution: 8192,
    ...(mesh !== 'grid' && { tolerance_mm: (DEPTH_MM - BASE_MM) * Number(error) }),
  },
};
const samples = resamplePicture(picture, RELIEF_ENGINE.chooseGrid(picture, request));

if (mode === 'ours') await runOurs();
else if (mode === 'delatin') await runDelatin();
else await measure();

async function runOurs() {
  const hooks = { onMeshing: async () => undefined, onProgress: () => undefined };
  const streamed = await RELIEF_ENGINE.stream(picture, samples, request, hooks);
  if (streamed !== null) {
    measureHeightGrid(streamed.grid);
    await writeDurably(modelPath, (sink) => writeStl(streamHeightGrid(streamed.grid), sink));
    return;
  }
  const built = await RELIEF_ENGINE.build(picture, samples, request, hooks);
  const prepared = prepareMesh(built.mesh);
  const inspected = thread.inspect(prepared);
  const source = sourceOf(prepared.welded, prepared.box);
  await writeDurably(`${modelPath}.part`, (sink) => writeStl(source, sink));
  requireSound(await inspected);
  await rename(`${modelPath}.part`, modelPath);
  await thread.close();
}

function layOut() {
  const settings = readReliefOptions(request.options, DEPTH_MM);
  const frame = frameRelief(picture, samples, request);
  const { shares } = shapeReliefField(samples, settings);
  return layOutSamples(shares, samples, frame, BASE_MM, DEPTH_MM, new Float32Array(shares.length));
}

async function runDelatin() {
  const grid = layOut();
  const { columns, rows } = samples;
  const delatin = new Delatin(grid.heights, columns, rows);
  delatin.run((DEPTH_MM - BASE_MM) * Number(error));
  const placeOf = (vertex) => delatin.coords[2 * vertex + 1] * columns + delatin.coords[2 * vertex];
  const order = Uint32Array.from({ length: delatin.coords.length / 2 }, (_, vertex) => vertex);
  order.sort((one, other) => placeOf(one) - placeOf(other));
  const numbers = new Uint32Array(order.length);
  order.forEach((vertex, number) => (numbers[vertex] = number));
  const surface = {
    samples: order.map(placeOf),
    indices: Uint32Array.from(delatin.triangles, (vertex) => numbers[vertex]),
  };
  const solid = closeSurface(placeSurface(surface, grid), listRim(surface.samples, columns, rows));
  await writeDurably(modelPath, (sink) => writeStl(sourceOf(solid), sink));
}

async function measure() {
  const file = await readFile(modelPath);
  const triangleCount = file.readUInt32LE(80);
  const positions = new Float32Array(9 * triangleCount);
  for (let triangle = 0; triangle < triangleCount; triangle++) {
    for (let value = 0; value < 9; value++) {
      positions[9 * triangle + value] = file.readFloatLE(84 + 50 * triangle + 12 + 4 * value);
    }
  }
  const grid = mesh === 'hmm' ? layOutPixels() : layOut();
  const solid = {
    positions,
    indices: Uint32Array.from({ length: 3 * triangleCount }, (_, corner) => corner),
  };
  const { maxErrorMm, uncoveredCount } = measureHeightError(solid, grid);
  const heightMm = mesh === 'hmm' ? HMM_HEIGHT : DEPTH_MM - BASE_MM;
  await rm(modelPath);
  console.log(JSON.stringify({ triangleCount, error: maxErrorMm / heightMm, uncoveredCount }));
}

/** hmm lays pixels out one by one; `bench/relief.mjs` has it make them 100 high. */
function layOutPixels() {
  const { columns, rows, luminance } = samples;
  return {
    xs: Float32Array.from({ length: columns }, (_, column) => column),
    ys: Float32Array.from({ length: rows }, (_, row) => rows - 1 - row),
    heights: luminance.map((value) => value * HMM_HEIGHT),
  };
}

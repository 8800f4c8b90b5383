/**
 * Measures the printability check and each format's writer beside its peers (three's exporters, gltf-transform,
 * `@jscadui/3mf-export`), in millions of triangles a second. Run by
 * `npm run bench:formats [held:side …] [grid:side …]`, which builds `dist/` first; a side is that of the square
 * of heights (1024 by default: 2.1 million triangles; 2048: 8.4; 3900: 30.4).
 *
 * Held meshes: every figure comes from a process of its own, which makes the mesh, takes the median of three
 * rounds and tells its peak memory, mesh included. `memory` writes nowhere, `file` writes and syncs a file.
 * Peers make their bytes in memory and no more; the ratio is to `memory`. One that fails is shown as such.
 *
 * Full grids: from heights in memory to a durable file, the measures of the report included, each in a cold
 * process; the median of three that take turns with `disk`, which writes and syncs as many bytes as the STL
 * has: how fast that is depends on the memory that the machine has at hand, and is the floor. `stl, no sync` and
 * `disk, no sync` leave it to the system when the disk has it, as most programs do. `command line`
 * is all of `relievo model picture.png model.stl --mesh grid`, start of Node and decoding included.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PEERS } from './format-peers.mjs';

const ROUNDS = 3;
const COLD_RUNS = 3;
const CHUNK_BYTES = 1 << 20;
const FORMATS = ['stl', 'ply', 'glb', 'obj', '3mf'];

/** Ways to write a grid that are not named after their format. */
const ROW_NAMES = { unsynced: 'stl, no sync', disk: 'disk', 'unsynced-disk': 'disk, no sync' };

function printHeldMeshes(side) {
  console.log(`\n${side} x ${side} heights, held as a mesh: Mtri/s (peak MB)\n`);
  printLine(['', 'memory', 'file', 'bytes/tri', 'peers']);
  printLine(['check', describe(runRow('check', side))]);
  for (const format of FORMATS) {
    const [memory, file] = [runRow(`${format}:memory`, side), runRow(`${format}:file`, side)];
    const peers = Object.keys(PEERS[format]).map((name) => {
      const peer = runRow(`${format}:${name}`, side);
      return `${name} ${describe(peer)}${memory && peer ? `, ${(memory.rate / peer.rate).toFixed(1)}x` : ''}`;
    });
    const size = file ? (file.bytes / file.triangles).toFixed(1) : '';
    printLine([format, describe(memory), describe(file), size, peers.join('; ')]);
  }
}

function printGrids(side) {
  console.log(
    `\n${side} x ${side} heights, written as a full grid: Mtri/s to a file, durable if nothing else is said (peak MB)\n`,
  );
  const names = [
    ...FORMATS.map((format) => `${format}:grid`),
    'stl:unsynced',
    'stl:disk',
    'stl:unsynced-disk',
  ];
  const runs = new Map(names.map((name) => [name, []]));
  for (let run = 0; run < COLD_RUNS; run++) for (const name of names) runs.get(name).push(runRow(name, side));
  for (const [name, rows] of runs) {
    const [format, way] = name.split(':');
    printLine([ROW_NAMES[way] ?? format, describe(medianOf(rows))]);
  }
  printLine(['command line', describe(medianOf(runCommandLines(side)))]);
}

function printLine(cells) {
  console.log(
    cells.map((cell, index) => (index === 0 ? cell.padEnd(13) : `  ${cell.padStart(13)}`)).join(''),
  );
}

function describe(row) {
  return row ? `${row.rate.toFixed(1)} (${row.peakMb})` : 'fails';
}

function medianOf(rows) {
  if (rows.includes(null)) return null;
  return rows.toSorted((a, b) => a.rate - b.rate)[Math.floor(rows.length / 2)];
}

function runRow(name, side) {
  try {
    const command = [import.meta.filename, '--row', name, String(side)];
    return JSON.parse(execFileSync(process.execPath, command, { stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return null;
  }
}

/** Runs the command line on a drawn picture and asks `time` for its peak memory, which GNU time tells in KB. */
function runCommandLines(side) {
  const directory = mkdtempSync(join(tmpdir(), 'relievo-bench-'));
  try {
    const picture = join(directory, 'picture.png');
    execFileSync(process.execPath, [import.meta.filename, '--picture', picture, String(side)]);
    const cli = join(import.meta.dirname, '..', 'dist', 'cli.js');
    const model = join(directory, 'model.stl');
    const flags = ['--mesh', 'grid', '--resolution', String(side), '--max-triangles', '1e9', '--json'];
    return Array.from({ length: COLD_RUNS }, () => {
      const start = performance.now();
      const command = ['-f', '%M', process.execPath, cli, 'model', picture, model, ...flags];
      const { status, stdout, stderr } = spawnSync('/usr/bin/time', command, { encoding: 'utf8' });
      const ms = performance.now() - start;
      rmSync(model, { force: true });
      if (status !== 0) return null;
      const triangles = JSON.parse(stdout).triangle_count;
      return { rate: triangles / 1000 / ms, triangles, peakMb: Math.round(Number(stderr) / 1024) };
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function measureRow(name, side) {
  const [format, way] = name.split(':');
  const isCold = way === 'grid' || way in ROW_NAMES;
  const { triangles, run } = isCold ? await prepareCold(format, way, side) : await prepareHeld(name, side);
  const times = [];
  let bytes = 0;
  for (let round = 0; round < (isCold ? 1 : ROUNDS); round++) {
    const start = performance.now();
    bytes = await run(() => times.push(performance.now() - start));
    if (times.length === round) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const rate = triangles / 1000 / times[Math.floor(times.length / 2)];
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ rate, triangles, bytes, peakMb }));
}

/** Waves with grain on a plate, as a photograph gives them. */
function drawGrid(side) {
  const heights = new Float32Array(side * side);
  for (let sample = 0; sample < heights.length; sample++) {
    const wave = Math.sin((sample % side) / 40) * Math.cos(Math.floor(sample / side) / 30);
    heights[sample] = 6 + 3 * wave + (Math.imul(sample, 2654435761) >>> 8) / 2 ** 26;
  }
  const xs = Float32Array.from({ length: side }, (_, column) => (100 * column) / (side - 1));
  return { xs, ys: xs.toReversed(), heights };
}

async function prepareHeld(name, side) {
  const { meshHeightGrid } = await import('../dist/modelling/mesh/mesh-height-grid.js');
  const mesh = meshHeightGrid(drawGrid(side));
  return { triangles: mesh.indices.length / 3, run: await prepareRun(name, mesh) };
}

async function prepareRun(name, mesh) {
  if (name === 'check') {
    const { checkMesh } = await import('../dist/modelling/mesh/check-mesh.js');
    return () => checkMesh(mesh).facts.triangleCount;
  }
  const [format, way] = name.split(':');
  if (way in PEERS[format]) return PEERS[format][way](mesh);
  const { MODEL_FORMATS } = await import('../dist/modelling/formats/model-formats.js');
  const { sourceOf } = await import('../dist/modelling/mesh/mesh-source.js');
  const { FileSink, writeDurably } = await import('../dist/modelling/formats/byte-sink.js');
  const source = sourceOf(mesh);
  const write = (sink) => MODEL_FORMATS[format].write(source, sink, null);
  if (way === 'file') return (stop) => withFile((path) => writeDurably(path, write), stop);
  // Takes the bytes as a file would, and leaves them.
  const taken = Buffer.alloc(CHUNK_BYTES);
  const nowhere = {
    write: async (bytes, start, length) => {
      const part = bytes.subarray(start, start + Math.min(length, taken.length));
      taken.set(part);
      return { bytesWritten: part.length };
    },
    datasync: async () => undefined,
  };
  return async () => {
    const sink = new FileSink(nowhere);
    await write(sink);
    await sink.settle();
    return sink.sizeBytes;
  };
}

async function prepareCold(format, way, side) {
  const { MODEL_FORMATS } = await import('../dist/modelling/formats/model-formats.js');
  const { streamHeightGrid } = await import('../dist/modelling/mesh/stream-height-grid.js');
  const { measureHeightGrid } = await import('../dist/modelling/mesh/measure-height-grid.js');
  const { FileSink, writeDurably } = await import('../dist/modelling/formats/byte-sink.js');
  const { countGridTriangles } = await import('../dist/modelling/mesh/mesh-height-grid.js');
  const triangles = countGridTriangles(side, side);
  if (way === 'disk' || way === 'unsynced-disk') {
    const isSynced = way === 'disk';
    return {
      triangles,
      run: (stop) => withFile((path) => writePlainly(path, 50 * triangles, isSynced), stop),
    };
  }
  const grid = drawGrid(side);
  const writeUnsynced = async (path, write) => {
    const file = await open(path, 'wx');
    const sink = new FileSink({ write: file.write.bind(file), datasync: async () => undefined });
    await write(sink);
    await sink.settle();
    await file.close();
    return sink.sizeBytes;
  };
  const writeGrid = (path) => {
    measureHeightGrid(grid);
    const source = streamHeightGrid(grid);
    const write = (sink) => MODEL_FORMATS[format].write(source, sink, null);
    return way === 'unsynced' ? writeUnsynced(path, write) : writeDurably(path, write);
  };
  return { triangles, run: (stop) => withFile(writeGrid, stop) };
}

/** Removing the file is not part of writing it. */
async function withFile(write, stop) {
  const directory = await mkdtemp(join(tmpdir(), 'relievo-bench-'));
  try {
    const bytes = await write(join(directory, 'model'));
    stop();
    return bytes;
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function writePlainly(path, bytes, isSynced) {
  const file = await open(path, 'wx');
  const chunk = Buffer.alloc(CHUNK_BYTES, 7);
  for (let done = 0; done < bytes; done += CHUNK_BYTES) await file.write(chunk);
  if (isSynced) await file.sync();
  await file.close();
  return bytes;
}

async function drawPicture(path, side) {
  const { default: sharp } = await import('sharp');
  const { heights } = drawGrid(side);
  const pixels = Uint8Array.from(heights, (height) => 20 * height);
  await sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .toColourspace('b-w')
    .png({ compressionLevel: 1 })
    .toFile(path);
}

const [mode, name, size] = process.argv.slice(2);
if (mode === '--row') await measureRow(name, Number(size));
else if (mode === '--picture') await drawPicture(name, Number(size));
else {
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : ['held:1024', 'grid:1024'];
  for (const [kind, side] of wanted.map((table) => table.split(':'))) {
    if (kind === 'held') printHeldMeshes(Number(side));
    else printGrids(Number(side));
  }
}

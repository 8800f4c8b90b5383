/**
 * Measures the printability check and each format's writer beside three's exporters, in millions of triangles
 * a second. Run by `npm run bench:formats [side …]`, which builds `dist/` first; a side is that of the square
 * grid of heights (1024 by default: 2.1 million triangles; 2048: 8.4; 3900: 30.4).
 *
 * Every figure comes from a process of its own, which makes the mesh, takes the median of three rounds and tells
 * its peak memory, mesh included. `memory` writes nowhere, `file` writes and syncs a file; the row `disk` is
 * the floor for that: plain writes of as many bytes as the STL has. Peers get the indexed mesh as a
 * BufferGeometry and give their bytes in memory, as they do; GLTFExporter writes no normals for it,
 * ours computes them. A peer that fails is shown as such.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROUNDS = 3;
const CHUNK_BYTES = 1 << 20;
const FORMATS = ['stl', 'ply', 'glb', 'obj', '3mf'];
const PEERS = { stl: 'STLExporter', ply: 'PLYExporter', glb: 'GLTFExporter', obj: 'OBJExporter' };

function printTable(sides) {
  for (const side of sides) {
    console.log(`\n${side} x ${side} heights, Mtri/s (peak MB)\n`);
    printLine(['', 'memory', 'file', 'three', 'ratio', 'bytes/tri']);
    printLine(['check', describe(runRow('check', side))]);
    for (const format of FORMATS) {
      const [memory, file] = [runRow(`${format}:memory`, side), runRow(`${format}:file`, side)];
      const peer = PEERS[format] ? runRow(`${format}:peer`, side) : null;
      const ratio = memory && peer ? `${(memory.rate / peer.rate).toFixed(1)}x` : '';
      const size = file ? (file.bytes / file.triangles).toFixed(1) : '';
      printLine([
        format,
        describe(memory),
        describe(file),
        peer === null && !PEERS[format] ? '-' : describe(peer),
        ratio,
        size,
      ]);
    }
    printLine(['disk', '', describe(runRow('stl:disk', side)), '', '', '50.0']);
  }
}

function printLine(cells) {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(6) : cell.padStart(15))).join(''));
}

function describe(row) {
  return row ? `${row.rate.toFixed(1)} (${row.peakMb})` : 'fails';
}

function runRow(name, side) {
  try {
    const command = [import.meta.filename, '--row', name, String(side)];
    return JSON.parse(execFileSync(process.execPath, command, { stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return null;
  }
}

async function measureRow(name, side) {
  const mesh = await drawMesh(side);
  const triangles = mesh.indices.length / 3;
  const times = [];
  let bytes = 0;
  const run = await prepare(name, mesh);
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    bytes = await run();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const rate = triangles / 1000 / times[Math.floor(ROUNDS / 2)];
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ rate, triangles, bytes, peakMb }));
}

/** Waves with grain on a plate, as a photograph gives them. */
async function drawMesh(side) {
  const { meshHeightGrid } = await import('../dist/modelling/mesh/mesh-height-grid.js');
  const heights = new Float32Array(side * side);
  for (let sample = 0; sample < heights.length; sample++) {
    const wave = Math.sin((sample % side) / 40) * Math.cos(Math.floor(sample / side) / 30);
    heights[sample] = 6 + 3 * wave + (Math.imul(sample, 2654435761) >>> 8) / 2 ** 26;
  }
  const xs = Float32Array.from(heights.subarray(0, side), (_, column) => (100 * column) / (side - 1));
  return meshHeightGrid({ xs, ys: xs.toReversed(), heights });
}

async function prepare(name, mesh) {
  if (name === 'check') {
    const { checkMesh } = await import('../dist/modelling/mesh/check-mesh.js');
    return () => checkMesh(mesh).facts.triangleCount;
  }
  const [format, way] = name.split(':');
  if (way === 'peer') return preparePeer(format, mesh);
  if (way === 'disk') return () => withFile((path) => writePlainly(path, (50 * mesh.indices.length) / 3));
  const { MODEL_FORMATS } = await import('../dist/modelling/formats/model-formats.js');
  const { sourceOf } = await import('../dist/modelling/mesh/mesh-source.js');
  const { FileSink, writeDurably } = await import('../dist/modelling/formats/byte-sink.js');
  const source = sourceOf(mesh);
  const write = (sink) => MODEL_FORMATS[format].write(source, sink);
  if (way === 'file') return () => withFile((path) => writeDurably(path, write));
  // Takes the bytes as a file would, and leaves them.
  const nowhere = { write: async (_bytes, _start, length) => ({ bytesWritten: length }) };
  return async () => {
    const sink = new FileSink(nowhere);
    await write(sink);
    await sink.settle();
    return sink.sizeBytes;
  };
}

async function withFile(write) {
  const directory = await mkdtemp(join(tmpdir(), 'relievo-bench-'));
  try {
    return await write(join(directory, 'model'));
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function writePlainly(path, bytes) {
  const file = await open(path, 'wx');
  const chunk = Buffer.alloc(CHUNK_BYTES, 7);
  for (let done = 0; done < bytes; done += CHUNK_BYTES) await file.write(chunk);
  await file.sync();
  await file.close();
  return bytes;
}

async function preparePeer(format, mesh) {
  globalThis.FileReader = BlobReader;
  const { BufferAttribute, BufferGeometry, Mesh } = await import('three');
  const exporters = await import(`three/addons/exporters/${PEERS[format]}.js`);
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(mesh.positions, 3));
  geometry.setIndex(new BufferAttribute(mesh.indices, 1));
  const object = new Mesh(geometry);
  const exporter = new exporters[PEERS[format]]();
  const sizeOf = (result) => result.byteLength ?? result.length;
  switch (format) {
    case 'glb':
      return async () => sizeOf(await exporter.parseAsync(object, { binary: true }));
    case 'ply':
      return () => sizeOf(exporter.parse(object, null, { binary: true, littleEndian: true }));
    default:
      return () => sizeOf(exporter.parse(object, { binary: true }));
  }
}

/** As much of a browser's FileReader as the exporter of glTF asks for. */
class BlobReader {
  readAsArrayBuffer(blob) {
    void blob.arrayBuffer().then((result) => {
      this.result = result;
      this.onloadend();
    });
  }
}

if (process.argv[2] === '--row') await measureRow(process.argv[3], Number(process.argv[4]));
else printTable(process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1024]);

import type { MeshSource } from '../mesh/mesh-source.js';
import type { ByteSink } from './byte-sink.js';

const HEADER_BYTES = 84;
const TRIANGLE_BYTES = 50;

/** Never begins with `solid`, by which readers know the text form. */
const HEADER = 'binary STL, millimetres, made by Relievo';

/** Writes binary STL: an 80-byte header, the count, then 50 bytes to a triangle with its unit normal. */
export async function writeStl(mesh: MeshSource, sink: ByteSink): Promise<void> {
  sink.bytes.fill(0, 0, HEADER_BYTES);
  sink.bytes.write(HEADER, 'latin1');
  sink.view.setUint32(80, mesh.triangleCount, true);
  let filled = HEADER_BYTES;
  for (const corners of mesh.corners()) {
    for (let first = 0; first < corners.length;) {
      if (filled + TRIANGLE_BYTES > sink.bytes.length) {
        await sink.flush(filled);
        filled = 0;
      }
      const room = Math.floor((sink.bytes.length - filled) / TRIANGLE_BYTES);
      const end = Math.min(corners.length, first + 9 * room);
      filled = writeTriangles(sink.view, filled, corners, first, end);
      first = end;
    }
  }
  await sink.flush(filled);
}

/** Writes the triangles of `corners[first … end)`; returns the place after them. */
function writeTriangles(
  view: DataView,
  start: number,
  corners: Float32Array,
  first: number,
  end: number,
): number {
  let next = start;
  for (let place = first; place < end; place += 9) {
    const ax = corners[place]!;
    const ay = corners[place + 1]!;
    const az = corners[place + 2]!;
    const bx = corners[place + 3]!;
    const by = corners[place + 4]!;
    const bz = corners[place + 5]!;
    const cx = corners[place + 6]!;
    const cy = corners[place + 7]!;
    const cz = corners[place + 8]!;
    const nx = (by - ay) * (cz - az) - (bz - az) * (cy - ay);
    const ny = (bz - az) * (cx - ax) - (bx - ax) * (cz - az);
    const nz = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    const scale = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
    view.setFloat32(next, nx * scale, true);
    view.setFloat32(next + 4, ny * scale, true);
    view.setFloat32(next + 8, nz * scale, true);
    view.setFloat32(next + 12, ax, true);
    view.setFloat32(next + 16, ay, true);
    view.setFloat32(next + 20, az, true);
    view.setFloat32(next + 24, bx, true);
    view.setFloat32(next + 28, by, true);
    view.setFloat32(next + 32, bz, true);
    view.setFloat32(next + 36, cx, true);
    view.setFloat32(next + 40, cy, true);
    view.setFloat32(next + 44, cz, true);
    view.setUint16(next + 48, 0, true);
    next += TRIANGLE_BYTES;
  }
  return next;
}

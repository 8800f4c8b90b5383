import { triangleCountOf, type Mesh } from '../mesh/mesh.js';
import type { FileSink } from './byte-sink.js';

const HEADER_BYTES = 84;
const TRIANGLE_BYTES = 50;

/** Never begins with `solid`, by which readers know the text form. */
const HEADER = 'binary STL, millimetres, made by Relievo';

/** Writes binary STL: an 80-byte header, the count, then 50 bytes to a triangle with its unit normal. */
export function writeStl(mesh: Mesh, sink: FileSink): void {
  const { positions, indices } = mesh;
  const { bytes, view } = sink;
  bytes.fill(0, 0, HEADER_BYTES);
  bytes.write(HEADER, 'latin1');
  view.setUint32(80, triangleCountOf(mesh), true);
  let next = HEADER_BYTES;
  for (let corner = 0; corner < indices.length; corner += 3) {
    if (next + TRIANGLE_BYTES > bytes.length) {
      sink.flush(next);
      next = 0;
    }
    const a = 3 * indices[corner]!;
    const b = 3 * indices[corner + 1]!;
    const c = 3 * indices[corner + 2]!;
    const ax = positions[a]!;
    const ay = positions[a + 1]!;
    const az = positions[a + 2]!;
    const bx = positions[b]!;
    const by = positions[b + 1]!;
    const bz = positions[b + 2]!;
    const cx = positions[c]!;
    const cy = positions[c + 1]!;
    const cz = positions[c + 2]!;
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
  sink.flush(next);
}

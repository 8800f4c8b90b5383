import { triangleCountOf, vertexCountOf, type Mesh } from '../mesh/mesh.js';
import type { ByteSink } from './byte-sink.js';
import { DecimalDigits, writeInteger } from './decimal-digits.js';
import { writeLines, writeText } from './write-lines.js';

const [SPACE, NEWLINE, V, F] = [32, 10, 118, 102];

/** Writes Wavefront OBJ in millimetres: `v x y z` and `f a b c` lines, no groups and no material. */
export async function writeObj(mesh: Mesh, sink: ByteSink): Promise<void> {
  const { positions, indices } = mesh;
  const digits = new DecimalDigits();
  await writeText(sink, '# made by Relievo, millimetres, Z up\n');
  await writeLines(sink, vertexCountOf(mesh), (bytes, start, vertex) => {
    let next = start;
    bytes[next++] = V;
    for (let axis = 0; axis < 3; axis++) {
      bytes[next++] = SPACE;
      next = digits.writeFloat(bytes, next, positions[3 * vertex + axis]!);
    }
    bytes[next++] = NEWLINE;
    return next;
  });
  await writeLines(sink, triangleCountOf(mesh), (bytes, start, triangle) => {
    let next = start;
    bytes[next++] = F;
    for (let corner = 0; corner < 3; corner++) {
      bytes[next++] = SPACE;
      next = writeInteger(bytes, next, indices[3 * triangle + corner]! + 1);
    }
    bytes[next++] = NEWLINE;
    return next;
  });
}

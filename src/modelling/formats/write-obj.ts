import type { MeshSource } from '../mesh/mesh-source.js';
import type { ByteSink } from './byte-sink.js';
import { DecimalDigits, writeInteger } from './decimal-digits.js';
import { writeLines, writeText } from './write-lines.js';

const [SPACE, NEWLINE, V, F] = [32, 10, 118, 102];

/** Writes Wavefront OBJ in millimetres: `v x y z` and `f a b c` lines, no groups and no material. */
export async function writeObj(mesh: MeshSource, sink: ByteSink): Promise<void> {
  const digits = new DecimalDigits();
  await writeText(sink, '# made by Relievo, millimetres, Z up\n');
  await writeLines(sink, mesh.positions(), (bytes, start, positions, first, end) => {
    let next = start;
    for (let place = first; place < end; place += 3) {
      bytes[next++] = V;
      for (let axis = 0; axis < 3; axis++) {
        bytes[next++] = SPACE;
        next = digits.writeFloat(bytes, next, positions[place + axis]!);
      }
      bytes[next++] = NEWLINE;
    }
    return next;
  });
  await writeLines(sink, mesh.triangles(), (bytes, start, indices, first, end) => {
    let next = start;
    for (let place = first; place < end; place += 3) {
      bytes[next++] = F;
      for (let corner = 0; corner < 3; corner++) {
        bytes[next++] = SPACE;
        next = writeInteger(bytes, next, indices[place + corner]! + 1);
      }
      bytes[next++] = NEWLINE;
    }
    return next;
  });
}

import type { Mesh } from '../../mesh/mesh.js';
import type { Bend } from './bend-panel.js';
import type { Panel } from './panel.js';

/** Collects the vertices and triangles of a bent panel; those of the relief come first, in the panel's order. */
export class SolidBuilder {
  readonly #relief: Float32Array;
  readonly #others: number[] = [];
  readonly #indices: Uint32Array;
  #next = 0;

  constructor(
    panel: Panel,
    private readonly bend: Bend,
    mostTriangles: number,
  ) {
    this.#relief = placeRelief(panel, bend);
    this.#indices = new Uint32Array(3 * mostTriangles);
  }

  /** @returns the number of the new vertex */
  addVertex(u: number, v: number, thicknessMm: number): number {
    const { x, y, alongX, alongY, alongZ } = this.bend.columnAt(u);
    const [back, up] = this.bend.isUpright ? [0, v] : [v, 0];
    this.#others.push(x + alongX * thicknessMm, y + alongY * thicknessMm + back, alongZ * thicknessMm + up);
    return (this.#relief.length + this.#others.length) / 3 - 1;
  }

  /** Adds a triangle that is counter-clockwise as seen on the unbent panel. */
  addTriangle(a: number, b: number, c: number): void {
    const indices = this.#indices;
    indices[this.#next] = a;
    indices[this.#next + 1] = this.bend.isTurnedOver ? c : b;
    indices[this.#next + 2] = this.bend.isTurnedOver ? b : c;
    this.#next += 3;
  }

  addQuad(a: number, b: number, c: number, d: number): void {
    this.addTriangle(a, b, c);
    this.addTriangle(a, c, d);
  }

  finish(): Mesh {
    const positions = new Float32Array(this.#relief.length + this.#others.length);
    positions.set(this.#relief);
    positions.set(this.#others, this.#relief.length);
    return { positions, indices: this.#indices.slice(0, this.#next) };
  }
}

function placeRelief({ us, vs, thicknessMm }: Panel, bend: Bend): Float32Array {
  const positions = new Float32Array(3 * thicknessMm.length);
  const columns = Array.from(us, (u) => bend.columnAt(u));
  let next = 0;
  let sample = 0;
  for (const v of vs) {
    const [back, up] = bend.isUpright ? [0, v] : [v, 0];
    for (const { x, y, alongX, alongY, alongZ } of columns) {
      const thickness = thicknessMm[sample++]!;
      positions[next] = x + alongX * thickness;
      positions[next + 1] = y + alongY * thickness + back;
      positions[next + 2] = alongZ * thickness + up;
      next += 3;
    }
  }
  return positions;
}

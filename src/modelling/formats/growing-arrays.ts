const FIRST_LENGTH = 1 << 12;

/** A typed array that grows as values come, for files that do not say truly how much they hold. */
export class GrowingArray<Values extends Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>> {
  #length = 0;
  #values: Values;

  constructor(private readonly allocate: (length: number) => Values) {
    this.#values = allocate(FIRST_LENGTH);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = this.allocate(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** All values, in an array of their own. */
  finish(): Values {
    const whole = this.allocate(this.#length);
    whole.set(this.#values.subarray(0, this.#length));
    return whole;
  }
}

/** Collects a mesh of which neither the vertices nor the triangles are counted in advance. */
export class MeshCollector {
  readonly positions = new GrowingArray((length) => new Float32Array(length));
  readonly indices = new GrowingArray((length) => new Uint32Array(length));

  get vertexCount(): number {
    return this.positions.length / 3;
  }

  addVertex(x: number, y: number, z: number): void {
    this.positions.push(x);
    this.positions.push(y);
    this.positions.push(z);
  }

  /** Adds a polygon as a fan from its first corner. */
  addPolygon(corners: readonly number[]): void {
    for (let corner = 2; corner < corners.length; corner++) {
      this.indices.push(corners[0]!);
      this.indices.push(corners[corner - 1]!);
      this.indices.push(corners[corner]!);
    }
  }
}

/** A typed array of which it is not known how long it gets. */
export class GrowingArray<Values extends Uint32Array | Float32Array> {
  length = 0;
  private whole: Values;

  constructor(
    private readonly type: new (length: number) => Values,
    capacity = 1024,
  ) {
    this.whole = new type(capacity);
  }

  push(value: number): void {
    if (this.length === this.whole.length) {
      const grown = new this.type(2 * this.length);
      grown.set(this.whole);
      this.whole = grown;
    }
    this.whole[this.length++] = value;
  }

  /** What there is so far, without a copy. */
  values(): Values {
    return this.whole.subarray(0, this.length) as Values;
  }
}

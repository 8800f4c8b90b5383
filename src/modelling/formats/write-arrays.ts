import type { ByteSink } from './byte-sink.js';

/** Writes float32 values, little-endian. */
export async function writeFloats(sink: ByteSink, values: Float32Array): Promise<void> {
  for (let index = 0; index < values.length;) {
    const { view } = sink;
    let next = 0;
    for (; index < values.length && next < view.byteLength; next += 4) {
      view.setFloat32(next, values[index++]!, true);
    }
    await sink.flush(next);
  }
}

/** Writes unsigned 32-bit integers, little-endian. */
export async function writeIntegers(sink: ByteSink, values: Uint32Array): Promise<void> {
  for (let index = 0; index < values.length;) {
    const { view } = sink;
    let next = 0;
    for (; index < values.length && next < view.byteLength; next += 4) {
      view.setUint32(next, values[index++]!, true);
    }
    await sink.flush(next);
  }
}

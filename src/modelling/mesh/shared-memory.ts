/** Memory that other threads can be shown without a copy, where a program may have such: browsers grant it to few pages. */
export function allocateShared(byteLength: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === 'undefined'
    ? new ArrayBuffer(byteLength)
    : new SharedArrayBuffer(byteLength);
}

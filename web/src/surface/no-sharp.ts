/** Stands in for sharp in the browser, where the engines' meshes are wanted but none of their picture files. */
export function sharp(): never {
  throw new Error('Pictures are not written in the browser.');
}

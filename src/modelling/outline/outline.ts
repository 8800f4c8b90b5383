/**
 * Closed curves in millimetres, y up, each a flat row of x and y without repeating its first point. The subject
 * lies to the left: outer curves run counter-clockwise, holes clockwise.
 */
export type Loops = Float64Array[];

/**
 * How near two curves, or two parts of one, may come: what lies closer could fall together in a slicer that
 * welds within some micrometres.
 */
export const CLEARANCE_MM = 0.012;

/** Twice the enclosed area, negative for a hole. */
export function doubleAreaOf(loop: Float64Array): number {
  let sum = 0;
  let [x, y] = [loop[loop.length - 2]!, loop[loop.length - 1]!];
  for (let at = 0; at < loop.length; at += 2) {
    sum += x * loop[at + 1]! - loop[at]! * y;
    x = loop[at]!;
    y = loop[at + 1]!;
  }
  return sum;
}

export interface LoopsBox {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** The box round all loops, of which there must be one. */
export function boxOf(loops: Loops): LoopsBox {
  const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (const loop of loops) {
    for (let at = 0; at < loop.length; at += 2) {
      box.left = Math.min(box.left, loop[at]!);
      box.right = Math.max(box.right, loop[at]!);
      box.bottom = Math.min(box.bottom, loop[at + 1]!);
      box.top = Math.max(box.top, loop[at + 1]!);
    }
  }
  return box;
}

export function pointCountOf(loops: Loops): number {
  return loops.reduce((sum, loop) => sum + loop.length / 2, 0);
}

/** How many connected parts curves enclose: each has one outer curve. */
export function partCountOf(loops: Loops): number {
  return loops.reduce((sum, loop) => (doubleAreaOf(loop) > 0 ? sum + 1 : sum), 0);
}

import { boxOf, type Loops } from './outline.js';

export interface LoopsSize {
  widthMm: number;
  heightMm: number;
}

/** How curves were moved and scaled: first by `left` and `bottom`, then by the scales. */
export interface LoopsFit {
  left: number;
  bottom: number;
  scaleX: number;
  scaleY: number;
}

/**
 * Moves curves to the origin and scales them by the little that tracing and smoothing have changed, so that
 * their common box is the asked one: exactly so on one side with `contain`, on both with `stretch`. Places are
 * float32 values, as they are written.
 *
 * @param groups curves that keep their places to each other, such as those of a plate and of what stands on it
 */
export function fitLoops(
  groups: readonly Loops[],
  size: LoopsSize,
  fit: 'contain' | 'stretch',
): { groups: Loops[]; fit: LoopsFit } {
  const box = boxOf(groups.flat());
  let scaleX = size.widthMm / (box.right - box.left);
  let scaleY = size.heightMm / (box.top - box.bottom);
  if (fit === 'contain') scaleX = scaleY = Math.min(scaleX, scaleY);
  const far = {
    x: Math.fround(Math.min(size.widthMm, scaleX * (box.right - box.left))),
    y: Math.fround(Math.min(size.heightMm, scaleY * (box.top - box.bottom))),
  };
  const place = (value: number, least: number, most: number, scale: number, end: number): number =>
    value === most ? end : Math.min(end, Math.fround((value - least) * scale));
  const fitted = groups.map((loops) =>
    loops.map((loop) =>
      loop.map((value, at) =>
        at % 2 === 0
          ? place(value, box.left, box.right, scaleX, far.x)
          : place(value, box.bottom, box.top, scaleY, far.y),
      ),
    ),
  );
  return { groups: fitted, fit: { left: box.left, bottom: box.bottom, scaleX, scaleY } };
}

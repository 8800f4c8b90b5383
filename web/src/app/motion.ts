/** Whether the reader asked for less motion; then nothing moves unless told to. */
export function isMotionReduced(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

const BIN_COUNT = 256;

/** Where to part values in two, and how clearly they fall apart. */
export interface Threshold {
  level: number;
  /** Share (0…1) of the variance that the parting explains; 0.75 for an even spread, 1 for two single values. */
  separability: number;
}

/** Separability of values that do not fall into two at all, and of two that hardly could more clearly. */
const [MUDDLED, CLEAR] = [0.7, 0.95];

/** Separability as a confidence from 0 to 1. */
export function rateSeparability(separability: number): number {
  return Math.min(1, Math.max(0, (separability - MUDDLED) / (CLEAR - MUDDLED)));
}

/**
 * Otsu's threshold (1979): the level that leaves the least variance within the two classes. Where a range of
 * levels does equally well, as between two single values, its middle is taken.
 *
 * @param highest the greatest value; must be above 0. Values lie from 0 to it.
 */
export function findThreshold(values: Float32Array, highest: number): Threshold {
  const counts = new Uint32Array(BIN_COUNT);
  const toBin = (BIN_COUNT - 1) / highest;
  for (let index = 0; index < values.length; index++) counts[Math.round(values[index]! * toBin)]!++;

  const total = values.length;
  let sum = 0;
  let squares = 0;
  for (let bin = 0; bin < BIN_COUNT; bin++) {
    sum += bin * counts[bin]!;
    squares += bin * bin * counts[bin]!;
  }
  const variance = squares / total - (sum / total) ** 2;
  let best = 0;
  let [first, last] = [0, 0];
  let below = 0;
  let belowSum = 0;
  for (let bin = 0; bin + 1 < BIN_COUNT; bin++) {
    below += counts[bin]!;
    belowSum += bin * counts[bin]!;
    if (below === 0 || below === total) continue;
    const gap = belowSum / below - (sum - belowSum) / (total - below);
    const between = (below / total) * (1 - below / total) * gap * gap;
    if (between > best) {
      best = between;
      first = bin;
    }
    if (between === best) last = bin;
  }
  return {
    level: ((first + last) / 2 + 0.5) / toBin,
    separability: variance > 0 ? best / variance : 0,
  };
}

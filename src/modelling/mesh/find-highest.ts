/** The first of the highest samples. */
export function findHighest(heights: Float32Array): number {
  let highest = 0;
  for (let sample = 1; sample < heights.length; sample++) {
    if (heights[sample]! > heights[highest]!) highest = sample;
  }
  return highest;
}

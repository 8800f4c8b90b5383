/** Expects each value to be greater than the one before. */
export function expectStrictlyRising(values: number[]): void {
  expect(values.filter((value, index) => index > 0 && value <= values[index - 1]!)).toEqual([]);
}

/** Expects no value to be less than the one before. */
export function expectNeverFalling(values: number[]): void {
  expect(values.filter((value, index) => index > 0 && value < values[index - 1]!)).toEqual([]);
}

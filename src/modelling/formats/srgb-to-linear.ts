/** The linear light (0…65535) of each sRGB value (IEC 61966-2-1): 16 bits tell all 256 apart, 8 would not. */
export const SRGB_TO_LINEAR = Uint16Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return Math.round(65_535 * (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
});

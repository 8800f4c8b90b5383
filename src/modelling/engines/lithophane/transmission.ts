/** How light fades in a material, and between which thicknesses it is shaped. */
export interface Transmission {
  curve: 'exponential' | 'linear';
  /** Share of the light that passes one millimetre, between 0 and 1. */
  transmittancePerMm: number;
  minThicknessMm: number;
  maxThicknessMm: number;
}

/**
 * The thickness that shows `tone` (0 black … 1 white, as sRGB codes brightness) against a light.
 *
 * `exponential` inverts the law of Beer and Lambert: the light that passes is made proportional to the light
 * that the tone stands for, between what the thickest and the thinnest part let through. White plastic also
 * scatters, so the transmittance is a fit over the thicknesses in use rather than a constant of the material
 * (Hamp, Logan, Shaw, "Optical transmittance of 3D printing materials", Applied Optics 60, 2021).
 * `linear` shares the thickness out by the tone itself.
 */
export function thicknessOf(tone: number, transmission: Transmission): number {
  const { curve, transmittancePerMm, minThicknessMm, maxThicknessMm } = transmission;
  if (tone <= 0) return maxThicknessMm;
  if (tone >= 1) return minThicknessMm;
  if (curve === 'linear') return maxThicknessMm - tone * (maxThicknessMm - minThicknessMm);
  const leastLight = transmittancePerMm ** maxThicknessMm;
  const mostLight = transmittancePerMm ** minThicknessMm;
  const light = leastLight + decodeSrgb(tone) * (mostLight - leastLight);
  return Math.min(maxThicknessMm, Math.max(minThicknessMm, Math.log(light) / Math.log(transmittancePerMm)));
}

/** The share of the light that passes `thicknessMm`, whatever curve shaped it. */
export function lightThrough(thicknessMm: number, transmittancePerMm: number): number {
  return transmittancePerMm ** thicknessMm;
}

/** Linear light 0…1 of an sRGB value 0…1 (IEC 61966-2-1). */
export function decodeSrgb(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** The sRGB value 0…1 of linear light 0…1. */
export function encodeSrgb(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

import type { NumberField } from './option-field.js';

/** How a slider's travel, 0…STEPS, maps to values. */
export interface SliderScale {
  readonly toValue: (place: number) => number;
  readonly toPlace: (value: number) => number;
}

export const SLIDER_STEPS = 200;

/** Beyond this the low end of a linear slider could not be aimed at. */
const WIDEST_LINEAR_SPAN = 60;

/**
 * A scale for the useful part of a range: lengths end at half of the model's longest side, and a range over several
 * orders of magnitude runs geometrically. The number beside the slider takes the whole range.
 */
export function sliderScale(field: NumberField, longestMm: number): SliderScale {
  const { minimum } = field;
  const isLength = field.unit === 'mm';
  const maximum = isLength ? Math.min(field.maximum, Math.max(minimum + 1, longestMm / 2)) : field.maximum;
  const round = (value: number): number => roundTo(field, value);
  if (!isLength && minimum > 0 && maximum / minimum > WIDEST_LINEAR_SPAN) {
    const span = Math.log(maximum / minimum);
    return {
      toValue: (place) => round(minimum * Math.exp((span * place) / SLIDER_STEPS)),
      toPlace: (value) => (SLIDER_STEPS * Math.log(Math.max(value, minimum) / minimum)) / span,
    };
  }
  return {
    toValue: (place) => round(minimum + ((maximum - minimum) * place) / SLIDER_STEPS),
    toPlace: (value) => (SLIDER_STEPS * (value - minimum)) / (maximum - minimum),
  };
}

function roundTo(field: NumberField, value: number): number {
  const step = field.isWhole ? 1 : value < 1 ? 0.01 : value < 10 ? 0.05 : 0.5;
  const near = Math.round(value / step) * step;
  return Number(Math.min(field.maximum, Math.max(field.minimum, near)).toFixed(4));
}

import { ModellingError } from '../modelling.errors.js';
import type { SampledPicture, SampleGrid } from './sampled-picture.js';

/** Refuses a grid without a single cell. @throws ModellingError `UNREADABLE_PICTURE` */
export function checkGrid({ columns, rows }: SampleGrid): void {
  if (columns >= 2 && rows >= 2) return;
  const message = `The picture has ${columns} × ${rows} samples; it needs two a side.`;
  throw new ModellingError('UNREADABLE_PICTURE', message, { columns, rows });
}

/** Refuses samples that are no numbers, too. @throws ModellingError `UNREADABLE_PICTURE` */
export function checkSamples(picture: SampledPicture): void {
  checkGrid(picture);
  for (const values of [picture.luminance, picture.alpha]) {
    let sum = 0;
    if (values !== null) for (let sample = 0; sample < values.length; sample++) sum += values[sample]!;
    if (Number.isFinite(sum)) continue;
    throw new ModellingError('UNREADABLE_PICTURE', 'The picture has samples that are no numbers.');
  }
}

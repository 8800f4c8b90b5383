import { checkSamples } from '../image/check-samples.js';
import type { SampledPicture } from '../image/sampled-picture.js';
import { dropSpecks } from './drop-specks.js';
import type { LoopsFit } from './fit-loops.js';
import { segmentSubject, type SegmentSettings } from './segment-subject.js';
import type { SubjectCanvas } from './subject-canvas.js';
import { noSubject, SUBJECT_LEVEL, type SubjectField } from './subject-field.js';

/** The options that every engine shares which starts from an outline. */
export interface SubjectSettings extends SegmentSettings {
  isMirrored: boolean;
  minFeatureMm: number;
  fit: 'contain' | 'stretch';
}

/** The room for the subject, and the proportions of a sample: pixels to one across and down. */
export interface SubjectFrame {
  widthMm: number;
  heightMm: number;
  samplePx: { across: number; down: number };
}

export interface PlacedSubject {
  /** The subject's own box, cut out of the picture and fitted into the room. */
  canvas: SubjectCanvas;
  /** What the canvas leaves out of the picture, in samples. */
  offset: { column: number; row: number };
  segmented: SubjectField;
}

/**
 * Finds the subject of a picture, without specks, and fits its box into the room: `contain` keeps the
 * proportions of the picture, `stretch` fills both sides.
 *
 * @throws ModellingError `NO_SUBJECT_FOUND`, or `UNREADABLE_PICTURE` for samples that are no numbers
 */
export function placeSubject(
  picture: SampledPicture,
  settings: SubjectSettings,
  frame: SubjectFrame,
): PlacedSubject {
  checkSamples(picture);
  const segmented = segmentSubject(picture, settings);
  const { field, columns } = segmented;
  if (settings.isMirrored) mirrorRows(field, columns);
  // A speck is as large as it would be in a model of all that was found.
  const all = fitBox(findBox(segmented), settings, frame);
  dropSpecks(field, segmented, settings.minFeatureMm ** 2 / (all.pitchXMm * all.pitchYMm));
  const box = findBox(segmented);
  if (box.right < box.left) {
    throw noSubject(
      'all that stands out from the background is smaller than options.min_feature_mm; make it less',
    );
  }
  return { ...cutOut(segmented, box, fitBox(box, settings, frame)), segmented };
}

/** Where the outermost samples of the picture come to lie once the subject's curves are fitted. */
export function locatePicture(
  { canvas, offset, segmented }: PlacedSubject,
  fit: LoopsFit,
): { leftMm: number; bottomMm: number; widthMm: number; heightMm: number } {
  const pitchX = canvas.pitchXMm * fit.scaleX;
  const pitchY = canvas.pitchYMm * fit.scaleY;
  const rowsBelow = segmented.rows - 1 - (offset.row + canvas.rows - 1);
  return {
    leftMm: (0.5 - offset.column) * pitchX - fit.left * fit.scaleX,
    bottomMm: (0.5 - rowsBelow) * pitchY - fit.bottom * fit.scaleY,
    widthMm: (segmented.columns - 1) * pitchX,
    heightMm: (segmented.rows - 1) * pitchY,
  };
}

/** The share of the placed subject at each sample of the picture, which a mirrored model shows the other way round. */
export function shareOfSubject({ segmented }: PlacedSubject, isMirrored: boolean): Float32Array {
  return isMirrored ? mirrorRows(segmented.field.slice(), segmented.columns) : segmented.field;
}

/** Swaps left and right, in place. */
function mirrorRows(field: Float32Array, columns: number): Float32Array {
  for (let start = 0; start < field.length; start += columns) {
    field.subarray(start, start + columns).reverse();
  }
  return field;
}

interface SampleBox {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function findBox({ field, columns, rows }: SubjectField): SampleBox {
  const box: SampleBox = { left: columns, right: -1, top: rows, bottom: -1 };
  for (let row = 0, sample = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, sample++) {
      if (field[sample]! < SUBJECT_LEVEL) continue;
      if (column < box.left) box.left = column;
      if (column > box.right) box.right = column;
      if (row < box.top) box.top = row;
      box.bottom = row;
    }
  }
  return box;
}

function fitBox(
  box: SampleBox,
  settings: SubjectSettings,
  { widthMm, heightMm, samplePx }: SubjectFrame,
): { pitchXMm: number; pitchYMm: number } {
  const pitchXMm = widthMm / (box.right - box.left + 1);
  const pitchYMm = heightMm / (box.bottom - box.top + 1);
  if (settings.fit === 'stretch') return { pitchXMm, pitchYMm };
  const mmPerPx = Math.min(pitchXMm / samplePx.across, pitchYMm / samplePx.down);
  return { pitchXMm: mmPerPx * samplePx.across, pitchYMm: mmPerPx * samplePx.down };
}

/** The box with one sample around it, where the picture has one: the outline passes between the two. */
function cutOut(
  { field, columns, rows }: SubjectField,
  box: SampleBox,
  pitches: { pitchXMm: number; pitchYMm: number },
): Pick<PlacedSubject, 'canvas' | 'offset'> {
  const left = Math.max(0, box.left - 1);
  const right = Math.min(columns - 1, box.right + 1);
  const top = Math.max(0, box.top - 1);
  const bottom = Math.min(rows - 1, box.bottom + 1);
  const size = { columns: right - left + 1, rows: bottom - top + 1 };
  const cut = new Float32Array(size.columns * size.rows);
  for (let row = top; row <= bottom; row++) {
    const start = row * columns;
    cut.set(field.subarray(start + left, start + right + 1), (row - top) * size.columns);
  }
  return { canvas: { ...size, field: cut, ...pitches }, offset: { column: left, row: top } };
}

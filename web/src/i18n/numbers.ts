import { language } from './language.js';
import { t } from './translate.js';

function format(value: number, digits: number): string {
  // The same in either language, and a browser takes up to 0.1 s to get ready for its first `Intl`, just when the
  // first page is drawn.
  if (Number.isInteger(value) && Math.abs(value) < 1_000) return String(value);
  return new Intl.NumberFormat(language.value, { maximumFractionDigits: digits }).format(value);
}

/** 1234567 → `1,234,567` */
export function countInWords(count: number): string {
  return format(count, 0);
}

/** With at most `digits` behind the point. */
export function numberInWords(value: number, digits = 2): string {
  return format(value, digits);
}

const KB = 1024;
const MB = 1024 * KB;

/** Bytes, in the unit that leaves few digits before the point: `4.2 MB`. As the server counts them, by 1024. */
export function sizeInWords(sizeBytes: number): string {
  if (sizeBytes < KB) return `${format(sizeBytes, 0)} B`;
  if (sizeBytes < MB) return `${format(sizeBytes / KB, 0)} kB`;
  return `${format(sizeBytes / MB, 1)} MB`;
}

export interface BoxMm {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
}

/** Width × height × depth: `100 × 80 × 12 mm`. */
export function boxInWords({ width, height, depth }: BoxMm): string {
  return `${[width, height, depth].map((lengthMm) => format(lengthMm, 1)).join(' × ')} mm`;
}

/** A volume in the unit people fill spools by: `52.3 cm³`. */
export function volumeInWords(volumeMm3: number): string {
  return volumeMm3 < 1_000 ? `${format(volumeMm3, 0)} mm³` : `${format(volumeMm3 / 1_000, 1)} cm³`;
}

/** Seconds left: `about 8 s left`. */
export function timeLeftInWords(etaSeconds: number): string {
  if (etaSeconds < 1) return t('progress.almostDone');
  if (etaSeconds < 90) return t('progress.secondsLeft', { seconds: Math.ceil(etaSeconds) });
  return t('progress.minutesLeft', { minutes: Math.round(etaSeconds / 60) });
}

/** When something happened, as a date and a time of day. */
export function momentInWords(isoTime: string): string {
  const moment = new Date(isoTime);
  return new Intl.DateTimeFormat(language.value, { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}

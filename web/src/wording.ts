import type { JobSnapshot, ModelReport } from '../../src/progress/progress.events.js';

const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const ONE_DIGIT = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** 1234567 → `1,234,567` */
export function countInWords(count: number): string {
  return NUMBER.format(count);
}

/** Bytes, in the unit that leaves at most three digits before the point: `4.2 MB`. */
export function sizeInWords(sizeBytes: number): string {
  if (sizeBytes < 1_000) return `${NUMBER.format(sizeBytes)} B`;
  if (sizeBytes < 1_000_000) return `${NUMBER.format(sizeBytes / 1_000)} kB`;
  return `${ONE_DIGIT.format(sizeBytes / 1_000_000)} MB`;
}

/** Width × height × depth: `100 × 80 × 12 mm`. */
export function boxInWords({ width, height, depth }: ModelReport['bounding_box_mm']): string {
  return `${[width, height, depth].map((lengthMm) => ONE_DIGIT.format(lengthMm)).join(' × ')} mm`;
}

/** A volume in the unit people fill spools by: `52.3 cm³`. */
export function volumeInWords(volumeMm3: number): string {
  return volumeMm3 < 1_000 ? `${NUMBER.format(volumeMm3)} mm³` : `${ONE_DIGIT.format(volumeMm3 / 1_000)} cm³`;
}

/** Seconds left: `about 8 s left`, `about 3 min left`. */
export function etaInWords(etaSeconds: number): string {
  if (etaSeconds < 1) return 'almost done';
  if (etaSeconds < 90) return `about ${Math.ceil(etaSeconds)} s left`;
  return `about ${Math.round(etaSeconds / 60)} min left`;
}

/** The sentence for the state a job is in. */
export function statusInWords(snapshot: JobSnapshot): string {
  switch (snapshot.status) {
    case 'pending':
      return snapshot.generation_id === null ? 'The picture is here. Start when you like.' : snapshot.step;
    case 'processing':
      return snapshot.step;
    case 'completed':
      return 'Your model is ready.';
    case 'failed':
      return 'The model could not be made.';
    case 'cancelled':
      return 'Cancelled.';
  }
}

/** What stands under the bar: place in the queue, time left, or why it failed. */
export function detailInWords(snapshot: JobSnapshot): string {
  if (snapshot.status === 'failed') return snapshot.error ?? '';
  if (!snapshot.is_active) return '';
  const parts: string[] = [];
  if (snapshot.queue_position !== null) {
    parts.push(
      snapshot.queue_position === 1 ? 'next in the queue' : `number ${snapshot.queue_position} in the queue`,
    );
  }
  if (snapshot.eta_seconds !== null) parts.push(etaInWords(snapshot.eta_seconds));
  if (snapshot.attempt > 1) parts.push(`attempt ${snapshot.attempt}`);
  const sentence = parts.join(' · ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

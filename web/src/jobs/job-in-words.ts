import type { JobSnapshot } from '../../../src/progress/progress.events.js';
import { problemInWords } from '../i18n/problem-in-words.js';
import { timeLeftInWords } from '../i18n/numbers.js';
import { t } from '../i18n/translate.js';

/** The sentence for the state a job is in. */
export function statusInWords(snapshot: JobSnapshot): string {
  switch (snapshot.status) {
    case 'completed':
    case 'failed':
    case 'cancelled':
      return t(`status.${snapshot.status}`);
    case 'pending':
    case 'processing':
      return t(`stage.${snapshot.stage}`);
  }
}

/** What stands under the bar: place in the queue, time left, or why it failed. */
export function detailInWords(snapshot: JobSnapshot): string {
  if (snapshot.status === 'failed') {
    return problemInWords({ code: snapshot.code, message: snapshot.error ?? '' });
  }
  if (!snapshot.is_active) return '';
  const parts: string[] = [];
  const position = snapshot.queue_position;
  if (position !== null) {
    parts.push(position === 1 ? t('progress.next') : t('progress.position', { position }));
  }
  if (snapshot.eta_seconds !== null) parts.push(timeLeftInWords(snapshot.eta_seconds));
  if (snapshot.attempt > 1) parts.push(t('progress.attempt', { attempt: snapshot.attempt }));
  return parts.join(' · ');
}

import { useEffect } from 'preact/hooks';
import { announce } from '../app/announcer.js';
import { t } from '../i18n/translate.js';
import { detailInWords, statusInWords } from './job-in-words.js';
import type { Job } from './job.js';

/** Tells a screen reader each new stage of a job, not each percent, and how it ended. */
export function useAnnouncedProgress(job: Job | undefined): void {
  const snapshot = job?.snapshot.value;
  const hasMetConflict = job?.hasMetConflict.value === true;
  const news = snapshot && snapshot.generation_id !== null ? statusInWords(snapshot) : null;
  useEffect(() => {
    if (news === null || !snapshot) return;
    announce(snapshot.status === 'failed' ? `${news} ${detailInWords(snapshot)}` : news);
    // The snapshot changes with every percent; its words are what counts.
  }, [news]);
  useEffect(() => {
    if (hasMetConflict && snapshot) {
      announce(t('conflict.running', { percent: Math.floor(snapshot.progress) }));
    }
  }, [hasMetConflict]);
}

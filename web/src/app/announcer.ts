import { signal } from '@preact/signals';

/** What a screen reader is told; the page shows it in other ways. */
export const announcement = signal('');

/** Says a sentence once: the same one again is not repeated. */
export function announce(sentence: string): void {
  announcement.value = sentence;
}

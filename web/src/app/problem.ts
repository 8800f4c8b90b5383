import { signal } from '@preact/signals';
import { ApiError } from '../api/api-error.js';
import { problemInWords } from '../i18n/problem-in-words.js';

/** What could not be done, as a sentence for the reader; null when all is well. */
export const problem = signal<string | null>(null);

/** Does something and shows why it failed, if it does. Answers whether it succeeded. */
export async function attempt(action: () => Promise<void>): Promise<boolean> {
  problem.value = null;
  try {
    await action();
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code !== 'ABORTED') problem.value = problemInWords(error);
    return false;
  }
}

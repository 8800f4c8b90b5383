import { UNREACHABLE } from '../api/api-error.js';
import { language } from './language.js';
import { ERRORS_DE } from './server-errors.de.js';
import { t } from './translate.js';

/** A refusal or failure in the reader's language; the server's own English sentence says most. */
export function problemInWords({ code, message }: { code?: string | undefined; message: string }): string {
  if (code === UNREACHABLE) return t('problem.unreachable');
  if (language.value === 'en' || code === undefined) return message;
  return ERRORS_DE[code] ?? message;
}

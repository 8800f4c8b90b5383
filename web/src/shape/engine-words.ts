import type { EngineInfo } from '../api/api.types.js';
import { language } from '../i18n/language.js';
import { ENGINES_DE } from '../i18n/server-engines.de.js';

/** An engine's name and what it does, in the reader's language. */
export function engineWords({ name, title, summary }: Pick<EngineInfo, 'name' | 'title' | 'summary'>): {
  title: string;
  summary: string;
} {
  return (language.value === 'de' ? ENGINES_DE[name] : undefined) ?? { title, summary };
}

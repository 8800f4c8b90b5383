import { effect, signal } from '@preact/signals';
import { readStored, writeStored } from '../app/storage.js';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = 'relievo.language';

function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** What the reader chose before, else the first language of the browser that the studio speaks, else English. */
function preferredLanguage(): Language {
  const stored = readStored(KEY);
  if (isLanguage(stored)) return stored;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

/** The language that everything is shown in. */
export const language = signal<Language>(preferredLanguage());

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  writeStored(KEY, chosen);
}

effect(() => {
  document.documentElement.lang = language.value;
});

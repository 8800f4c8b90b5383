import { DE } from './strings.de.js';
import { EN, type StringKey } from './strings.en.js';
import { language } from './language.js';
import { fillIn, type Fillings } from './fill-in.js';

/** The text of a key in the reader's language; a component that calls this follows a change of language. */
export function t(key: StringKey, fillings: Fillings = {}): string {
  const table = language.value === 'de' ? DE : EN;
  return fillIn(table[key], fillings);
}

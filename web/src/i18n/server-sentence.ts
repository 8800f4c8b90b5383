import { fillIn } from './fill-in.js';
import { language } from './language.js';
import { NUMBERED_WARNINGS_DE, PROBLEMS_DE, WARNINGS_DE } from './server-sentences.de.js';
import { t } from './translate.js';

/** A warning of a model in the reader's language; one that this page does not know stays as the server said it. */
export function warningInWords(warning: string): string {
  if (language.value === 'en') return warning;
  const fixed = (WARNINGS_DE as Readonly<Record<string, string>>)[warning];
  return fixed ?? translated(warning, NUMBERED_WARNINGS_DE) ?? warning;
}

/**
 * What is wrong with a field as a sentence of its own.
 * @param message continues the field's name, in English: `must be less than the depth of 3 mm`
 * @param labelOf what an option is called in the form
 */
export function problemOfField(message: string, labelOf: (option: string) => string): string {
  return asSentence(language.value === 'en' ? withLabels(message, labelOf) : inGerman(message));
}

function withLabels(message: string, labelOf: (option: string) => string): string {
  return message.replaceAll(/\boptions\.(\w+)/g, (_, option: string) => `“${labelOf(option)}”`);
}

function inGerman(message: string): string {
  return translated(message, PROBLEMS_DE) ?? t('field.unfit');
}

function translated(sentence: string, table: typeof PROBLEMS_DE): string | undefined {
  for (const [pattern, german] of table) {
    const match = pattern.exec(sentence);
    if (match) return fillIn(german, numbered(match.slice(1)));
  }
  return undefined;
}

/** `{1}`, `{2}`, … with the decimal comma that German has. */
function numbered(found: readonly string[]): Record<string, string> {
  return Object.fromEntries(found.map((text, index) => [index + 1, text.replace('.', ',')]));
}

function asSentence(words: string): string {
  const start = words.charAt(0).toUpperCase() + words.slice(1);
  return start.endsWith('.') ? start : `${start}.`;
}

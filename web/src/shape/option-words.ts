import { language } from '../i18n/language.js';
import { CHOICES_DE, OPTIONS_DE, UNITS_DE } from '../i18n/server-words.de.js';
import type { OptionField } from './option-field.js';

interface Words {
  readonly label: string;
  readonly help: string;
}

/** An option's name and help in the reader's language; the server's own words where there are no others. */
export function optionWords(engine: string, { name, help }: Pick<OptionField, 'name' | 'help'>): Words {
  const translated = language.value === 'de' ? OPTIONS_DE[engine]?.[name] : undefined;
  return {
    label: translated?.label ?? sentenceOf(withoutUnit(name)),
    help: sentenceStart(translated?.help ?? withoutNames(help)),
  };
}

/** A word of a choice, as it is shown. */
export function choiceWords(choice: string): string {
  const translated = language.value === 'de' ? CHOICES_DE[choice] : undefined;
  return translated ?? sentenceOf(choice);
}

/** A unit, as it stands beside a number. */
export function unitWords(unit: string): string {
  return (language.value === 'de' ? UNITS_DE[unit] : undefined) ?? unit;
}

/** The server names other options and choices as a caller writes them: `tolerance_mm` → `tolerance`. */
function withoutNames(help: string): string {
  return help.replaceAll(/\b[a-z]+(?:_[a-z]+)+\b/g, (name) => withoutUnit(name).replaceAll('_', ' '));
}

function withoutUnit(name: string): string {
  return name.replace(/(?<!per)_(mm|deg|percent)$/, '');
}

/** `border_width` → `Border width` */
function sentenceOf(name: string): string {
  return sentenceStart(name.replaceAll(/[_-]/g, ' '));
}

function sentenceStart(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import { ERROR_CATALOGUE } from '../../src/common/errors/error-catalogue.js';
import { ENGINE_NAMES, ENGINES } from '../../src/modelling/engines/engines.js';
import type { OptionTable } from '../../src/modelling/engines/option-table.js';
import { CHOICES_DE, ENGINES_DE, ERRORS_DE, OPTIONS_DE } from '../../web/src/i18n/server-words.de.js';
import { DE } from '../../web/src/i18n/strings.de.js';
import { EN } from '../../web/src/i18n/strings.en.js';

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
}

describe('the words of the studio', () => {
  it('should be the same ones in every language, with the same places to fill in', () => {
    expect(Object.keys(DE)).toEqual(Object.keys(EN));
    for (const [key, english] of Object.entries(EN)) {
      const german = DE[key as keyof typeof EN];
      expect([key, placesOf(german)]).toEqual([key, placesOf(english)]);
      expect([key, german.trim()]).not.toEqual([key, '']);
    }
  });

  it('should say in German whatever the server says in English', () => {
    expect(Object.keys(ERROR_CATALOGUE).filter((code) => !(code in ERRORS_DE))).toEqual([]);
    expect(ENGINE_NAMES.filter((name) => !(name in ENGINES_DE))).toEqual([]);
    const missing = ENGINE_NAMES.flatMap((engine) => {
      const table: OptionTable = ENGINES[engine].options;
      return Object.entries(table).flatMap(([name, spec]) => [
        ...(OPTIONS_DE[engine]?.[name] ? [] : [`${engine}.${name}`]),
        ...(spec.type === 'choice' ? spec.choices.filter((choice) => !(choice in CHOICES_DE)) : []),
      ]);
    });
    expect(missing).toEqual([]);
  });
});

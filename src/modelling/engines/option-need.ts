import type { OptionNeed, OptionValue } from './option-table.js';

/** Whether the option that another one needs has a value to mean anything beside; undefined is a derived one. */
export function isNeedMet(need: OptionNeed, value: OptionValue | undefined): boolean {
  return 'is' in need ? need.is.some((one) => one === value) : value !== need.isNot;
}

/**
 * A need in words, after "only with" or "needs".
 *
 * @param nameOf how the option is called where the words stand
 */
export function describeNeed(need: OptionNeed, nameOf: (option: string) => string): string {
  const name = nameOf(need.option);
  return 'is' in need ? `${name} ${need.is.join(' or ')}` : `${name} other than ${need.isNot}`;
}

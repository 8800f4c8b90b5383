import { Option } from 'commander';

import type { EngineName } from '../modelling/engines/engine-names.js';
import { ENGINE_NAMES, ENGINES } from '../modelling/engines/engines.js';
import { describeNeed } from '../modelling/engines/option-need.js';
import type { OptionSpec } from '../modelling/engines/option-table.js';

/** `base_mm` as a flag: `--base-mm`. */
export function flagOf(option: string): string {
  return `--${option.replaceAll('_', '-')}`;
}

/** `--base-mm` as an option: `base_mm`. */
function optionOf(flag: string): string {
  return flag.replace(/^--(no-)?/, '').replaceAll('-', '_');
}

/** A flag of one or several engines, with what each says of it. */
interface EngineFlag {
  name: string;
  spec: OptionSpec;
  engines: EngineName[];
}

/**
 * The options of engines as flags, from their tables. One that several engines have comes once; where they
 * describe it differently, the help names the engines.
 */
export function listEngineFlags(
  ofEngines: readonly EngineName[] = ENGINE_NAMES,
): { heading: string; option: Option }[] {
  const flags = new Map<string, EngineFlag[]>();
  for (const engine of ofEngines) {
    for (const [name, spec] of Object.entries(ENGINES[engine].options)) {
      const known = flags.get(name) ?? [];
      const same = known.find((flag) => flag.spec.help === spec.help);
      if (same === undefined) known.push({ name, spec, engines: [engine] });
      else same.engines.push(engine);
      flags.set(name, known);
    }
  }
  return Array.from(flags.values(), (meanings) => {
    const engines = meanings.flatMap((meaning) => meaning.engines);
    return { heading: `Options of ${engines.join(', ')}:`, option: toOption(meanings) };
  });
}

function toOption(meanings: readonly EngineFlag[]): Option {
  const [{ name, spec }] = meanings as [EngineFlag];
  const isSwitch = spec.type === 'boolean';
  const flags = isSwitch
    ? `--${spec.default ? 'no-' : ''}${flagOf(name).slice(2)}`
    : `${flagOf(name)} <${spec.type === 'choice' ? 'word' : 'number'}>`;
  const help = meanings.map((meaning) => {
    const prefix = meanings.length > 1 ? `${meaning.engines.join(', ')}: ` : '';
    return `${prefix}${meaning.spec.help}${describeLimits(meaning.spec)}`;
  });
  return new Option(flags, help.join(' '));
}

function describeLimits(spec: OptionSpec): string {
  const limits = [
    ...describeRange(spec),
    ...(spec.type === 'boolean' || spec.default === undefined ? [] : [`default ${spec.default}`]),
    ...(spec.needs === undefined ? [] : [`only with ${describeNeed(spec.needs, flagOf)}`]),
  ];
  return limits.length === 0 ? '' : ` (${limits.join(', ')})`;
}

function describeRange(spec: OptionSpec): string[] {
  switch (spec.type) {
    case 'boolean':
      return [];
    case 'choice':
      return [spec.choices.join(' | ')];
    case 'number':
    case 'integer':
      return [`${spec.minimum} to ${spec.maximum}${spec.unit === undefined ? '' : ` ${spec.unit}`}`];
  }
}

/** The options that were given, from the flags as commander holds them: numbers where they are numbers. */
export function collectOptions(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = listEngineFlags().map(({ option }) => option);
  const collected: Record<string, unknown> = {};
  for (const option of known) {
    const value = given[option.attributeName()];
    const isUntouched = value === undefined || (option.negate && value === true);
    if (!isUntouched) collected[optionOf(option.long ?? '')] = toValue(value);
  }
  return collected;
}

/** A text that is no number stays one: the table then says what it must be. */
function toValue(value: unknown): unknown {
  if (typeof value !== 'string' || value.trim() === '') return value;
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
}

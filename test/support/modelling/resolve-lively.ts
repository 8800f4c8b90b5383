import { ENGINES, type EngineName } from '../../../src/modelling/engines/engines.js';
import { isNeedMet } from '../../../src/modelling/engines/option-need.js';
import type {
  OptionTable,
  OptionValue,
  ResolvedOptions,
} from '../../../src/modelling/engines/option-table.js';
import { resolveOptions } from '../../../src/modelling/engines/options.js';

/** Resolves random options without those that mean nothing beside the others, which would be refused. */
export function resolveLively(
  engine: EngineName,
  raw: Readonly<Record<string, OptionValue>>,
): ResolvedOptions {
  const table: OptionTable = ENGINES[engine].options;
  const isIdle = (name: string): boolean => {
    const needs = table[name]?.needs;
    return needs !== undefined && !isNeedMet(needs, raw[needs.option] ?? table[needs.option]?.default);
  };
  return resolveOptions(engine, Object.fromEntries(Object.entries(raw).filter(([name]) => !isIdle(name))));
}

import { invalidOptions, type OptionProblem } from '../modelling.errors.js';
import { ENGINES, type EngineName } from './engines.js';
import { describeNeed, isNeedMet } from './option-need.js';
import type { NumberOption, OptionSpec, OptionTable, OptionValue, ResolvedOptions } from './option-table.js';

/** Enough to mend a request by; a hostile one could name thousands. */
const MOST_PROBLEMS = 20;

/**
 * Checks options as they came in a request and fills in the engine's defaults. Nothing is coerced and
 * nothing ignored.
 *
 * @throws ModellingError `INVALID_OPTIONS` naming every unknown option and every unfit value, or else every one
 * that another option leaves without effect
 */
export function resolveOptions(engine: EngineName, raw: Record<string, unknown>): ResolvedOptions {
  const table = ENGINES[engine].options;
  const problems: OptionProblem[] = [];
  const resolved: Record<string, OptionValue> = {};
  for (const name of Object.keys(raw)) {
    if (Object.hasOwn(table, name)) continue;
    const allowed = Object.keys(table);
    const message = `is not an option of ${engine}; it has ${allowed.join(', ')}`;
    problems.push({ field: `options.${name}`, message, allowed });
  }
  for (const [name, spec] of Object.entries(table)) {
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
    if (value === undefined) {
      if (spec.default !== undefined) resolved[name] = spec.default;
    } else if (isAllowed(spec, value)) {
      resolved[name] = value;
    } else {
      problems.push({ field: `options.${name}`, ...describeLimits(spec) });
    }
  }
  if (problems.length === 0) problems.push(...findIdle(table, resolved));
  if (problems.length > 0) throw invalidOptions(problems.slice(0, MOST_PROBLEMS));
  return resolved;
}

/** Values that would do nothing beside the others. At its default an option asks for nothing. */
function findIdle(table: OptionTable, resolved: ResolvedOptions): OptionProblem[] {
  return Object.entries(table).flatMap(([name, { needs, default: fallback }]) => {
    const value = resolved[name];
    if (needs === undefined || value === undefined || value === fallback) return [];
    if (isNeedMet(needs, resolved[needs.option])) return [];
    const message = `needs ${describeNeed(needs, (option) => `options.${option}`)}`;
    return [{ field: `options.${name}`, message }];
  });
}

/** The options of an engine as JSON Schema 2020-12. */
export function optionsJsonSchema(engine: EngineName): object {
  const properties = Object.entries(ENGINES[engine].options).map(([name, spec]) => [name, toSchema(spec)]);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(properties) as Record<string, object>,
  };
}

function isAllowed(spec: OptionSpec, value: unknown): value is OptionValue {
  switch (spec.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && spec.choices.includes(value);
    case 'number':
      return isWithin(spec, value);
    case 'integer':
      return Number.isInteger(value) && isWithin(spec, value);
  }
}

function isWithin(spec: NumberOption, value: unknown): boolean {
  // NaN fails both comparisons and the range excludes the infinities.
  return typeof value === 'number' && value >= spec.minimum && value <= spec.maximum;
}

function describeLimits(spec: OptionSpec): Omit<OptionProblem, 'field'> {
  switch (spec.type) {
    case 'boolean':
      return { message: 'must be true or false' };
    case 'choice':
      return { message: `must be one of ${spec.choices.join(', ')}`, allowed: [...spec.choices] };
    case 'number':
    case 'integer': {
      const kind = spec.type === 'integer' ? 'a whole number' : 'a number';
      const { minimum, maximum } = spec;
      return { message: `must be ${kind} from ${minimum} to ${maximum}`, minimum, maximum };
    }
  }
}

/** JSON Schema knows no units and no needs; as annotations of our own a form can still go by them. */
function toSchema(spec: OptionSpec): object {
  const { help, needs, default: fallback } = spec;
  const unit = 'unit' in spec ? spec.unit : undefined;
  const need = needs && ` Only with ${describeNeed(needs, (option) => option)}.`;
  return {
    ...typeSchema(spec),
    description: [help, need, unit && ` Unit: ${unit}.`].join(''),
    ...(unit !== undefined && { unit }),
    ...(needs && { needs }),
    ...(fallback !== undefined && { default: fallback }),
  };
}

function typeSchema(spec: OptionSpec): object {
  switch (spec.type) {
    case 'boolean':
      return { type: 'boolean' };
    case 'choice':
      return { type: 'string', enum: [...spec.choices] };
    case 'number':
    case 'integer':
      return { type: spec.type, minimum: spec.minimum, maximum: spec.maximum };
  }
}

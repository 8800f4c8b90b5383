import { isNeedMet } from '../../../src/modelling/engines/option-need.js';
import type { OptionNeed } from '../../../src/modelling/engines/option-table.js';
import type { EngineInfo, OptionValue } from '../api/api.types.js';

interface FieldBase {
  readonly name: string;
  /** What the server says of it, in English. */
  readonly help: string;
  /** What another option has to be for this one to mean anything. */
  readonly needs: OptionNeed | null;
}

export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly isWhole: boolean;
  readonly unit: string | null;
  readonly minimum: number;
  readonly maximum: number;
  /** Null where the engine derives the value. */
  readonly fallback: number | null;
}

export interface SwitchField extends FieldBase {
  readonly kind: 'switch';
  readonly fallback: boolean;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly fallback: string | null;
}

/** A form field for an option of an engine, as its JSON Schema describes it. */
export type OptionField = NumberField | SwitchField | ChoiceField;

/** The keywords of JSON Schema that the server uses, and its own annotations `unit` and `needs`. */
interface OptionSchema {
  readonly type?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: OptionValue;
  readonly enum?: readonly string[];
  readonly needs?: OptionNeed;
}

/** The fields of an engine's options, in its own order. A kind of option that the form does not know is left out. */
export function fieldsOf(engine: EngineInfo): OptionField[] {
  const { properties = {} } = engine.options as { properties?: Record<string, OptionSchema> };
  return Object.entries(properties).flatMap(([name, schema]) => fieldOf(name, schema) ?? []);
}

/** Those of an engine's fields that mean something beside what is set: the others are not shown, nor sent. */
export function livelyFieldsOf(
  engine: EngineInfo,
  options: Readonly<Record<string, OptionValue>>,
): OptionField[] {
  const fields = fieldsOf(engine);
  return fields.filter(({ needs }) => {
    if (needs === null) return true;
    const fallback = fields.find(({ name }) => name === needs.option)?.fallback ?? undefined;
    return isNeedMet(needs, options[needs.option] ?? fallback);
  });
}

function fieldOf(name: string, schema: OptionSchema): OptionField | null {
  // The unit stands beside the field, and a field without its need is not there.
  const help = (schema.description ?? '').replace(/ Unit: [^.]*\.$/, '').replace(/ Only with [^.]*\.$/, '');
  const { needs = null } = schema;
  if (schema.enum) {
    const fallback = typeof schema.default === 'string' ? schema.default : null;
    return { kind: 'choice', name, help, needs, choices: schema.enum, fallback };
  }
  if (schema.type === 'boolean')
    return { kind: 'switch', name, help, needs, fallback: schema.default === true };
  if (schema.type !== 'number' && schema.type !== 'integer') return null;
  const { unit = null, minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = schema;
  const fallback = typeof schema.default === 'number' ? schema.default : null;
  const isWhole = schema.type === 'integer';
  return { kind: 'number', name, help, needs, isWhole, unit, minimum, maximum, fallback };
}

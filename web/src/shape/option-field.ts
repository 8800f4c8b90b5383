import type { EngineInfo, OptionValue } from '../api/api.types.js';

interface FieldBase {
  readonly name: string;
  /** What the server says of it, in English. */
  readonly help: string;
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

/** The keywords of JSON Schema that the server uses, and its own annotation `unit`. */
interface OptionSchema {
  readonly type?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: OptionValue;
  readonly enum?: readonly string[];
}

/** The fields of an engine's options, in its own order. A kind of option that the form does not know is left out. */
export function fieldsOf(engine: EngineInfo): OptionField[] {
  const { properties = {} } = engine.options as { properties?: Record<string, OptionSchema> };
  return Object.entries(properties).flatMap(([name, schema]) => fieldOf(name, schema) ?? []);
}

function fieldOf(name: string, schema: OptionSchema): OptionField | null {
  // The unit stands beside the field.
  const help = (schema.description ?? '').replace(/ Unit: [^.]*\.$/, '');
  if (schema.enum) {
    const fallback = typeof schema.default === 'string' ? schema.default : null;
    return { kind: 'choice', name, help, choices: schema.enum, fallback };
  }
  if (schema.type === 'boolean') return { kind: 'switch', name, help, fallback: schema.default === true };
  if (schema.type !== 'number' && schema.type !== 'integer') return null;
  const { unit = null, minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = schema;
  const fallback = typeof schema.default === 'number' ? schema.default : null;
  const isWhole = schema.type === 'integer';
  return { kind: 'number', name, help, isWhole, unit, minimum, maximum, fallback };
}

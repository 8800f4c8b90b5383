interface OptionBase {
  /** One sentence for a person; shown in the API's documentation. */
  help: string;
  /** What another option has to be for this one to mean anything. */
  needs?: OptionNeed;
}

/** One of some values of another option of the table, or any but one; that the engine derives it is any. */
export type OptionNeed =
  { option: string; is: readonly string[] } | { option: string; isNot: string | number };

/** A finite number, or a whole one, within a closed range. Without `default` the engine derives it. */
export interface NumberOption extends OptionBase {
  type: 'number' | 'integer';
  unit?: string;
  minimum: number;
  maximum: number;
  default?: number;
}

export interface BooleanOption extends OptionBase {
  type: 'boolean';
  default: boolean;
}

/** One of a closed set of words. */
export interface ChoiceOption extends OptionBase {
  type: 'choice';
  choices: readonly string[];
  default: string;
}

export type OptionSpec = NumberOption | BooleanOption | ChoiceOption;

/** The one place that an engine's options are described: checks, defaults and documentation derive from it. */
export type OptionTable = Readonly<Record<string, OptionSpec>>;

export type OptionValue = number | boolean | string;

/** Checked options with defaults filled in; an option without a default is absent until it is given. */
export type ResolvedOptions = Readonly<Record<string, OptionValue>>;

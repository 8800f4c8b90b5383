import { ModellingError, type OptionProblem } from '../modelling/modelling.errors.js';
import { flagOf } from './engine-flags.js';

/** The exit codes of every command. */
export const EXIT = { ok: 0, failure: 1, usage: 2 } as const;

/** A command line that cannot be carried out as it stands. */
export class UsageError extends Error {
  readonly code = 'USAGE';
}

/**
 * What to tell of an error, one line each, and the code to exit with: fields of the request by the flags that
 * set them.
 */
export function describeError(error: unknown): { lines: string[]; exitCode: number } {
  if (error instanceof UsageError) return { lines: [error.message], exitCode: EXIT.usage };
  if (error instanceof ModellingError) {
    const { problems } = error.details as { problems?: readonly OptionProblem[] };
    if (problems === undefined) return { lines: [error.message], exitCode: EXIT.failure };
    return {
      lines: problems.map((problem) => `${nameField(problem.field)} ${tellProblem(problem)}`),
      exitCode: EXIT.usage,
    };
  }
  return { lines: [error instanceof Error ? error.message : String(error)], exitCode: EXIT.failure };
}

/** `options.base_mm` as `--base-mm`, `dimensions.depth` as `--depth`, and all three sides for `dimensions`. */
function nameField(field: string): string {
  if (field === 'dimensions') return '--width, --height and --depth';
  return flagOf(field.replace(/^(options|dimensions)\./, ''));
}

/** The message, with flags where it names options: all that there are, or those named as such or by an underscore. */
function tellProblem({ field, message, allowed = [] }: OptionProblem): string {
  const listed = allowed.join(', ');
  const isUnknown = field.startsWith('options.') && message.endsWith(`it has ${listed}`);
  if (isUnknown) return message.slice(0, -listed.length) + allowed.map(flagOf).join(', ');
  return message.replace(/\boptions\.(\w+)|\b[a-z]+(?:_[a-z]+)+\b/g, (word, name?: string) =>
    flagOf(name ?? word),
  );
}

import { CommanderError } from 'commander';

import type { InspectionThread } from '../modelling/mesh/inspection-thread.js';
import { describeError, EXIT } from './usage-error.js';
import { inspectModel } from './inspect-command.js';
import { makeModel } from './model-command.js';
import { createProgram } from './program.js';
import type { BarStream } from './progress-bar.js';
import { formatReport, type CliReport } from './report.js';

/** What a shell expects of a program that an interrupt ended: 128 and the signal's number. */
const INTERRUPTED = 130;

/** Where a command writes: reports to `stdout`; faults, usage and the bar to `stderr`. */
export interface Terminal {
  stdout: BarStream;
  stderr: BarStream;
}

/**
 * Carries out one command line, without the program's own name in front.
 *
 * @param startInspection gives a thread that checks a model while it is being written; without it, one comes after
 * the other
 * @returns the exit code
 */
export async function runCommandLine(
  args: readonly string[],
  { stdout, stderr }: Terminal,
  signal: AbortSignal,
  startInspection?: () => InspectionThread,
): Promise<number> {
  let exitCode: number = EXIT.ok;
  const print = (report: CliReport, flags: Readonly<Record<string, unknown>>): void => {
    stdout.write(flags['json'] === true ? `${JSON.stringify(report)}\n` : formatReport(report));
    if (!report.is_printable) exitCode = EXIT.failure;
  };
  const program = createProgram(
    {
      model: async (picture, output, flags) => {
        print(await makeModel(picture, output, flags, stderr, signal, startInspection), flags);
      },
      inspect: (model, flags) => {
        print(inspectModel(model), flags);
        return Promise.resolve();
      },
    },
    { stdout, stderr },
  );
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (signal.aborted) return INTERRUPTED;
    // Commander has said it already; asking for help is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const told = describeError(error);
    for (const line of told.lines) stderr.write(`relievo: ${line}\n`);
    return told.exitCode;
  }
}

import { CommanderError } from 'commander';

import { inspectModel } from './cli/inspect-command.js';
import { makeModel } from './cli/model-command.js';
import { createProgram } from './cli/program.js';
import { formatReport, type CliReport } from './cli/report.js';
import { describeError, EXIT } from './cli/usage-error.js';

/** What a shell expects of a program that an interrupt ended: 128 and the signal's number. */
const INTERRUPTED = 130;

const interrupt = new AbortController();

function print(report: CliReport, flags: Readonly<Record<string, unknown>>): void {
  process.stdout.write(flags['json'] === true ? `${JSON.stringify(report)}\n` : formatReport(report));
  if (!report.is_printable) process.exitCode = EXIT.failure;
}

function fail(error: unknown): void {
  if (interrupt.signal.aborted) {
    process.exitCode = INTERRUPTED;
    return;
  }
  // Commander has said it already; asking for help is no mistake.
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return;
  }
  const { lines, exitCode } = describeError(error);
  for (const line of lines) process.stderr.write(`relievo: ${line}\n`);
  process.exitCode = exitCode;
}

process.once('SIGINT', () => {
  interrupt.abort();
});

try {
  await createProgram({
    model: async (picture, output, flags) => {
      print(await makeModel(picture, output, flags, process.stderr, interrupt.signal), flags);
    },
    inspect: (model, flags) => {
      print(inspectModel(model), flags);
      return Promise.resolve();
    },
  }).parseAsync();
} catch (error) {
  fail(error);
}

import { availableParallelism } from 'node:os';

import { runCommandLine } from './cli/run-command-line.js';
import { InspectionThread } from './modelling/mesh/inspection-thread.js';

const interrupt = new AbortController();
process.once('SIGINT', () => {
  interrupt.abort();
});
// Whoever reads may have seen enough, as `head` has: then nobody is left to tell, which is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// One model at a time leaves a second core without work; where there is none, a thread would only wait its turn.
const startInspection = availableParallelism() > 1 ? () => new InspectionThread() : undefined;
process.exitCode = await runCommandLine(process.argv.slice(2), process, interrupt.signal, startInspection);

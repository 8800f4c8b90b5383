import { runCommandLine } from './cli/run-command-line.js';

const interrupt = new AbortController();
process.once('SIGINT', () => {
  interrupt.abort();
});
// Whoever reads may have seen enough, as `head` has: then nobody is left to tell, which is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await runCommandLine(process.argv.slice(2), process, interrupt.signal);

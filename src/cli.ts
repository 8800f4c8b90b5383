import { runCommandLine } from './cli/run-command-line.js';

const interrupt = new AbortController();
process.once('SIGINT', () => {
  interrupt.abort();
});
process.exitCode = await runCommandLine(process.argv.slice(2), process, interrupt.signal);

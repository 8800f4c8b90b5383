import { ProcessPool } from '../../dist/common/processes/process-pool.js';

/** A parent that has a busy child, says so, and waits to be killed. */
const pool = new ProcessPool(process.argv[2], { maxProcesses: 1, warmProcesses: 1, memoryMb: 256 });
await pool.run('loop', {}, { timeoutMs: 60_000, onEvent: (event) => console.log(JSON.stringify(event)) });

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BYTES_PER_KB = 1024;

/** The resident memory of a process in bytes, or null once it is gone. */
export async function readRssBytes(pid: number): Promise<number | null> {
  try {
    if (process.platform !== 'linux') {
      const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
      return Number(stdout.trim()) * BYTES_PER_KB;
    }
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const match = /^VmRSS:\s+(\d+) kB$/m.exec(status);
    return match?.[1] === undefined ? null : Number(match[1]) * BYTES_PER_KB;
  } catch {
    return null;
  }
}

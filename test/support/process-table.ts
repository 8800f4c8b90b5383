import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** One process as `/proc` shows it. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parentPid: number;
  readonly command: string;
}

/** Processes that this one started, in order of their ids. Linux only, as are the tests that ask. */
export async function childrenOf(parentPid: number): Promise<ProcessEntry[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const entries = await Promise.all(pids.map(readEntry));
  return entries
    .filter((entry) => entry !== null)
    .filter((entry) => entry.parentPid === parentPid)
    .sort((a, b) => a.pid - b.pid);
}

/** Whether the process exists and is more than a record waiting to be reaped. */
export async function isAlive(pid: number): Promise<boolean> {
  return (await readStat(pid)) !== null;
}

/** Resolves when the process is gone. */
export async function untilGone(pid: number): Promise<void> {
  await untilTrue(async () => !(await isAlive(pid)));
}

/** Asks again, at short intervals, until the answer is yes. */
export async function untilTrue(isReached: () => Promise<boolean>): Promise<void> {
  while (!(await isReached())) await pause(15);
}

/** How many descriptors the process has open. */
export async function openDescriptorCount(pid: number): Promise<number> {
  return (await readdir(`/proc/${pid}/fd`)).length;
}

/** The memory that the process holds, in megabytes. */
export async function memoryMb(pid: number): Promise<number> {
  return statusMb(pid, 'VmRSS');
}

/** The most memory the process ever held, in megabytes. */
export async function peakMemoryMb(pid: number): Promise<number> {
  return statusMb(pid, 'VmHWM');
}

async function statusMb(pid: number, field: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024;
}

async function readEntry(pid: number): Promise<ProcessEntry | null> {
  const parentPid = await readStat(pid);
  if (parentPid === null) return null;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return { pid, parentPid, command: command.replaceAll('\0', ' ').trim() };
}

/** The parent of a living process. The name field, in parentheses, may itself hold spaces and parentheses. */
async function readStat(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return null;
  return Number(fields[1]);
}

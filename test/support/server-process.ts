import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { PROJECT_ROOT } from './project-root.js';

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What a server prints once it serves. */
export interface Listening {
  readonly event: 'listening';
  readonly url: string;
  readonly port: number;
  readonly pid: number;
}

/** What a process is: it serves callers, or works only. */
export type Role = 'main' | 'worker';

function entryOf(role: Role): string {
  return join(PROJECT_ROOT, 'dist', `${role}.js`);
}

/**
 * One process of the built server, with nothing of this process's environment but what finds programs: a
 * developer's own settings must not change what a test sees.
 */
export class ServerProcess {
  /** Every line printed so far, whether or not it is JSON. */
  readonly stdout: string[] = [];
  readonly stderr: string[] = [];
  /** Resolves when the process has ended and everything it printed has been read. */
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #listening: Promise<Listening | null>;

  constructor(dataDir: string, settings: Readonly<Record<string, string>>, role: Role = 'main') {
    this.#child = spawn(process.execPath, [entryOf(role)], {
      env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.exited = once(this.#child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
    }));
    createInterface(this.#child.stderr).on('line', (line) => this.stderr.push(line));
    this.#listening = this.#watchStdout();
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('The server could not be spawned.');
    return this.#child.pid;
  }

  /**
   * Resolves when the server serves.
   * @throws Error with everything it printed, if it ended first
   */
  async listening(): Promise<Listening> {
    const listening = await this.#listening;
    if (listening !== null) return listening;
    const { code, signal } = await this.exited;
    throw new Error(
      `The server ended (code ${String(code)}, signal ${String(signal)}) before it served:\n${this.printed()}`,
    );
  }

  /** Everything printed so far. */
  printed(): string {
    return [...this.stdout, ...this.stderr].join('\n');
  }

  send(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  #watchStdout(): Promise<Listening | null> {
    return new Promise((resolve) => {
      const lines = createInterface(this.#child.stdout);
      lines.on('line', (line) => {
        this.stdout.push(line);
        const record = parseRecord(line);
        if (record?.['event'] === 'listening') resolve(record as unknown as Listening);
      });
      lines.on('close', () => {
        resolve(null);
      });
    });
  }
}

/** The JSON object on a line, or null where the line is something else. */
export function parseRecord(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import Queue from 'bull';
import { PROJECT_ROOT } from '../../test/support/project-root.js';
import { RedisServer } from '../../test/support/redis-server.js';
import { ms } from './row.js';

const WORKER = join(PROJECT_ROOT, 'bench/distributed/plain-bull-worker.mjs');
/** Bull looks for stalled tasks every thirty seconds, and a lock lapses after as many. */
const RESUMPTION_LIMIT_MS = 100_000;
const ADD_LIMIT_MS = 10_000;

/** Bull with the settings it comes with, in the same situations. */
export class PlainBull {
  readonly #workers: ChildProcess[] = [];

  private constructor(
    private readonly redis: RedisServer,
    private readonly queue: Queue.Queue,
  ) {}

  static async start(): Promise<PlainBull> {
    const redis = await RedisServer.start();
    const queue = new Queue('bench', redis.url);
    queue.on('error', () => undefined);
    return new PlainBull(redis, queue);
  }

  /** Kills the worker that runs a task, with another one at hand. */
  async timeResumption(): Promise<string> {
    const [first, second] = [this.#startWorker(), this.#startWorker()];
    await Promise.all([first.ready, second.ready]);
    const began = Promise.race([first.nextRun().then(() => first), second.nextRun().then(() => second)]);
    await this.queue.add({});
    const runner = await began;
    const other = runner === first ? second : first;
    const again = other.nextRun();
    runner.child.kill('SIGKILL');
    const killedMs = performance.now();
    const isAgain = await Promise.race([again.then(() => true), pause(RESUMPTION_LIMIT_MS, false)]);
    return isAgain ? ms(performance.now() - killedMs) : `not within ${ms(RESUMPTION_LIMIT_MS)}`;
  }

  async timeRedisAway(awayMs: number): Promise<{ refused: string; serving: string }> {
    await this.redis.kill();
    const askedMs = performance.now();
    const add = this.queue.add({}).then(
      () => 'taken',
      () => 'refused',
    );
    const outcome = await Promise.race([add, pause(ADD_LIMIT_MS, 'none')]);
    const refused =
      outcome === 'none' ? `no answer within ${ms(ADD_LIMIT_MS)}` : ms(performance.now() - askedMs);
    await pause(awayMs);
    await this.redis.start();
    const backMs = performance.now();
    await Promise.race([add.then(() => this.queue.add({})), pause(RESUMPTION_LIMIT_MS)]);
    return { refused, serving: ms(performance.now() - backMs) };
  }

  async dispose(): Promise<void> {
    for (const worker of this.#workers) worker.kill('SIGKILL');
    await Promise.race([this.queue.close().catch(() => undefined), pause(1_000)]);
    await this.redis.dispose();
  }

  #startWorker(): { child: ChildProcess; ready: Promise<unknown>; nextRun: () => Promise<unknown> } {
    const child = spawn(process.execPath, [WORKER, this.redis.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#workers.push(child);
    const lines = createInterface(child.stdout);
    const next = (text: string): Promise<unknown> =>
      new Promise((resolve) => {
        lines.on('line', (line) => {
          if (line === text) resolve(undefined);
        });
      });
    const ready = Promise.race([next('ready'), once(child, 'exit')]);
    return { child, ready, nextRun: () => next('run') };
  }
}

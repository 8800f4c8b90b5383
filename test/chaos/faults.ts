import { truncate } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Installation, Member } from '../support/installation.js';
import { childrenOf, untilGone } from '../support/process-table.js';
import type { History } from './history.js';
import type { Random } from './random.js';

/** Breaks something, leaves it so for a while, and mends it. */
type Break = () => Promise<void>;
/** Chooses what to break; null where there is nothing left to. */
type Fault = (site: Installation, random: Random) => Break | null | Promise<Break | null>;

/** Each begins, lasts and is mended by itself; what it does to Redis or PostgreSQL, nothing else does meanwhile. */
const PROCESS_FAULTS: Readonly<Record<string, Fault>> = {
  'worker killed': (site, random) => killAndStart(random.pick(site.workers), random),
  'worker stopped for long': (site, random) =>
    freeze(random.pick(site.workers), random.integer(8_000, 25_000)),
  'worker stopped for a moment': (site, random) =>
    freeze(random.pick(site.workers), random.integer(200, 4_000)),
  'worker asked to end': (site, random) => stopAndStart(random.pick(site.workers)),
  'worker asked to end twice': (site, random) => stopTwiceAndStart(random.pick(site.workers)),
  'modelling process killed': async (site, random) => {
    const children = await childrenOf(random.pick(site.workers).pid);
    if (children.length === 0) return null;
    const { pid } = random.pick(children);
    return async () => {
      process.kill(pid, 'SIGKILL');
      await untilGone(pid);
    };
  },
  'API killed': (site, random) => killAndStart(random.pick(site.apis), random),
  'API stopped for a moment': (site, random) => freeze(random.pick(site.apis), random.integer(200, 3_000)),
  'API asked to end': (site, random) => stopAndStart(random.pick(site.apis)),
};

const REDIS_FAULTS: Readonly<Record<string, Fault>> = {
  'Redis killed':
    ({ redis }, random) =>
    async () => {
      await redis.kill();
      await pause(random.integer(0, 6_000));
      await redis.start();
    },
  'Redis stopped':
    ({ redis }, random) =>
    async () => {
      redis.freeze();
      await pause(random.integer(200, 5_000));
      redis.thaw();
    },
  'Redis flushed':
    ({ redis }) =>
    async () => {
      await redis.ask('flushall');
    },
  'Redis out of memory':
    ({ redis }, random) =>
    async () => {
      await redis.ask('config', 'set', 'maxmemory', '1');
      await pause(random.integer(200, 3_000));
      await redis.ask('config', 'set', 'maxmemory', '0');
    },
  'Redis killed, its file cut':
    ({ redis }, random) =>
    async () => {
      await redis.kill();
      const { path, sizeBytes } = await redis.appendOnlyFile();
      await truncate(path, Math.floor(sizeBytes * random.next()));
      await redis.start();
    },
};

const POSTGRES_FAULTS: Readonly<Record<string, Fault>> = {
  'PostgreSQL killed':
    ({ postgres }, random) =>
    async () => {
      await postgres.kill();
      await pause(random.integer(0, 3_000));
      await postgres.run();
    },
  'PostgreSQL stopped':
    ({ postgres }, random) =>
    async () => {
      await postgres.freeze();
      await pause(random.integer(200, 4_000));
      await postgres.thaw();
    },
};

/** Weights: what is most likely to find something falls most often. */
const FIELDS = [PROCESS_FAULTS, PROCESS_FAULTS, PROCESS_FAULTS, REDIS_FAULTS, REDIS_FAULTS, POSTGRES_FAULTS];

/** How often a fault is chosen again where what it would break is broken already. */
const CHOICES = 50;

/** Has a fault fall in every so long a span of time, several at once where they do not touch the same server. */
export class FaultPlayer {
  /** What is broken now, of what is broken as a whole. */
  readonly #busy = new Set<object>();
  readonly #playing = new Set<Promise<void>>();

  constructor(
    private readonly site: Installation,
    private readonly random: Random,
    private readonly history: History,
  ) {}

  async run(untilMs: number, everyMs: number): Promise<void> {
    for (let spanMs = performance.now(); spanMs < untilMs; spanMs += everyMs) {
      await pause(Math.max(0, spanMs + everyMs * this.random.next() - performance.now()));
      for (let choice = 0; choice < CHOICES && !(await this.#play()); choice++);
    }
    await Promise.all(this.#playing);
  }

  /** @returns whether a fault has fallen */
  async #play(): Promise<boolean> {
    const field = this.random.pick(FIELDS);
    const name = this.random.pick(Object.keys(field));
    const isAlone = field !== PROCESS_FAULTS;
    if (isAlone && this.#busy.has(field)) return false;
    const fall = await field[name]!(this.site, this.random.fork());
    if (fall === null) return false;
    if (isAlone) this.#busy.add(field);
    this.history.faults.push({ atMs: performance.now(), name });
    const playing = fall()
      .catch((error: unknown) => {
        this.history.offences.push(`the fault "${name}" could not be mended: ${String(error)}`);
      })
      .finally(() => {
        this.#playing.delete(playing);
        this.#busy.delete(field);
      });
    this.#playing.add(playing);
    return true;
  }
}

/** A process that is broken already is left alone. */
function once(member: Member, breakAndMend: Break): Break | null {
  if (member.isBroken) return null;
  return async () => {
    member.isBroken = true;
    await breakAndMend();
    member.isBroken = false;
  };
}

function killAndStart(member: Member, random: Random): Break | null {
  return once(member, async () => {
    await member.kill();
    await pause(random.integer(0, 3_000));
    await member.startAgain();
  });
}

function stopAndStart(member: Member): Break | null {
  return once(member, async () => {
    await member.stop();
    await member.startAgain();
  });
}

function stopTwiceAndStart(member: Member): Break | null {
  return once(member, async () => {
    member.process.send('SIGTERM');
    await pause(100);
    await member.stop();
    await member.startAgain();
  });
}

function freeze(member: Member, forMs: number): Break | null {
  return once(member, async () => {
    member.freeze();
    await pause(forMs);
    member.thaw();
  });
}

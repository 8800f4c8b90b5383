import { truncate } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Installation, Member } from '../support/installation.js';
import { childrenOf } from '../support/process-table.js';
import type { History } from './history.js';
import type { Random } from './random.js';

/** Null where there is nothing left to break. */
type Fault = (site: Installation, random: Random) => Promise<void> | null;

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
    if (children.length > 0) process.kill(random.pick(children).pid, 'SIGKILL');
  },
  'API killed': (site, random) => killAndStart(random.pick(site.apis), random),
  'API stopped for a moment': (site, random) => freeze(random.pick(site.apis), random.integer(200, 3_000)),
  'API asked to end': (site, random) => stopAndStart(random.pick(site.apis)),
};

const REDIS_FAULTS: Readonly<Record<string, Fault>> = {
  'Redis killed': async ({ redis }, random) => {
    await redis.kill();
    await pause(random.integer(0, 6_000));
    await redis.start();
  },
  'Redis stopped': async ({ redis }, random) => {
    redis.freeze();
    await pause(random.integer(200, 5_000));
    redis.thaw();
  },
  'Redis flushed': async ({ redis }) => {
    await redis.ask('flushall');
  },
  'Redis out of memory': async ({ redis }, random) => {
    await redis.ask('config', 'set', 'maxmemory', '1');
    await pause(random.integer(200, 3_000));
    await redis.ask('config', 'set', 'maxmemory', '0');
  },
  'Redis killed, its file cut': async ({ redis }, random) => {
    await redis.kill();
    const { path, sizeBytes } = await redis.appendOnlyFile();
    await truncate(path, Math.floor(sizeBytes * random.next()));
    await redis.start();
  },
};

const POSTGRES_FAULTS: Readonly<Record<string, Fault>> = {
  'PostgreSQL killed': async ({ postgres }, random) => {
    await postgres.kill();
    await pause(random.integer(0, 3_000));
    await postgres.run();
  },
  'PostgreSQL stopped': async ({ postgres }, random) => {
    await postgres.freeze();
    await pause(random.integer(200, 4_000));
    await postgres.thaw();
  },
};

/** Weights: what is most likely to find something falls most often. */
const FIELDS = [PROCESS_FAULTS, PROCESS_FAULTS, PROCESS_FAULTS, REDIS_FAULTS, REDIS_FAULTS, POSTGRES_FAULTS];

/** Has a fault fall every so often, several at once where they do not touch the same server. */
export class FaultPlayer {
  /** What is broken now: a process by its id, or a whole field. */
  readonly #busy = new Set<object>();
  readonly #playing = new Set<Promise<void>>();

  constructor(
    private readonly site: Installation,
    private readonly random: Random,
    private readonly history: History,
  ) {}

  async run(untilMs: number, everyMs: number): Promise<void> {
    while (performance.now() < untilMs) {
      this.#play();
      await pause(everyMs * (0.5 + this.random.next()));
    }
    await Promise.all(this.#playing);
  }

  #play(): void {
    const field = this.random.pick(FIELDS);
    const name = this.random.pick(Object.keys(field));
    const fault = field[name]!;
    const isAlone = field !== PROCESS_FAULTS;
    if (isAlone && this.#busy.has(field)) return;
    const fallen = fault(this.site, this.random.fork());
    if (fallen === null) return;
    if (isAlone) this.#busy.add(field);
    this.history.faults.push({ atMs: performance.now(), name });
    const playing = fallen
      .catch((error: unknown) => {
        this.history.offences.push(`the fault "${name}" could not be mended: ${String(error)}`);
      })
      .finally(() => {
        this.#playing.delete(playing);
        this.#busy.delete(field);
      });
    this.#playing.add(playing);
  }
}

/** A process that is broken already is left alone. */
function once(member: Member, breakAndMend: () => Promise<void>): Promise<void> | null {
  if (member.isBroken) return null;
  member.isBroken = true;
  return breakAndMend().finally(() => {
    member.isBroken = false;
  });
}

function killAndStart(member: Member, random: Random): Promise<void> | null {
  return once(member, async () => {
    await member.kill();
    await pause(random.integer(0, 3_000));
    await member.startAgain();
  });
}

function stopAndStart(member: Member): Promise<void> | null {
  return once(member, async () => {
    await member.stop();
    await member.startAgain();
  });
}

function stopTwiceAndStart(member: Member): Promise<void> | null {
  return once(member, async () => {
    member.process.send('SIGTERM');
    await pause(100);
    await member.stop();
    await member.startAgain();
  });
}

function freeze(member: Member, forMs: number): Promise<void> | null {
  return once(member, async () => {
    member.freeze();
    await pause(forMs);
    member.thaw();
  });
}

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiClient } from './api-client.js';
import { untilTrue } from './process-table.js';
import { PostgresServer } from './postgres-server.js';
import { RedisServer } from './redis-server.js';
import { type Exit, type Listening, type Role, ServerProcess } from './server-process.js';
import { createHome } from './test-server.js';

export interface InstallationPlan {
  readonly apiCount: number;
  readonly workerCount: number;
  readonly settings?: Readonly<Record<string, string>>;
  /** What one process is told beside that, or differently. */
  readonly settingsOf?: (role: Role, index: number) => Readonly<Record<string, string>>;
  /** As on the command line of redis-server. */
  readonly redisOptions?: readonly string[];
  /** Lines of postgresql.conf, as `name=value`. */
  readonly postgresSettings?: readonly string[];
  /** Starts neither PostgreSQL nor Redis. */
  readonly isWithoutServers?: boolean;
}

/** What `/ready` answers. */
export interface ReadinessReport {
  readonly status: string;
  readonly dependencies: Readonly<Record<string, boolean>>;
}

/** One process of an installation, which can be stopped, killed, frozen and started again. */
export class Member {
  /** Whether somebody has broken it and will mend it. */
  isBroken = false;
  #process: ServerProcess;
  #listening: Listening | null = null;

  constructor(
    readonly role: Role,
    private readonly dataDir: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {
    this.#process = new ServerProcess(dataDir, settings, role);
  }

  get process(): ServerProcess {
    return this.#process;
  }

  get pid(): number {
    return this.#process.pid;
  }

  get url(): string {
    if (this.#listening === null) throw new Error('The process does not listen yet');
    return this.#listening.url;
  }

  get api(): ApiClient {
    return new ApiClient(this.url);
  }

  async listening(): Promise<this> {
    this.#listening = await this.#process.listening();
    return this;
  }

  /** Resolves once the process says that it is ready. */
  async ready(): Promise<this> {
    await this.listening();
    await untilTrue(async () => (await this.readiness()).status === 'ready');
    return this;
  }

  async readiness(): Promise<ReadinessReport> {
    return (await (await fetch(new URL('/ready', this.url))).json()) as ReadinessReport;
  }

  /** The sum of a metric over its labels. */
  async metric(name: string): Promise<number> {
    const lines = (await (await fetch(new URL('/metrics', this.url))).text()).split('\n');
    const values = lines.filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
    if (values.length === 0) throw new Error(`There is no metric ${name}`);
    return values.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  }

  /** Asks the process to end, as a supervisor does. */
  stop(): Promise<Exit> {
    this.#process.send('SIGTERM');
    return this.#process.exited;
  }

  kill(): Promise<Exit> {
    this.#process.send('SIGKILL');
    return this.#process.exited;
  }

  freeze(): void {
    this.#process.send('SIGSTOP');
  }

  thaw(): void {
    this.#process.send('SIGCONT');
  }

  /** Starts anew after an end. */
  startAgain(): Promise<this> {
    this.#process = new ServerProcess(this.dataDir, this.settings, this.role);
    return this.ready();
  }
}

/**
 * A whole distributed installation on this machine: API processes and workers over a PostgreSQL, a Redis and a
 * directory of its own.
 */
export class Installation {
  private constructor(
    readonly home: string,
    readonly postgres: PostgresServer,
    readonly redis: RedisServer,
    readonly apis: readonly Member[],
    readonly workers: readonly Member[],
  ) {}

  /** Starts everything; resolves once every process is ready. */
  static async start(plan: InstallationPlan): Promise<Installation> {
    const installation = await Installation.launch(plan);
    try {
      await Promise.all(installation.members.map((member) => member.ready()));
    } catch (error) {
      await installation.dispose();
      throw error;
    }
    return installation;
  }

  /** Starts the processes without waiting for them. */
  static async launch(plan: InstallationPlan): Promise<Installation> {
    const home = await createHome();
    const redisOptions = ['--maxmemory-policy', 'noeviction', ...(plan.redisOptions ?? [])];
    const [postgres, redis] = await Promise.all([
      PostgresServer.prepare(...(plan.postgresSettings ?? [])),
      RedisServer.prepare(...redisOptions),
    ]);
    if (plan.isWithoutServers !== true) await Promise.all([postgres.run(), redis.start()]);
    const share = join(home, 'share');
    await mkdir(share);
    const settings = {
      TEST_MODE: '1',
      GENERATION_CONCURRENCY: '1',
      DATABASE_URL: postgres.url(),
      REDIS_URL: redis.url,
      STORAGE_URL: `file://${share}`,
      ...plan.settings,
    };
    const launch = (role: Role, count: number): Member[] =>
      Array.from(
        { length: count },
        (_, index) =>
          new Member(role, join(home, `${role}-${index}`), {
            ...settings,
            ...plan.settingsOf?.(role, index),
          }),
      );
    return new Installation(
      home,
      postgres,
      redis,
      launch('main', plan.apiCount),
      launch('worker', plan.workerCount),
    );
  }

  /** What all processes share, unless they were told of another store. */
  get shareDir(): string {
    return join(this.home, 'share');
  }

  /** Where pictures and models are in it. */
  get filesDir(): string {
    return join(this.shareDir, 'files');
  }

  /** The API process to ask where it does not matter which. */
  get anyApi(): Member {
    const [api] = this.apis;
    if (api === undefined) throw new Error('The installation has no API process');
    return api;
  }

  get members(): readonly Member[] {
    return [...this.apis, ...this.workers];
  }

  async dispose(): Promise<void> {
    await Promise.all(
      this.members.map((member) => {
        member.thaw();
        return member.kill();
      }),
    );
    this.redis.thaw();
    await Promise.all([this.redis.dispose(), this.postgres.stop()]);
    await rm(this.home, { recursive: true, force: true });
  }
}

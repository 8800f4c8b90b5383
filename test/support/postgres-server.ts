import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';
import { childrenOf } from './process-table.js';

const INSTALLED_UNDER = '/usr/lib/postgresql';

/** Where the programs of a PostgreSQL server are, newest version first; null where none is installed. */
function findPrograms(): string | null {
  const versions = existsSync(INSTALLED_UNDER) ? readdirSync(INSTALLED_UNDER) : [];
  const places = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(INSTALLED_UNDER, version, 'bin')),
  ];
  return (
    places.find((place) =>
      ['initdb', 'postgres', 'pg_dump'].every((name) => existsSync(join(place, name))),
    ) ?? null
  );
}

const PROGRAMS = findPrograms();

/** Describes tests that need a PostgreSQL server; where none is installed they are reported as skipped, by name. */
export function describeWithPostgres(name: string, tests: () => void): void {
  const title = PROGRAMS === null ? `${name} (skipped: postgres is not installed)` : name;
  (PROGRAMS === null ? describe.skip : describe)(title, tests);
}

/** PostgreSQL refuses to run as root: there it gets the rights of a user that owns nothing. */
function findUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/**
 * A PostgreSQL server of the tests' own, in a directory and on a loopback port that nobody else uses. Keeps
 * nothing: it is fast because it never waits for the disk, unless told to.
 */
export class PostgresServer {
  #child: ChildProcess | null = null;

  private constructor(
    private readonly programs: string,
    private readonly directory: string,
    private readonly user: { uid: number; gid: number } | null,
    readonly port: number,
    private readonly settings: readonly string[],
  ) {}

  /** @param settings lines of postgresql.conf, as `name=value` */
  static async start(...settings: string[]): Promise<PostgresServer> {
    const server = await PostgresServer.prepare(...settings);
    await server.run();
    return server;
  }

  /** Reserves a port and makes the directory; nothing listens yet. */
  static async prepare(...settings: string[]): Promise<PostgresServer> {
    if (PROGRAMS === null) throw new Error('postgres is not installed');
    const user = findUser();
    const directory = mkdtempSync(join(tmpdir(), 'relievo-postgres-'));
    if (user !== null) chownSync(directory, user.uid, user.gid);
    const server = new PostgresServer(PROGRAMS, directory, user, await freePort(), settings);
    execFileSync(
      join(PROGRAMS, 'initdb'),
      ['-D', server.#data, '-U', 'relievo', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { stdio: 'ignore', cwd: directory, ...user },
    );
    return server;
  }

  /** Where a client finds the database of this name; `postgres` is always there. */
  url(database = 'postgres'): string {
    return `postgres://relievo@127.0.0.1:${this.port}/${database}`;
  }

  /** Starts the server process on the directory as it is; resolves when it takes connections. */
  async run(): Promise<void> {
    const given = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'fsync=off',
      'max_connections=200',
      'shared_buffers=32MB',
      ...this.settings,
    ];
    this.#child = spawn(
      join(this.programs, 'postgres'),
      ['-D', this.#data, '-p', String(this.port), ...given.flatMap((setting) => ['-c', setting])],
      { stdio: 'ignore', cwd: this.directory, ...this.user },
    );
    while (!(await answers(this.port))) {
      if (this.#child.exitCode !== null) throw new Error(`postgres ended with ${this.#child.exitCode}`);
      await pause(20);
    }
  }

  /** Runs a program that comes with the server, such as `pg_dump`. */
  async use(program: string, ...args: string[]): Promise<void> {
    await promisify(execFile)(join(this.programs, program), args);
  }

  /** Stops every process of the server where it stands: connections stay open and nobody answers. */
  async freeze(): Promise<void> {
    for (const pid of await this.#processes()) signal(pid, 'SIGSTOP');
  }

  async thaw(): Promise<void> {
    for (const pid of await this.#processes()) signal(pid, 'SIGCONT');
  }

  /** Ends the server without any goodbye. */
  async kill(): Promise<void> {
    const processes = await this.#processes();
    const exited = this.#child === null ? null : once(this.#child, 'exit');
    for (const pid of processes) signal(pid, 'SIGKILL');
    await exited;
    this.#child = null;
  }

  /** Ends the server and removes what it stored. */
  async stop(): Promise<void> {
    if (this.#child !== null) await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }

  get #data(): string {
    return join(this.directory, 'data');
  }

  /** The postmaster first: it starts no other once it is stopped. */
  async #processes(): Promise<number[]> {
    const pid = this.#child?.pid;
    return pid === undefined ? [] : [pid, ...(await childrenOf(pid)).map((child) => child.pid)];
  }
}

/** A process of the server may have ended by itself since it was listed: one for each connection comes and goes. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Whether the server takes part in the first step of its protocol: it accepts before it is ready otherwise. */
async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(startupMessage());
    const [reply] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as [Buffer | boolean];
    return Buffer.isBuffer(reply) && reply.toString('latin1', 0, 1) === 'R';
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** The protocol's first message, version 3.0, as the user of the cluster. */
function startupMessage(): Buffer {
  const parameters = Buffer.from('user\0relievo\0database\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + parameters.length, 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, parameters]);
}

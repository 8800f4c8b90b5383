import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';
import { untilTrue } from './process-table.js';

/** A Redis server of a test's own, which may be treated badly. */
export class RedisServer {
  #process: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    private readonly directory: string,
    private readonly options: readonly string[],
  ) {}

  /** Reserves a port and a directory; nothing listens yet. Options as on the command line of redis-server. */
  static async prepare(...options: string[]): Promise<RedisServer> {
    return new RedisServer(await freePort(), await mkdtemp(join(tmpdir(), 'relievo-redis-')), options);
  }

  static async start(...options: string[]): Promise<RedisServer> {
    const server = await RedisServer.prepare(...options);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Resolves when commands are answered. Called again after an end, it listens on the same port. */
  async start(): Promise<void> {
    const place = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.directory];
    this.#process = spawn('redis-server', [...place, '--save', '', ...this.options], { stdio: 'ignore' });
    await untilTrue(async () => {
      if (this.#process?.exitCode !== null) throw new Error('redis-server did not start');
      return (await this.ask('ping').catch(() => null)) === 'PONG';
    });
  }

  /** One command over a connection of its own. */
  async ask(command: string, ...args: string[]): Promise<unknown> {
    const client = new Redis(this.port, { lazyConnect: true, retryStrategy: null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.call(command, ...args);
    } finally {
      client.disconnect();
    }
  }

  /** Where the commands since the last rewrite are: the file that a crash leaves without its end. */
  async appendOnlyFile(): Promise<{ path: string; sizeBytes: number }> {
    const directory = join(this.directory, 'appendonlydir');
    const name = (await readdir(directory))
      .filter((entry) => entry.endsWith('.incr.aof'))
      .sort()
      .at(-1);
    if (name === undefined) throw new Error('Redis was not started with --appendonly yes');
    const path = join(directory, name);
    return { path, sizeBytes: (await stat(path)).size };
  }

  /** SIGSTOP: connections stay open, and nothing answers. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }

  /** Ends the server and removes what it stored. */
  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.directory, { recursive: true, force: true });
  }

  async kill(): Promise<void> {
    const server = this.#process;
    if (server === null || server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  }
}

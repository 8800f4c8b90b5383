import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { S3Location } from '../../src/common/storage/storage-url.js';

const SCRIPT = fileURLToPath(new URL('../../node_modules/s3rver/bin/s3rver.js', import.meta.url));
const BUCKET = 'pictures-and-models';

/** What the server of these tests takes for credentials; the SDK finds them in the environment. */
export const S3_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' } as const;

/**
 * A server that speaks S3, as a process of its own, so that it can be stopped as the kernel stops one and ended.
 * It does not check signatures, and knows neither suffix ranges nor conditional writes.
 */
export class S3Server {
  #process: ChildProcess | null = null;
  #port = 0;

  private constructor(readonly directory: string) {}

  static async start(): Promise<S3Server> {
    Object.assign(process.env, S3_CREDENTIALS);
    const server = new S3Server(await mkdtemp(join(tmpdir(), 'relievo-s3-')));
    await server.run();
    return server;
  }

  /** Starts the server on what is stored; resolves when it listens. After an end it is the same port. */
  async run(): Promise<void> {
    const place = ['-d', this.directory, '-a', '127.0.0.1', '-p', String(this.#port)];
    const options = [...place, '-s', '--allow-mismatched-signatures', '--configure-bucket', BUCKET];
    this.#process = spawn(process.execPath, [SCRIPT, ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#port = await portOf(this.#process);
  }

  get port(): number {
    return this.#port;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** A place in the bucket that no other test uses; `endpoint` where it is not reached directly. */
  location(endpoint = this.endpoint): S3Location {
    const keyPrefix = `${randomUUID()}/`;
    return { kind: 's3', bucket: BUCKET, keyPrefix, endpoint, region: null, isPathStyle: true };
  }

  /** The same as a setting. */
  url(endpoint = this.endpoint): string {
    const { bucket, keyPrefix } = this.location();
    return `s3://${bucket}/${keyPrefix}?endpoint=${encodeURIComponent(endpoint)}&force_path_style=1`;
  }

  /** It keeps its connections and takes new ones, and answers nothing. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }

  /** Ends the server without any goodbye; what it stored stays. */
  async kill(): Promise<void> {
    const server = this.#process;
    this.#process = null;
    if (server === null || server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  }

  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.directory, { recursive: true, force: true });
  }
}

async function portOf(child: ChildProcess): Promise<number> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error(`The S3 server did not start: ${text}`));
    });
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const [, port] = /listening on \S+:(\d+)/.exec(text) ?? [];
      if (port !== undefined) resolve(Number(port));
    });
  });
}

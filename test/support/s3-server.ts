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
  readonly directory: string;
  readonly #process: ChildProcess;
  readonly port: number;

  private constructor(directory: string, process: ChildProcess, port: number) {
    this.directory = directory;
    this.#process = process;
    this.port = port;
  }

  static async start(): Promise<S3Server> {
    Object.assign(process.env, S3_CREDENTIALS);
    const directory = await mkdtemp(join(tmpdir(), 'relievo-s3-'));
    const options = ['-d', directory, '-a', '127.0.0.1', '-p', '0', '-s', '--allow-mismatched-signatures'];
    const child = spawn(process.execPath, [SCRIPT, ...options, '--configure-bucket', BUCKET], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return new S3Server(directory, child, await portOf(child));
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
    this.#process.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process.kill('SIGCONT');
  }

  async dispose(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const exited = once(this.#process, 'exit');
      this.#process.kill('SIGKILL');
      await exited;
    }
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

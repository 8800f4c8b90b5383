import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { untilTrue } from './process-table.js';
import { PROJECT_ROOT } from './project-root.js';

const CONFIGURATION = join(PROJECT_ROOT, 'deploy', 'nginx.conf');
/** Where nginx keeps what does not fit into its memory; each of its modules wants a place of its own. */
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** The real nginx as `deploy/nginx.conf` sets it up; only addresses and places are other ones. */
export class LoadBalancer {
  private constructor(
    private readonly directory: string,
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  /** @param urls of the API processes, as many as the configuration names */
  static async start(urls: readonly string[]): Promise<LoadBalancer> {
    const directory = await mkdtemp(join(tmpdir(), 'relievo-nginx-'));
    await chmod(directory, 0o755);
    const address = `127.0.0.1:${await freePort()}`;
    const path = join(directory, 'nginx.conf');
    await writeFile(path, render(await readFile(CONFIGURATION, 'utf8'), directory, address, urls));
    const child = spawn('nginx', ['-p', directory, '-c', path, '-g', 'daemon off; error_log stderr;'], {
      stdio: 'ignore',
    });
    const balancer = new LoadBalancer(directory, child, `http://${address}`);
    try {
      await untilTrue(() => balancer.#answers());
    } catch (error) {
      await balancer.dispose();
      throw error;
    }
    return balancer;
  }

  async #answers(): Promise<boolean> {
    if (this.process.exitCode !== null) throw new Error('nginx did not start');
    return fetch(new URL('/live', this.url)).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async dispose(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exited = once(this.process, 'exit');
      this.process.kill('SIGTERM');
      await exited;
    }
    await rm(this.directory, { recursive: true, force: true });
  }
}

function render(
  configuration: string,
  directory: string,
  address: string,
  upstreamUrls: readonly string[],
): string {
  const places = TEMPORARY.map((name) => `${name}_temp_path ${join(directory, name)};`).join(' ');
  const changes: [string, string][] = [
    ['pid /tmp/nginx.pid;', `pid ${join(directory, 'nginx.pid')};`],
    ['http {', `http { ${places}`],
    ['listen 8080;', `listen ${address};`],
    ...upstreamUrls.map((url, index): [string, string] => [`api-${index + 1}:3000`, new URL(url).host]),
  ];
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`deploy/nginx.conf has no "${from}"`);
    return text.replace(from, to);
  }, configuration);
}

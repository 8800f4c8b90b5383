import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from './api-client.js';
import { type Exit, type Listening, ServerProcess } from './server-process.js';

export type SettingsOverride = Readonly<Record<string, string>>;

/**
 * A real server on a port and a data directory of its own. It can be stopped, killed and started again on the
 * same directory; {@link dispose} ends it, whatever its state, and removes the directory.
 */
export class TestServer {
  /** Stands around the data directory, so that a file written beside it is seen. */
  readonly home: string;
  readonly #settings: SettingsOverride;
  #process: ServerProcess;
  #listening: Listening;

  private constructor(
    home: string,
    settings: SettingsOverride,
    process: ServerProcess,
    listening: Listening,
  ) {
    this.home = home;
    this.#settings = settings;
    this.#process = process;
    this.#listening = listening;
  }

  /** Starts a server in test mode unless `settings` say otherwise. */
  static async start(settings: SettingsOverride = {}): Promise<TestServer> {
    const home = await createHome();
    const merged = { TEST_MODE: '1', ...settings };
    const process = new ServerProcess(join(home, 'data'), merged);
    try {
      return new TestServer(home, merged, process, await process.listening());
    } catch (error) {
      await rm(home, { recursive: true, force: true });
      throw error;
    }
  }

  get dataDir(): string {
    return join(this.home, 'data');
  }

  get url(): string {
    return this.#listening.url;
  }

  get port(): number {
    return this.#listening.port;
  }

  get pid(): number {
    return this.#listening.pid;
  }

  get api(): ApiClient {
    return new ApiClient(this.url);
  }

  get process(): ServerProcess {
    return this.#process;
  }

  /** Asks the server to end, as a process supervisor does. */
  stop(): Promise<Exit> {
    this.#process.send('SIGTERM');
    return this.#process.exited;
  }

  /** Ends the server without giving it a chance to do anything. */
  kill(): Promise<Exit> {
    this.#process.send('SIGKILL');
    return this.#process.exited;
  }

  /** Starts again on the same data directory after a {@link stop} or {@link kill}; the port is another one. */
  async startAgain(settings: SettingsOverride = {}): Promise<void> {
    this.#process = new ServerProcess(this.dataDir, { ...this.#settings, ...settings });
    this.#listening = await this.#process.listening();
  }

  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.home, { recursive: true, force: true });
  }
}

/** Makes a directory for one server and its data. The caller removes it. */
export async function createHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'relievo-e2e-'));
  await mkdir(join(home, 'data'));
  return home;
}

import type { Browser, BrowserContextOptions } from 'playwright-core';
import { type SettingsOverride, TestServer } from '../../support/test-server.js';
import { childrenOf, isAlive } from '../../support/process-table.js';
import { launchChromium, OTHER_HOST } from './chromium.js';
import { StudioPage } from './studio-page.js';

const WITHOUT_3D = `HTMLCanvasElement.prototype.getContext = ((original) => function (kind, ...rest) {
  return kind.startsWith('webgl') ? null : original.call(this, kind, ...rest);
})(HTMLCanvasElement.prototype.getContext)`;

/** The child process that makes models, by what it runs. */
const MODELLING = 'generation.worker';

/** A real server and a real browser beside it. Every page opened is a visitor of its own. */
export class BrowserBench {
  #visitors: StudioPage[] = [];
  #held: number[] = [];

  private constructor(
    readonly server: TestServer,
    private readonly browser: Browser,
  ) {}

  /** One model is made at a time, so that a second one has to wait whatever the machine. */
  static async start(settings: SettingsOverride = {}): Promise<BrowserBench> {
    const server = await TestServer.start({ GENERATION_CONCURRENCY: '1', ...settings });
    try {
      return new BrowserBench(server, await launchChromium());
    } catch (error) {
      await server.dispose();
      throw error;
    }
  }

  /** Opens the studio at a hash. Nothing moves unless asked for, which spares the processor that draws it. */
  async open(options: BrowserContextOptions = {}, hash = ''): Promise<StudioPage> {
    const context = await this.browser.newContext({
      viewport: { width: 980, height: 520 },
      reducedMotion: 'reduce',
      locale: 'en',
      ...options,
    });
    const studio = await StudioPage.watch(await context.newPage());
    this.#visitors.push(studio);
    await studio.page.goto(`${this.server.url}/${hash}`);
    return studio;
  }

  /** Opens the studio with a script that runs before any of its own. */
  async openWith(script: string, hash = ''): Promise<StudioPage> {
    const studio = await this.open();
    await studio.page.addInitScript({ content: script });
    await studio.page.goto(`${this.server.url}/${hash}`);
    await studio.page.reload();
    return studio;
  }

  /** Opens the studio as another machine of the network does: without TLS, a browser keeps part of what it can to itself. */
  async openFromElsewhere(options: BrowserContextOptions = {}): Promise<StudioPage> {
    const studio = await this.open(options);
    await studio.page.goto(otherUrl(this.server.port));
    return studio;
  }

  /** Opens the studio in a browser that draws nothing in three dimensions. */
  openWithout3d(hash: string): Promise<StudioPage> {
    return this.openWith(WITHOUT_3D, hash);
  }

  /**
   * Stops what makes models where it stands, until {@link letGo}: whatever a visitor does meanwhile happens in
   * mid-run, however long it takes.
   */
  async hold(): Promise<void> {
    const children = await childrenOf(this.server.pid);
    const pids = children.filter(({ command }) => command.includes(MODELLING)).map(({ pid }) => pid);
    if (pids.length === 0) throw new Error('Nothing makes models that could be held.');
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    this.#held.push(...pids);
  }

  /** Has what was held go on; what has been killed meanwhile stays so. */
  async letGo(): Promise<void> {
    for (const pid of this.#held.splice(0)) if (await isAlive(pid)) process.kill(pid, 'SIGCONT');
  }

  /**
   * Sends the visitors away and ends what they left running, so that no test waits for the one before it.
   * @throws Error when the content security policy stopped anything that a visitor's page did
   */
  async clear(): Promise<void> {
    await this.letGo();
    const violations = this.#visitors.splice(0).flatMap((visitor) => visitor.violations);
    await Promise.all(this.browser.contexts().map((context) => context.close()));
    const { jobs = [] } = (await this.server.api.get('/api/jobs')).body;
    const active = jobs.filter((job) => job.is_active);
    await Promise.all(active.map((job) => this.server.api.cancel(job.job_id)));
    if (violations.length > 0) throw new Error(`The policy stopped the page: ${violations.join('; ')}`);
  }

  async dispose(): Promise<void> {
    await this.browser.close();
    await this.server.dispose();
  }
}

/** Where a server is met by {@link OTHER_HOST}; its `PUBLIC_URL` has to be that. */
export function otherUrl(port: number): string {
  return `http://${OTHER_HOST}:${port}`;
}

import type { Browser, BrowserContextOptions } from 'playwright-core';
import { TestServer } from '../../support/test-server.js';
import { launchChromium } from './chromium.js';
import { StudioPage } from './studio-page.js';

/** A real server and a real browser beside it. Every page opened is a visitor of its own. */
export class BrowserBench {
  private constructor(
    readonly server: TestServer,
    private readonly browser: Browser,
  ) {}

  static async start(): Promise<BrowserBench> {
    const server = await TestServer.start();
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
    await studio.page.goto(`${this.server.url}/${hash}`);
    return studio;
  }

  /** Opens the studio in a browser that draws nothing in three dimensions. */
  async openWithout3d(hash: string): Promise<StudioPage> {
    const studio = await this.open();
    await studio.page.addInitScript({
      content: `HTMLCanvasElement.prototype.getContext = ((original) => function (kind, ...rest) {
        return kind.startsWith('webgl') ? null : original.call(this, kind, ...rest);
      })(HTMLCanvasElement.prototype.getContext)`,
    });
    await studio.page.goto(`${this.server.url}/${hash}`);
    await studio.page.reload();
    return studio;
  }

  /** Sends the visitors away and ends what they left running, so that no test waits for the one before it. */
  async clear(): Promise<void> {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
    const { jobs = [] } = (await this.server.api.get('/api/jobs')).body;
    const active = jobs.filter((job) => job.is_active);
    await Promise.all(active.map((job) => this.server.api.cancel(job.job_id)));
  }

  async dispose(): Promise<void> {
    await this.browser.close();
    await this.server.dispose();
  }
}

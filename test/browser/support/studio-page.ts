import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from 'playwright-core';
import type { PictureFile } from '../../support/pictures.js';

/** Reports, from the first moment of the page, what it was forbidden to do and every value its bar takes. */
const WATCHER = `
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    reportViolation(violatedDirective + ' blocked ' + blockedURI);
  });
  document.addEventListener('DOMContentLoaded', () => {
    const bar = document.querySelector('[role=progressbar]');
    const report = () => reportBarValue(bar.getAttribute('aria-valuenow'));
    new MutationObserver(report).observe(bar, { attributeFilter: ['aria-valuenow'] });
  });
`;

/** A file that the page handed to its reader. */
export interface DownloadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

interface BarWaiter {
  readonly percent: number;
  readonly resolve: () => void;
}

/** The first page as its reader meets it, and a record of what went on behind it. */
export class StudioPage {
  /** Script errors, lines of the error console and breaches of the content security policy. */
  readonly problems: string[] = [];
  /** Every value that the bar took, in order. */
  readonly barValues: number[] = [];
  /** The methods and paths of all requests to the API. */
  readonly apiCalls: string[] = [];
  /** How many `job_update` events came by socket. */
  updateCount = 0;

  /** What the bar shows now; null while it shows that the end cannot be foreseen. */
  #barValue: number | null = null;
  #barWaiters: BarWaiter[] = [];

  private constructor(readonly page: Page) {}

  /** Takes a page that has not gone anywhere yet. */
  static async watch(page: Page): Promise<StudioPage> {
    const studio = new StudioPage(page);
    page.on('pageerror', (error) => studio.problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') studio.problems.push(message.text());
    });
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/')) studio.apiCalls.push(`${request.method()} ${pathname}`);
    });
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        if (payload.toString().startsWith('42["job_update"')) studio.updateCount += 1;
      });
    });
    await page.exposeFunction('reportViolation', (violation: string) => studio.problems.push(violation));
    await page.exposeFunction('reportBarValue', (value: string | null) => {
      studio.#takeBarValue(value);
    });
    await page.addInitScript({ content: WATCHER });
    return studio;
  }

  part(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  /** Has the server play a scenario in the generations that this page starts from now on. */
  async play(scenario: string): Promise<void> {
    await this.page.route('**/api/generate-3d', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'x-test-scenario': scenario } }),
    );
  }

  /** Chooses the sample, at the least detail: these tests look at the page, not at the model. */
  async chooseSample(): Promise<void> {
    await this.part('sample-button').click();
    await this.page.getByText('sample.png', { exact: true }).waitFor();
    await this.page.getByLabel('Detail').fill('1');
  }

  /** Chooses a file as the file dialogue does. */
  async chooseFile({ name, type, bytes }: PictureFile): Promise<void> {
    await this.part('picture-input').setInputFiles({ name, mimeType: type, buffer: bytes });
    await this.page.getByText(name, { exact: true }).waitFor();
  }

  async start(): Promise<void> {
    await this.part('start-button').click();
  }

  /** Starts a generation of the sample and waits until the bar stands above `percent`. */
  async startSample(scenario: string, percent = 0): Promise<void> {
    await this.play(scenario);
    await this.chooseSample();
    await this.start();
    await this.untilBarAbove(percent);
  }

  /** Waits until the bar stands above `percent`. For a page that has not been reloaded. */
  untilBarAbove(percent: number): Promise<void> {
    return new Promise((resolve) => {
      this.#barWaiters.push({ percent, resolve });
      this.#wakeWaiters();
    });
  }

  async barValue(): Promise<number> {
    return Number(await this.part('progressbar').getAttribute('aria-valuenow'));
  }

  /** Waits until a part of the page shows this text. */
  async untilShown(testId: string, text: string): Promise<void> {
    await this.part(testId).filter({ hasText: text }).waitFor();
  }

  /** Waits until the finished model stands on the stage, in three dimensions. */
  async untilModelStands(): Promise<void> {
    await this.page.locator('[data-testid=stage][data-viewer=ready]').waitFor();
  }

  /** The job that the address names. */
  get jobId(): string {
    return new URL(this.page.url()).hash.replace('#/jobs/', '');
  }

  #takeBarValue(value: string | null): void {
    this.#barValue = value === null ? null : Number(value);
    if (this.#barValue !== null) this.barValues.push(this.#barValue);
    this.#wakeWaiters();
  }

  // The page's policy forbids eval, and with it the conditions that a browser driver polls for.
  #wakeWaiters(): void {
    const value = this.#barValue ?? 0;
    this.#barWaiters = this.#barWaiters.filter(({ percent, resolve }) => {
      if (value > percent) resolve();
      return value <= percent;
    });
  }

  async download(testId: string): Promise<DownloadedFile> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.part(testId).click(),
    ] as const);
    return readDownload(download);
  }
}

async function readDownload(download: Download): Promise<DownloadedFile> {
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

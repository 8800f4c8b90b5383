import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from 'playwright-core';
import { type PictureFile, smallPicture } from '../../support/pictures.js';

/** Reports, from the first moment of the page, what it was forbidden to do and every value its bar takes. */
const WATCHER = `
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    reportViolation(violatedDirective + ' blocked ' + blockedURI);
  });
  let last = null;
  new MutationObserver(() => {
    const value = document.querySelector('[data-testid=progressbar]')?.getAttribute('aria-valuenow') ?? null;
    if (value !== last) reportBarValue(value);
    last = value;
  }).observe(document, { subtree: true, childList: true, attributeFilter: ['aria-valuenow'] });
`;

/** A file that the page handed to its reader. */
export interface DownloadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface HeldMemory {
  readonly heapBytes: number;
  /** Of documents and of what is cut loose from them. */
  readonly nodeCount: number;
  readonly listenerCount: number;
}

interface BarWaiter {
  readonly percent: number;
  readonly resolve: () => void;
}

/** The studio as its reader meets it, and a record of what went on behind it. */
export class StudioPage {
  /** Script errors, lines of the error console and breaches of the content security policy. */
  readonly problems: string[] = [];
  /** The breaches alone: none may be left when the page is closed. */
  readonly violations: string[] = [];
  /** Every value that the bar took, in order. */
  readonly barValues: number[] = [];
  /** The methods and paths of all requests to the API. */
  readonly apiCalls: string[] = [];
  /** How many `job_update` events came by socket. */
  updateCount = 0;
  closedSocketCount = 0;
  #updateWaiters: (() => void)[] = [];

  /** What the bar shows now; null while there is none. */
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
      socket.on('close', () => (studio.closedSocketCount += 1));
      socket.on('framereceived', ({ payload }) => {
        if (!payload.toString().startsWith('42["job_update"')) return;
        studio.updateCount += 1;
        for (const wake of studio.#updateWaiters.splice(0)) wake();
      });
    });
    await page.exposeFunction('reportViolation', (violation: string) => {
      studio.problems.push(violation);
      studio.violations.push(violation);
    });
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

  /** Chooses a picture so small that drawing it costs next to nothing, at the least detail. */
  async choosePicture(): Promise<void> {
    await this.chooseFiles(await smallPicture());
    await this.part('picture').waitFor();
    await this.part('quality').fill('1');
  }

  /** Chooses files as the file dialogue does. */
  async chooseFiles(...files: PictureFile[]): Promise<void> {
    const payloads = files.map(({ name, type, bytes }) => ({ name, mimeType: type, buffer: bytes }));
    await this.part('picture-input').setInputFiles(payloads);
  }

  /** Hands files to the page by an event that carries them: `drop` or `paste`. */
  async hand(event: 'drop' | 'paste', file: PictureFile): Promise<void> {
    const base64 = JSON.stringify(file.bytes.toString('base64'));
    const name = JSON.stringify(file.name);
    const type = JSON.stringify(file.type);
    const carrier =
      event === 'drop'
        ? `new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data })`
        : `new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data })`;
    await this.page.evaluate(`(() => {
      const bytes = Uint8Array.from(atob(${base64}), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], ${name}, { type: ${type} }));
      document.body.dispatchEvent(${carrier});
    })()`);
  }

  /** What the page still holds once everything that nobody needs is collected. */
  async held(): Promise<HeldMemory> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    await session.detach();
    return { heapBytes: usedSize, nodeCount: nodes, listenerCount: jsEventListeners };
  }

  async start(): Promise<void> {
    await this.part('start-button').click();
  }

  /** Starts a generation of a small picture and waits until the bar stands above `percent`. */
  async startPicture(scenario: string, percent = 0): Promise<void> {
    await this.play(scenario);
    await this.choosePicture();
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

  /** Waits until the next update comes by socket. */
  untilUpdate(): Promise<void> {
    return new Promise((resolve) => {
      this.#updateWaiters.push(resolve);
    });
  }

  async barValue(): Promise<number> {
    return Number(await this.part('progressbar').getAttribute('aria-valuenow'));
  }

  /** Waits until a part of the page shows this text. */
  async untilShown(testId: string, text: string): Promise<void> {
    await this.part(testId).filter({ hasText: text }).first().waitFor();
  }

  /** Waits until the surface of the picture at hand stands on the stage. */
  async untilSurfaceStands(): Promise<void> {
    await this.page.locator('[data-testid=stage][data-viewer=live]').waitFor();
  }

  /** Waits until the surface on the stage is one that this engine has made. */
  async untilSurfaceOf(engine: string): Promise<void> {
    await this.page.locator(`[data-testid=stage][data-viewer=live][data-engine=${engine}]`).waitFor();
  }

  /** Waits until the finished model stands on the stage, in three dimensions. */
  async untilModelStands(): Promise<void> {
    await this.page.locator('[data-testid=stage][data-viewer=ready]').waitFor();
  }

  /** Goes where a link of the page would lead. */
  async goTo(hash: string): Promise<void> {
    await this.page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
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

  async untilFrames(count: number): Promise<void> {
    await this.page.evaluate(`(async () => {
      for (let frame = 0; frame < ${count}; frame++) await new Promise(requestAnimationFrame);
    })()`);
  }

  /** Turns what stands on the stage, as a hand does that drags it. */
  async drag(acrossPx: number, upPx: number): Promise<void> {
    const { x, y, width, height } = await this.stageBox();
    const [middleX, middleY] = [x + width / 2, y + height / 2];
    await this.page.mouse.move(middleX, middleY);
    await this.page.mouse.down();
    await this.page.mouse.move(middleX + acrossPx, middleY - upPx, { steps: 4 });
    await this.page.mouse.up();
  }

  /** Looks at the stage until it is another sight; the test's own limit ends a wait in vain. */
  async untilOtherThan(before: Buffer): Promise<Buffer> {
    for (;;) {
      const now = await this.seen();
      if (!now.equals(before)) return now;
    }
  }

  /** Looks at the stage until it is this sight again. */
  async untilSameAs(before: Buffer): Promise<void> {
    while (!(await this.seen()).equals(before));
  }

  /** Looks at the stage until two sights in a row are the same. */
  async untilStill(): Promise<Buffer> {
    for (let before = await this.seen(); ;) {
      const now = await this.seen();
      if (now.equals(before)) return now;
      before = now;
    }
  }

  /** The middle of the stage as it is drawn, some frames later: clear of tools and captions. */
  async seen(): Promise<Buffer> {
    await this.untilFrames(4);
    const box = await this.stageBox();
    const { x, y, width, height } = box;
    const clip = { x: x + width / 4, y: y + height / 4, width: width / 2, height: height / 3 };
    return this.page.screenshot({ clip });
  }

  private async stageBox(): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.part('viewer-canvas').boundingBox();
    if (box === null) throw new Error('The stage is not to be seen.');
    return box;
  }
}

async function readDownload(download: Download): Promise<DownloadedFile> {
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

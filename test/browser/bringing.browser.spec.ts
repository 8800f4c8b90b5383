import { describeWith } from '../support/describe-with.js';
import { freePort } from '../support/free-port.js';
import { draw, smallPicture } from '../support/pictures.js';
import { BrowserBench, otherUrl } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';
import { SHIFTS } from './support/layout-shifts.js';
import type { StudioPage } from './support/studio-page.js';

const TELEPHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** So slow that an upload can be stopped half-way, in bytes per second. */
const SLOW_LINE = 8_000;

/** What a fingertip covers (WCAG 2.2, 2.5.5); of the width, 2.5.8 asks for 24, and rows of buttons share theirs. */
const [LEAST_HEIGHT_PX, LEAST_WIDTH_PX] = [44, 24];

describeWith(CHROMIUM, 'the studio, bringing pictures', () => {
  let bench: BrowserBench;

  beforeAll(async () => {
    bench = await BrowserBench.start();
  });

  afterEach(() => bench.clear());
  afterAll(() => bench.dispose());

  async function jobIds(): Promise<string[]> {
    const { jobs = [] } = (await bench.server.api.get('/api/jobs')).body;
    return jobs.map(({ job_id: jobId }) => jobId);
  }

  it('should take a photo with the camera of a telephone', async () => {
    const studio = await bench.open(TELEPHONE);
    const camera = studio.part('camera-input');
    await camera.locator('..').waitFor();
    expect(await camera.getAttribute('capture')).toBe('environment');

    const { type, bytes } = await draw({ width: 64, height: 48 }, undefined, 'jpg');
    const [chooser] = await Promise.all([
      studio.page.waitForEvent('filechooser'),
      camera.locator('..').tap(),
    ] as const);
    await chooser.setFiles({ name: 'image.jpg', mimeType: type, buffer: bytes });
    await studio.untilSurfaceStands();
    expect(studio.problems).toEqual([]);
  });

  it('should offer no camera where there is a mouse', async () => {
    const studio = await bench.open();
    await studio.part('picture-input').locator('..').waitFor();
    expect(await studio.part('camera-input').locator('..').isVisible()).toBe(false);
  });

  it('should have targets that a finger meets, in every state', async () => {
    const studio = await bench.open(TELEPHONE);
    expect(await smallTargets(studio)).toEqual([]);
    await studio.chooseFiles(await smallPicture());
    await studio.untilSurfaceStands();
    await studio.part('more-options').click();
    await studio.part('quality').fill('1');
    expect(await smallTargets(studio)).toEqual([]);
    await studio.start();
    await studio.untilModelStands();
    await studio.part('cut-button').click();
    expect(await smallTargets(studio)).toEqual([]);
    await studio.goTo('#/models');
    await studio.part('delete-button').first().click();
    expect(await smallTargets(studio)).toEqual([]);
  });

  it('should stop an upload half-way and leave nothing at the server, ready for another try', async () => {
    const studio = await bench.open();
    const noise = await draw({ width: 200, height: 200 }, (x, y) => {
      const level = (x * 7919 + y * 104_729 + x * y * 31) % 256;
      return [level, (level * 7) % 256, (level * 13) % 256, 255];
    });
    await studio.chooseFiles({ ...noise, name: 'half-way.png' });
    await studio.part('quality').fill('1');
    const before = await jobIds();
    const session = await studio.page.context().newCDPSession(studio.page);
    const line = { offline: false, latency: 0, downloadThroughput: -1 };
    await session.send('Network.emulateNetworkConditions', { ...line, uploadThroughput: SLOW_LINE });
    await studio.start();
    await studio.part('upload-bytes').waitFor();
    await studio.part('upload-stop').click();
    await studio.part('upload-card').waitFor({ state: 'detached' });
    expect(await studio.part('error-message').isVisible()).toBe(false);
    expect(await jobIds()).toEqual(before);

    await session.send('Network.emulateNetworkConditions', { ...line, uploadThroughput: -1 });
    await studio.start();
    await studio.untilModelStands();
    expect(await jobIds()).toEqual([studio.jobId, ...before]);
    expect(studio.problems).toEqual([]);
  });

  it('should work where nothing may be stored', async () => {
    const studio = await bench.openWith(BLOCKED_STORAGE);
    await studio.part('language-de').click();
    await studio.part('theme-button').click();
    await studio.choosePicture();
    await studio.start();
    await studio.untilModelStands();
    expect(await studio.page.locator('html').getAttribute('lang')).toBe('de');
    expect(studio.problems).toEqual([]);
  });

  it('should work without TLS on another machine, where the browser gives a page less to work with', async () => {
    const port = await freePort();
    const elsewhere = await BrowserBench.start({ PORT: String(port), PUBLIC_URL: otherUrl(port) });
    try {
      const studio = await elsewhere.openFromElsewhere();
      expect(await studio.page.evaluate('isSecureContext')).toBe(false);
      await studio.choosePicture();
      await studio.start();
      await studio.untilModelStands();
      expect(studio.updateCount).toBeGreaterThan(0);

      await studio.part('copy-link').click();
      const link = await studio.part('link-field').inputValue();
      expect(await studio.page.evaluate('getSelection().toString()')).toBe(link);
      const answer = await fetch(link.replace(otherUrl(port), elsewhere.server.url));
      expect(answer.headers.get('content-type')).toBe('model/stl');
      // The browser says of one header that it means nothing without TLS.
      expect(studio.problems.filter((problem) => !problem.includes('Opener-Policy'))).toEqual([]);
      await elsewhere.clear();
    } finally {
      await elsewhere.dispose();
    }
  });

  it('should remember its own jobs where the server lists none', async () => {
    const studio = await bench.open();
    const refusal = { error: 'Forbidden', message: 'Not here.', code: 'LISTING_FORBIDDEN', request_id: '1' };
    await studio.page.route('**/api/jobs?*', (route) => route.fulfill({ status: 403, json: refusal }));
    await studio.page.reload();
    await studio.choosePicture();
    await studio.start();
    await studio.untilModelStands();
    const { jobId } = studio;
    await studio.goTo('#/models');
    await studio.page.reload();
    await studio.page.locator(`[data-testid=job-tile][data-job="${jobId}"]`).waitFor();
    expect(await studio.part('job-tile').count()).toBe(1);
    expect(studio.problems.filter((problem) => !problem.includes('403'))).toEqual([]);
  });

  it('should let nothing jump, from the first sight to the finished model', async () => {
    const studio = await bench.openWith(SHIFTS);
    await studio.part('drop-zone').waitFor();
    await studio.chooseFiles(await smallPicture());
    await studio.untilSurfaceStands();
    await studio.part('quality').fill('1');
    await studio.start();
    await studio.untilModelStands();
    await studio.goTo('#/models');
    await studio.part('job-tile').first().waitFor();
    await studio.goTo('#/');
    await studio.part('recent-jobs').waitFor();
    expect(await studio.page.evaluate('shifts')).toEqual([]);

    // The list of jobs comes after the page.
    for (const viewport of [TELEPHONE.viewport, { width: 1280, height: 900 }]) {
      await studio.page.setViewportSize(viewport);
      await studio.page.reload();
      await studio.part('recent-jobs').waitFor();
      await studio.untilFrames(2);
      expect(await studio.page.evaluate('shifts')).toEqual([]);
    }
  });
});

/** Makes a page's storage throw on every touch, as browsers do where it is forbidden. */
const BLOCKED_STORAGE = `
  Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('The operation is insecure.', 'SecurityError'); },
  });
`;

/** What can be pressed and is smaller than a finger can be trusted with: its name and its size. */
async function smallTargets({ page }: StudioPage): Promise<string[]> {
  return page.evaluate<string[]>(`
    [...document.querySelectorAll('a, button, input, select, summary')]
      .map((element) => ({ element, box: (element.closest('.file-button') ?? element).getBoundingClientRect() }))
      .filter(({ element, box }) => box.width > 0 && !element.classList.contains('skip'))
      .filter(({ element, box }) => {
        // A switch can be pressed beyond what is seen of it.
        const beyond = parseFloat(getComputedStyle(element, '::before').height) || 0;
        return Math.max(box.height, beyond) < ${LEAST_HEIGHT_PX} || box.width < ${LEAST_WIDTH_PX};
      })
      .map(({ element, box }) => (element.dataset.testid ?? element.className) + ' ' + box.width + '×' + box.height)
  `);
}

import { describeWith } from '../support/describe-with.js';
import { draw, gradient } from '../support/pictures.js';
import { BrowserBench } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';
import type { HeldMemory, StudioPage } from './support/studio-page.js';

const VIEWS = 20;
/** So many until everything that is kept for good is there. */
const FIRST_VIEWS = 8;

describeWith(CHROMIUM, 'the studio, looking at models', () => {
  let bench: BrowserBench;

  beforeAll(async () => {
    bench = await BrowserBench.start();
  });

  afterEach(() => bench.clear());
  afterAll(() => bench.dispose());

  /** Makes finished models by the API, each from a picture of another shape. */
  async function makeModels(count: number): Promise<string[]> {
    const { api } = bench.server;
    const jobIds: string[] = [];
    for (let number = 0; number < count; number++) {
      const size = { width: 24 + 8 * number, height: 32 };
      const { job_id: jobId } = await api.upload(await draw(size, gradient(size)));
      await api.start(jobId, { quality: 1 });
      jobIds.push(jobId);
    }
    await Promise.all(jobIds.map((jobId) => api.untilSettled(jobId)));
    return jobIds;
  }

  it('should draw the model in every way of looking at it, and turn it only while that is wanted', async () => {
    const [jobId = ''] = await makeModels(1);
    const studio = await bench.open({}, `#/jobs/${jobId}`);
    await studio.untilModelStands();
    let before = await studio.seen();
    expect((await studio.seen()).equals(before)).toBe(true);

    for (const tool of ['wireframe-button', 'cut-button', 'grid-button']) {
      await studio.part(tool).click();
      expect(await studio.part(tool).getAttribute('aria-pressed')).toBe(
        tool === 'grid-button' ? 'false' : 'true',
      );
      const after = await studio.seen();
      expect(after.equals(before)).toBe(false);
      before = after;
    }
    await studio.part('turn-button').click();
    expect((await studio.seen()).equals(before)).toBe(false);
    await studio.part('turn-button').click();
    before = await studio.seen();
    expect((await studio.seen()).equals(before)).toBe(true);
    expect(studio.problems).toEqual([]);
  });

  it(`should hold no more after ${VIEWS} models than after the first few`, async () => {
    const jobIds = await makeModels(3);
    const small = { viewport: { width: 360, height: 400 } };
    const studio = await bench.open(small, `#/jobs/${jobIds[0] ?? ''}`);
    await studio.untilModelStands();
    const onCard = new Set<string | null>();
    let before: HeldMemory | null = null;
    for (let view = 1; view <= VIEWS; view++) {
      const jobId = jobIds[view % jobIds.length] ?? '';
      await studio.goTo(`#/jobs/${jobId}`);
      await untilModelIsOf(studio, jobId);
      if (view >= FIRST_VIEWS) onCard.add(await studio.part('viewer-canvas').getAttribute('data-held'));
      if (view === FIRST_VIEWS) before = await studio.held();
    }
    const after = await studio.held();

    expect(onCard.size).toBe(1);
    expect(after.nodeCount - before!.nodeCount).toBeLessThan(VIEWS - FIRST_VIEWS);
    expect(after.listenerCount - before!.listenerCount).toBeLessThan(VIEWS - FIRST_VIEWS);
    // What the browser compiles and notes down by itself; one page kept would be ten times that.
    expect(after.heapBytes - before!.heapBytes).toBeLessThan((VIEWS - FIRST_VIEWS) * 30_000);
    expect(studio.problems).toEqual([]);
  });

  it('should show the drawn image where there is no WebGL, and the surface as a drawing', async () => {
    const [jobId = ''] = await makeModels(1);
    const studio = await bench.openWithout3d(`#/jobs/${jobId}`);
    await studio.part('stage-image').waitFor();
    await studio.page.locator('[data-testid=stage][data-viewer=fallback]').waitFor();
    expect(await studio.part('stage-image').getAttribute('src')).toContain('thumbnail.png');

    await studio.part('show-live').click();
    await studio.part('flat-surface').waitFor();
  });
});

/** Waits until the model of this job is the one that is drawn. */
async function untilModelIsOf(studio: StudioPage, jobId: string): Promise<void> {
  await studio.page.locator(`[data-testid=stage][data-viewer=ready] [data-model*="${jobId}"]`).waitFor();
}

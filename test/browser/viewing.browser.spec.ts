import sharp from 'sharp';
import type { StartFields } from '../support/api-client.js';
import { describeWith } from '../support/describe-with.js';
import { draw, gradient } from '../support/pictures.js';
import { readModel } from '../support/read-models.js';
import { BrowserBench } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';
import type { HeldMemory, StudioPage } from './support/studio-page.js';

/** A machine with so much to do that it draws eight times in a second. */
const RARE_FRAMES = `
  window.requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), 120);
  window.cancelAnimationFrame = clearTimeout;
`;

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
  async function makeModels(count: number, fields: StartFields = {}): Promise<string[]> {
    const { api } = bench.server;
    const jobIds: string[] = [];
    for (let number = 0; number < count; number++) {
      const size = { width: 24 + 8 * number, height: 32 };
      const { job_id: jobId } = await api.upload(await draw(size, gradient(size)));
      await api.start(jobId, fields);
      jobIds.push(jobId);
    }
    await Promise.all(jobIds.map((jobId) => api.untilSettled(jobId)));
    return jobIds;
  }

  it('should draw the model in every way of looking at it, and turn it only while that is wanted', async () => {
    const [jobId = ''] = await makeModels(1);
    const studio = await bench.open({}, `#/jobs/${jobId}`);
    await studio.untilModelStands();
    let before = await studio.untilStill();

    for (const tool of ['wireframe-button', 'cut-button', 'grid-button']) {
      await studio.part(tool).click();
      expect(await studio.part(tool).getAttribute('aria-pressed')).toBe(
        tool === 'grid-button' ? 'false' : 'true',
      );
      await studio.untilOtherThan(before);
      before = await studio.untilStill();
    }
    await studio.part('turn-button').click();
    await studio.untilOtherThan(await studio.untilOtherThan(before));
    await studio.part('turn-button').click();
    await studio.untilStill();
    expect(studio.problems).toEqual([]);
  });

  it('should turn under the hand and look from the front again', async () => {
    const [jobId = ''] = await makeModels(1);
    const studio = await bench.open({}, `#/jobs/${jobId}`);
    await studio.untilModelStands();
    const fromTheFront = await studio.untilStill();
    await studio.drag(80, 30);
    await studio.untilOtherThan(fromTheFront);
    await studio.part('fit-button').click();
    await studio.untilSameAs(fromTheFront);
    expect(studio.problems).toEqual([]);
  });

  it('should hold a lithophane against the light: bright where it is thin', async () => {
    const [jobId = ''] = await makeModels(1, { engine: 'lithophane' });
    const studio = await bench.open({}, `#/jobs/${jobId}`);
    await studio.untilModelStands();
    const before = await studio.untilStill();
    await studio.part('backlit-button').click();
    await studio.untilOtherThan(before);
    const [dark, bright] = await brightnessAtBothSides(await studio.untilStill());
    expect(bright - dark).toBeGreaterThan(30);

    await studio.part('backlit-button').click();
    await studio.untilSameAs(before);
    expect(studio.problems).toEqual([]);
  });

  it('should move by itself only for those who have not asked for less motion', async () => {
    const [jobId = ''] = await makeModels(1);
    const studio = await bench.open({ reducedMotion: 'no-preference' }, `#/jobs/${jobId}`);
    await studio.untilModelStands();
    expect(await studio.part('turn-button').getAttribute('aria-pressed')).toBe('true');
    await studio.untilOtherThan(await studio.untilOtherThan(await studio.seen()));

    await studio.part('turn-button').click();
    expect(await studio.part('turn-button').getAttribute('aria-pressed')).toBe('false');
    const stopped = await studio.untilStill();
    await studio.untilFrames(30);
    expect((await studio.seen()).equals(stopped)).toBe(true);
    expect(studio.problems).toEqual([]);
  });

  it('should say how large the model is, beside the edges that it means, until told not to', async () => {
    const [jobId = ''] = await makeModels(1, { dimensions: { width: 90, height: 72, depth: 7.5 } });
    const { bytes } = await bench.server.api.get(`/api/download/${jobId}/model.stl`);
    const { size } = await readModel('stl', bytes);
    const studio = await bench.open({}, `#/jobs/${jobId}`);
    await studio.untilModelStands();
    await studio.untilStill();

    const marks = studio.page.locator('.mark');
    expect(await marks.allTextContents()).toEqual(
      size.map((lengthMm) => `${Number(lengthMm.toFixed(1))} mm`),
    );
    expect(new Set(size).size).toBe(3);
    const [width, height, depth] = await Promise.all(
      [0, 1, 2].map((place) => marks.nth(place).boundingBox()),
    );
    expect(height!.x).toBeLessThan(width!.x);
    expect(width!.x).toBeLessThan(depth!.x);
    expect(width!.y).toBeGreaterThan(height!.y);

    const marked = await studio.untilStill();
    await studio.part('dimensions-button').click();
    for (const place of [0, 1, 2]) await marks.nth(place).waitFor({ state: 'hidden' });
    await studio.untilOtherThan(marked);
    await studio.part('dimensions-button').click();
    for (const place of [0, 1, 2]) await marks.nth(place).waitFor();
    await studio.untilSameAs(marked);
    expect(studio.problems).toEqual([]);
  });

  it('should show the finished model of the job that is opened, however rarely frames come', async () => {
    const [first = '', second = ''] = await makeModels(2);
    const studio = await bench.openWith(RARE_FRAMES, `#/jobs/${first}`);
    for (const jobId of [first, second, first]) {
      await studio.goTo(`#/jobs/${jobId}`);
      // Both can be shown once the picture has come, too; whatever is to be chosen is chosen some frames later.
      await untilModelIsOf(studio, jobId);
      await studio.part('show-live').waitFor();
      await studio.untilFrames(6);
      expect(await studio.part('show-model').getAttribute('aria-pressed')).toBe('true');
    }
    expect(studio.problems).toEqual([]);
  });

  it('should show an image while the graphics card is away, and the model again afterwards', async () => {
    const [jobId = ''] = await makeModels(1);
    const studio = await bench.open({}, `#/jobs/${jobId}`);
    await studio.untilModelStands();
    const before = await studio.untilStill();
    await studio.page.evaluate(`(() => {
      const context = document.querySelector('[data-testid=viewer-canvas]').getContext('webgl2');
      window.card = context.getExtension('WEBGL_lose_context');
      card.loseContext();
    })()`);
    await studio.part('stage-image').waitFor();
    await studio.page.evaluate('card.restoreContext()');
    await studio.untilModelStands();
    await studio.untilSameAs(before);
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

/** Mean brightness (0…255) of the left and of the right third of a sight. */
async function brightnessAtBothSides(sight: Buffer): Promise<[left: number, right: number]> {
  const { width, height } = await sharp(sight).metadata();
  const third = Math.floor(width / 3);
  const meanFrom = async (left: number): Promise<number> => {
    const area = { left, top: 0, width: third, height };
    const [mean = NaN] = await sharp(sight).extract(area).greyscale().resize(1, 1).raw().toBuffer();
    return mean;
  };
  return [await meanFrom(0), await meanFrom(width - third)];
}

import { describeWith } from '../support/describe-with.js';
import { filesThatAreNoPictures } from '../support/hostile-files.js';
import { stringLike } from '../support/matchers.js';
import { BrowserBench } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';

const NEVER_ENDING = 'slow=60000';

describeWith(CHROMIUM, 'the first page, while a model is made', () => {
  let bench: BrowserBench;

  beforeAll(async () => {
    bench = await BrowserBench.start();
  });

  afterEach(() => bench.clear());
  afterAll(() => bench.dispose());

  it('should meet a second start with friendly words and the progress of the first', async () => {
    const studio = await bench.open();
    await studio.startSample('slow=2500', 5);
    const [answer] = await Promise.all([
      studio.page.waitForResponse('**/api/generate-3d'),
      studio.start(),
    ] as const);
    await studio.untilShown('conflict-message', 'already being made');

    expect(answer.status()).toBe(409);
    expect(await studio.barValue()).toBeGreaterThan(5);
    expect(await studio.part('error-message').isVisible()).toBe(false);
    expect(await studio.part('announcer').textContent()).toContain('already being made');
    const { generation_id: first } = await bench.server.api.snapshot(studio.jobId);

    await studio.untilModelStands();
    expect(await studio.part('conflict-message').isVisible()).toBe(false);
    expect((await bench.server.api.snapshot(studio.jobId)).generation_id).toBe(first);
    expect(studio.barValues).toEqual([...studio.barValues].sort((a, b) => a - b));
    expect(studio.problems).toEqual([stringLike(/status of 409/)]);
  });

  it('should cancel at once, and make the model after all when asked again', async () => {
    const studio = await bench.open();
    await studio.startSample('slow=2000');
    await studio.part('cancel-button').click();
    await studio.untilShown('status-text', 'Cancelled.');

    expect(await studio.part('cancel-button').isVisible()).toBe(false);
    expect((await bench.server.api.snapshot(studio.jobId)).status).toBe('cancelled');
    expect(await studio.part('report').isVisible()).toBe(false);

    await studio.part('retry-button').click();
    await studio.untilModelStands();
    expect((await bench.server.api.snapshot(studio.jobId)).status).toBe('completed');
    expect(studio.problems).toEqual([]);
  });

  it('should say why a generation failed, and try it again', async () => {
    const studio = await bench.open();
    await studio.startSample('slow=1500;fail-at=writing');
    const retry = studio.part('retry-button');
    await retry.waitFor();
    const failed = await bench.server.api.snapshot(studio.jobId);

    expect(await studio.part('status-text').textContent()).toBe('The model could not be made.');
    expect(failed.error).toMatch(/writing/);
    expect(await studio.part('progress-detail').textContent()).toBe(failed.error);
    expect(await studio.part('announcer').textContent()).toContain(failed.error);

    await retry.click();
    await studio.part('cancel-button').waitFor();
    expect(await retry.isVisible()).toBe(false);
    await retry.waitFor();
    expect((await bench.server.api.snapshot(studio.jobId)).generation_id).not.toBe(failed.generation_id);

    await studio.page.unroute('**/api/generate-3d');
    await studio.start();
    await studio.untilModelStands();
    expect(studio.problems).toEqual([]);
  });

  it('should keep the finished model in reach while the next one is made', async () => {
    const studio = await bench.open();
    await studio.chooseSample();
    await studio.start();
    await studio.untilModelStands();
    const before = await studio.download('download-stl');
    await studio.play(NEVER_ENDING);
    await studio.start();
    await studio.part('cancel-button').waitFor();

    await studio.untilShown('report', 'The model before this one');
    expect((await studio.download('download-stl')).bytes.equals(before.bytes)).toBe(true);
    await studio.part('cancel-button').click();
    await studio.untilShown('status-text', 'Cancelled.');
    expect(studio.problems).toEqual([]);
  });

  it('should refuse a file that is no picture in the words of the server', async () => {
    const studio = await bench.open();
    const document = (await filesThatAreNoPictures()).find(({ name }) => name === 'document.png')!;
    await studio.chooseFile(document);
    const [answer] = await Promise.all([
      studio.page.waitForResponse('**/api/upload-image'),
      studio.start(),
    ] as const);
    const { message } = (await answer.json()) as { message: string };
    await studio.untilShown('error-message', message);

    expect(answer.status()).toBe(415);
    expect(await studio.part('error-message').textContent()).toBe(message);
    expect(await studio.part('progressbar').isVisible()).toBe(false);
    expect(studio.problems).toEqual([stringLike(/status of 415/)]);

    await studio.chooseSample();
    expect(await studio.part('error-message').isVisible()).toBe(false);
    await studio.start();
    await studio.untilModelStands();
  });

  it('should ask for a picture before anything is sent', async () => {
    const studio = await bench.open();
    await studio.start();
    await studio.untilShown('error-message', 'Choose a picture first');

    expect(studio.apiCalls).toEqual([]);
    expect(await studio.page.locator(':focus').getAttribute('data-testid')).toBe('picture-input');
  });
});

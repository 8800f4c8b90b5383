import { describeWith } from '../support/describe-with.js';
import { filesThatAreNoPictures, pngHeaderOnly, truncated } from '../support/hostile-files.js';
import { stringLike } from '../support/matchers.js';
import { draw } from '../support/pictures.js';
import { BrowserBench } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';

const NEVER_ENDING = 'slow=60000';

describeWith(CHROMIUM, 'the studio, while a model is made', () => {
  let bench: BrowserBench;

  beforeAll(async () => {
    bench = await BrowserBench.start();
  });

  afterEach(() => bench.clear());
  afterAll(() => bench.dispose());

  it('should meet a second start with friendly words and the progress of the first', async () => {
    const studio = await bench.open();
    await studio.startPicture('slow=4000', 5);
    await bench.hold();
    const [answer] = await Promise.all([
      studio.page.waitForResponse('**/api/generate-3d'),
      studio.start(),
    ] as const);
    await studio.untilShown('conflict-message', 'already being made');

    expect(answer.status()).toBe(409);
    expect(await studio.barValue()).toBeGreaterThan(5);
    expect(await studio.part('error-message').isVisible()).toBe(false);
    const { generation_id: first } = await bench.server.api.snapshot(studio.jobId);

    await bench.letGo();
    await studio.untilModelStands();
    expect(await studio.part('conflict-message').isVisible()).toBe(false);
    expect((await bench.server.api.snapshot(studio.jobId)).generation_id).toBe(first);
    expect(studio.barValues).toEqual([...studio.barValues].sort((a, b) => a - b));
    expect(studio.problems).toEqual([stringLike(/status of 409/)]);
  });

  it('should show one job in two tabs, and end it in both', async () => {
    const first = await bench.open();
    await first.startPicture(NEVER_ENDING);
    const second = await bench.open({}, `#/jobs/${first.jobId}`);
    await second.part('cancel-button').waitFor();
    expect(await second.part('status-text').textContent()).toBe(
      await first.part('status-text').textContent(),
    );

    await second.start();
    await second.untilShown('conflict-message', 'already being made');
    await second.untilShown('announcer', 'already being made');
    await second.part('cancel-button').click();
    await first.untilShown('status-text', 'Cancelled.');
    await second.untilShown('status-text', 'Cancelled.');

    await first.page.unroute('**/api/generate-3d');
    await first.start();
    await second.untilModelStands();
    expect(first.problems).toEqual([]);
  });

  it('should say how many are before it, and how long it will take once it runs', async () => {
    const { api } = bench.server;
    const { job_id: before } = await api.upload(await draw({ width: 32, height: 32 }));
    await api.start(before, {}, NEVER_ENDING);
    const studio = await bench.open();
    await studio.play(NEVER_ENDING);
    await studio.choosePicture();
    await studio.start();
    await studio.untilShown('status-text', 'Waiting for its turn');
    await studio.untilShown('progress-detail', 'next in the queue');

    await api.cancel(before);
    await studio.untilShown('progress-detail', 'left');
    expect(await studio.part('progress-detail').textContent()).toMatch(/^about \d+ (s|min) left$/);
    expect(studio.problems).toEqual([]);
  });

  it('should cancel at once, and make the model after all when asked again', async () => {
    const studio = await bench.open();
    await studio.startPicture('slow=4000');
    await bench.hold();
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

  it('should say why a generation failed, and replace a running one when told to', async () => {
    const studio = await bench.open();
    await studio.startPicture('fail-at=writing');
    await studio.part('retry-button').waitFor();
    const failed = await bench.server.api.snapshot(studio.jobId);

    expect(await studio.part('status-text').textContent()).toBe('The model could not be made.');
    expect(failed.error).toMatch(/writing/);
    expect(await studio.part('progress-detail').textContent()).toBe(failed.error);
    expect(await studio.part('announcer').textContent()).toContain(failed.error);

    await studio.page.unroute('**/api/generate-3d');
    await studio.play(NEVER_ENDING);
    await studio.start();
    await studio.part('cancel-button').waitFor();
    await studio.start();
    await studio.part('replace-button').waitFor();
    await studio.page.unroute('**/api/generate-3d');
    await studio.part('replace-button').click();
    await studio.untilModelStands();
    expect(studio.problems).toEqual([stringLike(/status of 409/)]);
  });

  it('should keep the finished model in reach while the next one is made', async () => {
    const studio = await bench.open();
    await studio.choosePicture();
    await studio.start();
    await studio.untilModelStands();
    const before = await studio.download('download-stl');
    await studio.play(NEVER_ENDING);
    await studio.start();
    await studio.part('cancel-button').waitFor();

    await studio.untilShown('report', 'The model before this one');
    expect((await studio.download('download-stl')).bytes.equals(before.bytes)).toBe(true);
    expect(studio.problems).toEqual([]);
  });

  it('should refuse what the server would refuse before anything is sent', async () => {
    const studio = await bench.open();
    const noPictures = await filesThatAreNoPictures();
    const tooSmall = { ...(await draw({ width: 8, height: 8 })), name: 'small.png' };
    await studio.chooseFiles(...noPictures, tooSmall);

    await studio.untilShown('refusal', 'small.png');
    expect(await studio.part('refusal').count()).toBe(noPictures.length + 1);
    expect(studio.apiCalls.filter((call) => call.startsWith('POST'))).toEqual([]);
    expect(studio.problems).toEqual([]);
  });

  it('should show the words of the server for what only the server can see', async () => {
    const studio = await bench.open();
    const broken = truncated({ ...(await draw({ width: 64, height: 64 })), name: 'broken.png' }, 0.6);
    await studio.chooseFiles(broken, pngHeaderOnly({ width: 64, height: 64 }));
    await studio.untilShown('start-button', 'Make 2 models');
    const [answer] = await Promise.all([
      studio.page.waitForResponse('**/api/upload-image'),
      studio.start(),
    ] as const);
    const { message } = (await answer.json()) as { message: string };
    await studio.untilShown('error-message', message);
    expect(answer.status()).toBe(422);
  });
});

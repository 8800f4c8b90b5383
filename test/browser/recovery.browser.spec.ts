import { describeWith } from '../support/describe-with.js';
import { BrowserBench } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';

describeWith(CHROMIUM, 'the studio, through breaks', () => {
  let bench: BrowserBench;

  beforeAll(async () => {
    bench = await BrowserBench.start();
  });

  afterEach(() => bench.clear());
  afterAll(() => bench.dispose());

  it('should come back to the running job, its picture and its settings after a reload', async () => {
    const studio = await bench.open();
    await studio.startPicture('slow=60000');
    const { jobId } = studio;
    const reached = await studio.barValue();
    await studio.page.reload();
    await studio.part('cancel-button').waitFor();

    expect(studio.jobId).toBe(jobId);
    expect(await studio.barValue()).toBeGreaterThanOrEqual(reached);
    await studio.page.getByRole('heading', { name: 'picture.png' }).waitFor();
    await studio.untilSurfaceStands();
    expect(await studio.part('quality').inputValue()).toBe('1');

    await studio.goTo('#/models');
    await studio.part('job-tile').first().getByTestId('tile-cancel').click();
    await studio.part('job-tile').first().getByTestId('tile-retry').waitFor();
    expect((await bench.server.api.snapshot(jobId)).status).toBe('cancelled');
    expect(studio.problems).toEqual([]);
  });

  it('should find the finished model again: back, forward, and after a reload', async () => {
    const studio = await bench.open();
    await studio.choosePicture();
    await studio.start();
    await studio.untilModelStands();
    await studio.page.goBack();
    await studio.part('drop-zone').waitFor();

    expect(await studio.part('report').isVisible()).toBe(false);
    await studio.page.goForward();
    await studio.untilModelStands();
    await studio.page.reload();
    await studio.untilModelStands();
    expect(await studio.part('report').isVisible()).toBe(true);
    expect(studio.problems).toEqual([]);
  });

  it('should say that an unknown job is unknown, and be ready for a new one', async () => {
    const studio = await bench.open({}, '#/jobs/no-such-job');
    await studio.part('job-gone').waitFor();
    await studio.part('nav-studio').click();
    await studio.part('drop-zone').waitFor();
  });

  it('should say that the connection is cut, and catch up once it is back', async () => {
    const studio = await bench.open();
    await studio.startPicture('slow=3000');
    await studio.page.context().setOffline(true);
    await studio.part('connection-notice').waitFor();
    await studio.untilShown('progress-detail', 'Connecting to the server again…');
    const reached = await studio.barValue();
    // It runs on while nobody looks.
    await bench.server.api.untilSettled(studio.jobId);
    expect(await studio.barValue()).toBe(reached);

    await studio.page.context().setOffline(false);
    await studio.untilModelStands();
    await studio.part('connection-notice').waitFor({ state: 'detached' });
    expect(studio.problems.filter((problem) => !problem.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  it('should follow a job through a kill -9 of the server in mid-run, to its end', async () => {
    const studio = await bench.open();
    await studio.startPicture('slow=1500', 5);
    const { port } = bench.server;
    await bench.server.kill();
    await studio.untilShown('progress-detail', 'Connecting to the server again…');
    const reached = await studio.barValue();
    await bench.server.startAgain({ PORT: String(port) });
    await studio.untilModelStands();

    expect(bench.server.port).toBe(port);
    expect((await bench.server.api.snapshot(studio.jobId)).attempt).toBe(2);
    expect(Math.min(...studio.barValues.slice(studio.barValues.indexOf(reached)))).toBe(reached);
    expect(studio.problems.filter((problem) => !problem.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);
    expect((await studio.download('download-stl')).bytes.length).toBeGreaterThan(84);
  });
});

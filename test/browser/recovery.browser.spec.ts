import { describeWith } from '../support/describe-with.js';
import { BrowserBench } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';

describeWith(CHROMIUM, 'the first page, through breaks', () => {
  let bench: BrowserBench;

  beforeAll(async () => {
    bench = await BrowserBench.start();
  });

  afterEach(() => bench.clear());
  afterAll(() => bench.dispose());

  it('should come back to the running job after a reload', async () => {
    const studio = await bench.open();
    await studio.startSample('slow=60000');
    const { jobId } = studio;
    const reached = await studio.barValue();
    await studio.page.reload();
    await studio.part('cancel-button').waitFor();

    expect(studio.jobId).toBe(jobId);
    expect(await studio.barValue()).toBeGreaterThanOrEqual(reached);
    await studio.page.getByText('sample.png', { exact: true }).waitFor();
    expect(await studio.page.getByLabel('Detail').inputValue()).toBe('1');

    await studio.part('cancel-button').click();
    await studio.untilShown('status-text', 'Cancelled.');
    expect((await bench.server.api.snapshot(jobId)).status).toBe('cancelled');
    expect(studio.problems).toEqual([]);
  });

  it('should find the finished model again: back, forward, and after a reload', async () => {
    const studio = await bench.open();
    await studio.chooseSample();
    await studio.start();
    await studio.untilModelStands();
    await studio.page.goBack();
    await studio.page.getByText('Your model will stand here.').waitFor();

    expect(await studio.part('report').isVisible()).toBe(false);
    expect(await studio.part('progressbar').isVisible()).toBe(false);
    await studio.page.goForward();
    await studio.untilModelStands();
    await studio.page.reload();
    await studio.untilModelStands();
    expect(await studio.part('report').isVisible()).toBe(true);
    expect(studio.problems).toEqual([]);
  });

  it('should say that an unknown job is unknown, and be ready for a new one', async () => {
    const studio = await bench.open();
    await studio.page.goto(`${bench.server.url}/#/jobs/no-such-job`);
    await studio.part('error-message').waitFor();

    const { message } = (await bench.server.api.get('/api/job-status/no-such-job')).body;
    expect(await studio.part('error-message').textContent()).toBe(message);
    await studio.chooseSample();
    await studio.start();
    await studio.untilModelStands();
  });

  it('should follow a job through a kill -9 of the server in mid-run, to its end', async () => {
    const studio = await bench.open();
    await studio.startSample('slow=1500', 5);
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

import { EventEmitter, once } from 'node:events';
import type { WebSocketRoute } from 'playwright-core';
import { describeWith } from '../support/describe-with.js';
import { smallPicture } from '../support/pictures.js';
import { BrowserBench } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';
import { SHIFTS } from './support/layout-shifts.js';
import type { StudioPage } from './support/studio-page.js';

/** A client that says more than 50 things in a second is sent away. */
const MANY_JOBS = 60;
const JOBS_TO_A_PAGE = 24;

/** Whoever was let in when a server ends is reset; whoever asks until it is back is refused. */
const SERVER_AWAY = /ERR_CONNECTION_(REFUSED|RESET)/;

const NEVER_ENDING = 'slow=60000';

/** How packets of Socket.IO begin by which a server lets a client in, and sends it away. */
const LET_IN = '40';
const SENT_AWAY = '41';

const WIDTHS = [320, 360, 414, 640, 800, 980, 1280, 1440, 1920, 2560];

/** What would be pressed at some place of the notice, were the notice not there. */
const COVERED = `(() => {
  const { left, right, top, bottom } = document.querySelector('[data-testid=connection-notice]').getBoundingClientRect();
  const found = new Set();
  for (let x = left + 1; x < right; x += 4) {
    for (let y = top + 1; y < bottom; y += 4) {
      for (const element of document.elementsFromPoint(x, y)) {
        const pressable = element.closest('a, button, input, select, summary, label');
        if (pressable) found.add(pressable.dataset.testid ?? pressable.className);
      }
    }
  }
  return [...found];
})()`;

describeWith(CHROMIUM, 'the studio, through breaks', () => {
  let bench: BrowserBench;

  beforeAll(async () => {
    bench = await BrowserBench.start();
  });

  afterEach(() => bench.clear());
  afterAll(() => bench.dispose());

  it('should come back to the running job, its picture and its settings after a reload', async () => {
    const studio = await bench.open();
    await studio.startPicture(NEVER_ENDING);
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

  it('should take over what a job was asked for, whatever the server answers first', async () => {
    const { api } = bench.server;
    const { job_id: jobId } = await api.upload(await smallPicture());
    await api.start(jobId, { engine: 'lithophane' });
    await api.untilSettled(jobId);
    const studio = await bench.open({}, `#/jobs/${jobId}`);
    await studio.untilModelStands();
    await studio.page.route('**/api/models-info', async (route) => {
      await jobIsRead;
      // The workbench is there and would have read the job as well, did it not wait for this.
      await studio.part('shape-form').waitFor();
      await studio.untilFrames(30);
      await route.continue();
    });
    const jobIsRead = studio.page.waitForResponse(`**/api/jobs/${jobId}`);
    await studio.page.reload();

    await studio.untilModelStands();
    await studio.part('show-live').click();
    await studio.untilSurfaceOf('lithophane');
    expect(await studio.part('engine-lithophane').isChecked()).toBe(true);
    expect(await studio.part('size-depth').inputValue()).toBe('');
    expect(await studio.part('start-problem').isVisible()).toBe(false);
    expect(studio.problems).toEqual([]);
  });

  it('should show of each job its own picture, whichever way the reader comes back to it', async () => {
    const { api } = bench.server;
    const { job_id: other } = await api.upload({ ...(await smallPicture()), name: 'other.png' });
    const studio = await bench.open();
    await studio.choosePicture();
    await studio.start();
    await studio.untilModelStands();
    const { jobId } = studio;
    // The picture of the other one is still on its way when the reader turns back.
    await studio.page.route(`**/api/preview/${other}*`, () => undefined);
    await studio.goTo(`#/jobs/${other}`);
    await studio.page.getByRole('heading', { name: 'other.png' }).waitFor();
    await studio.goTo(`#/jobs/${jobId}`);
    await studio.page.getByRole('heading', { name: 'picture.png' }).waitFor();
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
    await studio.startPicture('slow=4000');
    await bench.hold();
    await studio.page.context().setOffline(true);
    await studio.part('connection-notice').waitFor();
    await studio.untilShown('progress-detail', 'Connecting to the server again…');
    const reached = await studio.barValue();
    // It runs on while nobody looks.
    await bench.letGo();
    await bench.server.api.untilSettled(studio.jobId);
    expect(await studio.barValue()).toBe(reached);

    await studio.page.context().setOffline(false);
    await studio.untilModelStands();
    await studio.part('connection-notice').waitFor({ state: 'detached' });
    expect(studio.problems.filter((problem) => !problem.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  it('should say so without covering or moving anything that can be pressed, at any width', async () => {
    // With a job at work, whose number stands at the way to the models.
    const { api } = bench.server;
    const { job_id: jobId } = await api.upload(await smallPicture());
    await api.start(jobId, {}, NEVER_ENDING);
    const studio = await bench.openWith(SHIFTS);
    // What the page asks first is answered: whatever fails is said elsewhere.
    const answers = ['**/api/models-info', '**/api/jobs?*'].map((url) => studio.page.waitForResponse(url));
    await studio.page.reload();
    for (const answer of answers) await (await answer).finished();
    await studio.part('nav-models').filter({ hasText: '1' }).waitFor();
    await studio.page.evaluate('shifts.length = 0');
    await studio.page.context().setOffline(true);
    await studio.part('connection-notice').waitFor();
    expect(await studio.page.evaluate('shifts')).toEqual([]);
    await expectClearNotice(studio);
    await studio.choosePicture();
    await expectClearNotice(studio);
    await studio.goTo('#/models');
    await studio.page.getByRole('heading', { name: 'Your models' }).waitFor();
    await expectClearNotice(studio);

    await studio.page.evaluate('shifts.length = 0');
    await studio.page.context().setOffline(false);
    await studio.part('connection-notice').waitFor({ state: 'detached' });
    expect(await studio.page.evaluate('shifts')).toEqual([]);
  });

  it('should follow a job through a kill -9 of the server in mid-run, to its end', async () => {
    const studio = await bench.open();
    await studio.startPicture('slow=4000', 5);
    const { port } = bench.server;
    await bench.hold();
    await bench.server.kill();
    await bench.letGo();
    await studio.untilShown('progress-detail', 'Connecting to the server again…');
    const reached = await studio.barValue();
    await bench.server.startAgain({ PORT: String(port) });
    await studio.untilModelStands();

    expect(bench.server.port).toBe(port);
    expect((await bench.server.api.snapshot(studio.jobId)).attempt).toBe(2);
    expect(Math.min(...studio.barValues.slice(studio.barValues.indexOf(reached)))).toBe(reached);
    expect(studio.problems.filter((problem) => !SERVER_AWAY.test(problem))).toEqual([]);
    expect((await studio.download('download-stl')).bytes.length).toBeGreaterThan(84);
  });

  it('should follow a job through an update of the server, which sends its clients away', async () => {
    const studio = await bench.open();
    await studio.startPicture(NEVER_ENDING, 5);
    const { port } = bench.server;
    await bench.server.stop();
    await studio.untilShown('progress-detail', 'Connecting to the server again…');
    await bench.server.startAgain({ PORT: String(port) });
    await studio.untilUpdate();
    await studio.part('connection-notice').waitFor({ state: 'detached' });
    await studio.part('cancel-button').click();
    await studio.untilShown('status-text', 'Cancelled.');
    expect(studio.problems.filter((problem) => !SERVER_AWAY.test(problem))).toEqual([]);
  });

  it('should come back to a server that has sent it away', async () => {
    const studio = await bench.open();
    const lettingIn = new EventEmitter<{ socket: [WebSocketRoute] }>();
    await studio.page.routeWebSocket('**/socket.io/**', (socket) => {
      socket.connectToServer().onMessage((message) => {
        socket.send(message);
        if (message.toString().startsWith(LET_IN)) lettingIn.emit('socket', socket);
      });
    });
    const isLetIn = once(lettingIn, 'socket');
    await studio.page.reload();
    await studio.startPicture(NEVER_ENDING);
    const [socket] = (await isLetIn) as [WebSocketRoute];
    const isBack = once(lettingIn, 'socket');
    socket.send(SENT_AWAY);
    await isBack;
    await studio.part('connection-notice').waitFor({ state: 'detached' });
    expect(studio.problems).toEqual([]);
  });

  it('should go on telling progress where WebSockets are blocked', async () => {
    const studio = await bench.open();
    await studio.page.routeWebSocket('**/socket.io/**', (socket) => socket.close());
    await studio.page.reload();
    await studio.startPicture(NEVER_ENDING);
    await studio.part('cancel-button').click();
    await studio.untilShown('status-text', 'Cancelled.');
    await studio.page.unroute('**/api/generate-3d');
    await studio.start();
    await studio.untilModelStands();
    expect(studio.updateCount).toBe(0);
    expect(await studio.part('connection-notice').isVisible()).toBe(false);
    expect(studio.problems).toEqual([]);
  });

  it('should tell progress while the code of the live channel does not come, and go live once it does', async () => {
    const studio = await bench.open();
    await studio.page.route('**/assets/open-socket-*', (route) => route.abort());
    await studio.page.reload();
    await studio.startPicture(NEVER_ENDING);
    expect(studio.updateCount).toBe(0);
    await studio.page.unroute('**/assets/open-socket-*');
    await studio.untilUpdate();
    expect(await studio.part('connection-notice').isVisible()).toBe(false);
  });

  it('should say that there is no connection where it is cut before the live channel is there', async () => {
    const studio = await bench.open();
    await studio.page.route('**/assets/open-socket-*', async (route) => {
      const response = await route.fetch();
      await isCut;
      await route.fulfill({ response });
    });
    let cut: () => void = () => undefined;
    const isCut = new Promise<void>((resolve) => (cut = resolve));
    await studio.page.reload();
    await studio.part('drop-zone').waitFor();
    await studio.page.context().setOffline(true);
    cut();
    await studio.part('connection-notice').waitFor();
    await studio.page.context().setOffline(false);
    await studio.part('connection-notice').waitFor({ state: 'detached' });
    await studio.startPicture(NEVER_ENDING);
    await studio.untilUpdate();
  });

  it('should open the workbench once its code comes, and say until then that it does not', async () => {
    const studio = await bench.open();
    await studio.page.route('**/assets/workbench-*', (route) => route.abort());
    await studio.page.reload();
    await studio.chooseFiles(await smallPicture());
    await studio.untilShown('error-message', 'The server does not answer');
    await studio.page.unroute('**/assets/workbench-*');
    await studio.goTo('#/models');
    await studio.goTo('#/');
    await studio.untilSurfaceStands();
    expect(await studio.part('error-message').isVisible()).toBe(false);
  });

  it('should keep its connection while it follows more jobs than a client may ask for at once', async () => {
    const { api } = bench.server;
    const picture = await smallPicture();
    for (let number = 0; number < MANY_JOBS; number++) await api.upload(picture);
    const studio = await bench.open({}, '#/models');
    for (let listed = JOBS_TO_A_PAGE; listed < MANY_JOBS; listed += JOBS_TO_A_PAGE) {
      await studio.part('more-jobs').click();
      await studio.part('job-tile').nth(listed).waitFor();
    }
    await studio.page.context().setOffline(true);
    await studio.part('connection-notice').waitFor();
    await studio.page.context().setOffline(false);
    await studio.part('connection-notice').waitFor({ state: 'detached' });

    const oldest =
      (await studio
        .part('job-tile')
        .nth(MANY_JOBS - 1)
        .getAttribute('data-job')) ?? '';
    await api.start(oldest);
    await studio.page.locator(`[data-job="${oldest}"][data-state=completed]`).waitFor();
    expect(studio.closedSocketCount).toBe(1);
  });
});

/** Holds the notice against the places of everything that can be pressed, in windows from the narrowest to the widest. */
async function expectClearNotice(studio: StudioPage): Promise<void> {
  for (const width of WIDTHS) {
    await studio.page.setViewportSize({ width, height: 700 });
    expect(await studio.part('connection-notice').isVisible()).toBe(true);
    expect([width, await studio.page.evaluate(COVERED)]).toEqual([width, []]);
  }
}

/**
 * Every state of the studio and the way to it: what a maker can see, and what a change of its looks has to be held
 * against. A way begins on the studio's first page, as a new visitor meets it.
 */
import sharp from 'sharp';
import { part, file, choose, goTo, play, sample, star, startByApi, untilEnded } from './scene-steps.mjs';

const NEVER_ENDING = 'slow=600000';

/**
 * Ways by the names of their scenes; each is given the page and the address of the server, which has one worker.
 *
 * @type {Readonly<Record<string, (page: import('playwright-core').Page, url: string) => Promise<void>>>}
 */
export const SCENES = {
  welcome: (page) => part(page, 'drop-zone').waitFor(),
  refused: bringWhatIsRefused,
  dragging: dragOver,
  relief: bringSample,
  lithophane: (page) => chooseEngine(page, 'lithophane'),
  extrusion: (page) => chooseEngine(page, 'extrusion'),
  inflation: (page) => chooseEngine(page, 'inflation'),
  'every-option': unfoldOptions,
  'impossible-option': askTheImpossible,
  'several-pictures': bringSeveral,
  'no-preview': bringTiff,
  uploading: uploadSlowly,
  queued: waitInLine,
  running: (page) => startSample(page, NEVER_ENDING),
  conflict: startTwice,
  disconnected: loseTheConnection,
  cancelled: cancel,
  failed: (page) => startSample(page, 'fail-at=writing').then(() => part(page, 'retry-button').waitFor()),
  completed: complete,
  wireframe: (page) => completeAndPress(page, 'wireframe-button'),
  'cut-open': (page) => completeAndPress(page, 'cut-button'),
  backlit: holdAgainstLight,
  'made-again': makeAgain,
  'without-3d': completeWithout3d,
  'without-3d-live': (page) => forbid3d(page).then(() => bringSample(page)),
  'server-away': startWithoutServer,
  gone: (page) => goTo(page, '#/jobs/no-such-job').then(() => part(page, 'job-gone').waitFor()),
  'no-models': (page) => goTo(page, '#/models').then(() => part(page, 'no-jobs').waitFor()),
  models: listModels,
  'models-asking': (page) => listModels(page).then(() => part(page, 'delete-button').first().click()),
  returning: (page) => listModels(page).then(() => part(page, 'nav-studio').click()),
};

export async function bringSample(page) {
  await part(page, 'sample-button').click();
  await page.locator('[data-viewer=live], [data-testid=flat-surface]').first().waitFor();
}

export async function complete(page) {
  await bringSample(page);
  await part(page, 'start-button').click();
  await part(page, 'report').waitFor();
  await page.locator('[data-viewer=ready], [data-viewer=fallback]').first().waitFor();
}

async function completeAndPress(page, tool) {
  await complete(page);
  await part(page, tool).click();
}

/** As a lithophane, which has a lamp behind it once that is pressed. */
async function holdAgainstLight(page) {
  await part(page, 'sample-button').click();
  await part(page, 'preset.lithophane').click();
  await part(page, 'start-button').click();
  await page.locator('[data-viewer=ready]').waitFor();
  await part(page, 'backlit-button').click();
}

async function chooseEngine(page, engine) {
  const { bytes } = await star();
  await choose(page, file('star.png', 'image/png', bytes));
  await part(page, `engine-${engine}`).check();
  await page.locator('[data-viewer=live]').waitFor();
}

async function unfoldOptions(page) {
  await bringSample(page);
  await part(page, 'more-options').click();
}

async function askTheImpossible(page) {
  await bringSample(page);
  await part(page, 'size-depth').fill('0.5');
  await part(page, 'option-base_mm').locator('input[type=number]').fill('4');
  await part(page, 'field-problem').first().waitFor();
}

async function bringWhatIsRefused(page) {
  const { bytes } = await sample(page);
  const tiny = await sharp(bytes).resize(8, 8).png().toBuffer();
  await choose(
    page,
    file('holiday.heic', 'image/heic', Buffer.from('ftypheic')),
    file('icon.png', 'image/png', tiny),
  );
  await part(page, 'refusal').first().waitFor();
}

async function bringSeveral(page) {
  const { bytes } = await sample(page);
  const { bytes: drawn } = await star();
  await choose(
    page,
    file('ammonite.png', 'image/png', bytes),
    file('a picture with quite a long name, as cameras and people give them.png', 'image/png', drawn),
    file('star.png', 'image/png', drawn),
  );
  await page.locator('[data-viewer=live]').waitFor();
}

async function bringTiff(page) {
  const { bytes } = await sample(page);
  await choose(page, file('scan.tiff', 'image/tiff', await sharp(bytes).tiff().toBuffer()));
  await part(page, 'picture').waitFor();
}

async function dragOver(page) {
  await page.evaluate(() => {
    const { DataTransfer, DragEvent, File, document } = globalThis;
    const data = new DataTransfer();
    data.items.add(new File(['picture'], 'picture.png', { type: 'image/png' }));
    document.body.dispatchEvent(new DragEvent('dragover', { bubbles: true, dataTransfer: data }));
  });
}

/** Over a line as slow as they come, with a picture of 3 MB. */
async function uploadSlowly(page) {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 };
  const create = { width: 1000, height: 1000, channels: 3, background: 'grey', noise };
  await choose(page, file('holiday.png', 'image/png', await sharp({ create }).png().toBuffer()));
  await page.locator('[data-viewer=live]').waitFor();
  const session = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 100_000 };
  await session.send('Network.emulateNetworkConditions', slow);
  await part(page, 'start-button').click();
  await page.locator('[data-testid=upload-total][aria-valuenow="12"]').waitFor();
}

async function startSample(page, scenario) {
  await bringSample(page);
  await play(page, scenario);
  await part(page, 'start-button').click();
  await part(page, 'job-card').waitFor();
}

async function waitInLine(page, url) {
  const { bytes } = await sample(page);
  await startByApi(url, file('first.png', 'image/png', bytes), NEVER_ENDING);
  await startByApi(url, file('second.png', 'image/png', bytes), NEVER_ENDING);
  await startSample(page, NEVER_ENDING);
  await part(page, 'progress-detail').filter({ hasText: 'number 2' }).waitFor();
}

async function startTwice(page) {
  await startSample(page, NEVER_ENDING);
  await part(page, 'cancel-button').waitFor();
  await part(page, 'start-button').click();
  await part(page, 'conflict-message').waitFor();
}

async function loseTheConnection(page) {
  await startSample(page, NEVER_ENDING);
  await part(page, 'cancel-button').waitFor();
  await page.context().setOffline(true);
  await part(page, 'connection-notice').waitFor();
}

async function cancel(page) {
  await startSample(page, NEVER_ENDING);
  await part(page, 'cancel-button').click();
  await part(page, 'retry-button').waitFor();
}

async function makeAgain(page) {
  await complete(page);
  await play(page, NEVER_ENDING);
  await part(page, 'start-button').click();
  await part(page, 'cancel-button').waitFor();
}

async function forbid3d(page) {
  await page.addInitScript({
    content: `HTMLCanvasElement.prototype.getContext = ((original) => function (kind, ...rest) {
      return kind.startsWith('webgl') ? null : original.call(this, kind, ...rest);
    })(HTMLCanvasElement.prototype.getContext)`,
  });
  await page.reload();
}

async function completeWithout3d(page) {
  await forbid3d(page);
  await complete(page);
}

async function startWithoutServer(page) {
  await bringSample(page);
  await page.context().setOffline(true);
  await part(page, 'start-button').click();
  await part(page, 'error-message').waitFor();
}

/** One of each kind: finished, failed, cancelled, waiting, running. */
async function listModels(page, url) {
  const { bytes } = await sample(page);
  const { bytes: drawn } = await star();
  const address = url ?? new URL(page.url()).origin;
  const finished = file('ammonite.png', 'image/png', bytes);
  const other = file('star.png', 'image/png', drawn);
  await untilEnded(address, await startByApi(address, finished));
  await untilEnded(address, await startByApi(address, other, '', { engine: 'inflation' }));
  await untilEnded(address, await startByApi(address, other, 'fail-at=checking'));
  const cancelled = await startByApi(address, other, NEVER_ENDING);
  await fetch(`${address}/api/jobs/${cancelled}/cancel`, { method: 'POST' });
  await startByApi(address, file('a rather long name of a picture.png', 'image/png', bytes), NEVER_ENDING);
  await startByApi(address, finished, NEVER_ENDING);
  await page.reload();
  await goTo(page, '#/models');
  await part(page, 'job-tile').first().waitFor();
}

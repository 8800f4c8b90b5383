/**
 * Measures the studio as it is built, in Debian's Chromium (or CHROMIUM_PATH): what comes with the first load, what the
 * page holds after 50 models looked at in a row, and how long a frame of the largest preview takes. Parts may be named.
 *
 *   npm run bench:studio -- first-load memory frames
 */
import sharp from 'sharp';
import { file, goTo, part, sample, startByApi, untilEnded } from './scene-steps.mjs';
import { launchBrowser } from './studio-browser.mjs';
import { startServer } from './studio-server.mjs';

const VIEWS = 50;
const MODELS = 10;
/** So many views until everything that is kept for good is there. */
const SETTLED_AFTER = 10;
const FRAMES = 60;
const WINDOW = { width: 1280, height: 860 };

const COUNT_CONTEXTS = `
  window.contextCount = 0;
  HTMLCanvasElement.prototype.getContext = ((original) => function (kind, ...rest) {
    if (kind.startsWith('webgl')) window.contextCount += 1;
    return original.call(this, kind, ...rest);
  })(HTMLCanvasElement.prototype.getContext)`;

const PARTS = { 'first-load': measureFirstLoad, memory: measureMemory, frames: measureFrames };

const named = process.argv.slice(2);
const server = await startServer();
const browser = await launchBrowser();
try {
  for (const part of named.length > 0 ? named : Object.keys(PARTS)) await PARTS[part]();
} finally {
  await browser.close();
  await server.stop();
}

async function openPage(hash = '') {
  const page = await browser.newPage({ viewport: WINDOW, reducedMotion: 'reduce', locale: 'en' });
  await page.addInitScript({ content: COUNT_CONTEXTS });
  await page.goto(`${server.url}/${hash}`);
  return page;
}

/** Bytes as they came over the wire, by kind; the viewer and the live preview come when a picture does. */
async function measureFirstLoad() {
  const page = await browser.newPage({ viewport: WINDOW });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const kinds = new Map();
  const bytes = {};
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'other';
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  await page.goto(server.url, { waitUntil: 'networkidle' });
  const all = Object.values(bytes).reduce((sum, size) => sum + size, 0);
  const byKind = Object.entries(bytes).map(([kind, size]) => `${kind} ${kilobytes(size)}`);
  console.log(`first load: ${kilobytes(all)} in all: ${byKind.join(', ')}`);
  await page.close();
}

async function measureMemory() {
  const page = await openPage();
  const { bytes } = await sample(page);
  const jobIds = [];
  for (let number = 0; number < MODELS; number++) {
    const picture = await sharp(bytes)
      .resize(384 + 32 * number, 384, { fit: 'fill' })
      .png()
      .toBuffer();
    jobIds.push(await startByApi(server.url, file(`${number}.png`, 'image/png', picture)));
  }
  for (const jobId of jobIds) await untilEnded(server.url, jobId);
  await page.reload();
  for (let view = 1; view <= VIEWS; view++) {
    const jobId = jobIds[view % MODELS];
    await goTo(page, `#/jobs/${jobId}`);
    await untilModelStands(page, jobId);
    if (view === SETTLED_AFTER || view === VIEWS) console.log(`${view} models: ${await held(page)}`);
  }
  await page.close();
}

/** After what nobody needs is collected. */
async function held(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  await session.detach();
  const onCard = await part(page, 'viewer-canvas').getAttribute('data-held');
  const contexts = await page.evaluate('contextCount');
  return `heap ${kilobytes(usedSize)}, ${nodes} nodes, ${jsEventListeners} listeners, ${onCard}, ${contexts} contexts made`;
}

/** Of a picture so rich that its preview has as many triangles as a preview may have, while it turns. */
async function measureFrames() {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 };
  const create = { width: 1200, height: 1200, channels: 3, background: 'grey', noise };
  const picture = await sharp({ create }).png().toBuffer();
  const jobId = await startByApi(server.url, file('rich.png', 'image/png', picture), '', { quality: 9 });
  await untilEnded(server.url, jobId);
  const page = await openPage(`#/jobs/${jobId}`);
  await untilModelStands(page, jobId);
  await part(page, 'turn-button').click();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const scriptBefore = await scriptSeconds(session);
  const times = await page.evaluate(async (count) => {
    const nextFrame = () => new Promise(globalThis.requestAnimationFrame);
    for (let frame = 0; frame < 10; frame++) await nextFrame();
    const taken = [];
    let before = await nextFrame();
    for (let frame = 0; frame < count; frame++) {
      const now = await nextFrame();
      taken.push(now - before);
      before = now;
    }
    return taken.sort((a, b) => a - b);
  }, FRAMES);
  const at = (share) => `${times[Math.floor(share * (times.length - 1))].toFixed(1)} ms`;
  const scriptMs = (1000 * ((await scriptSeconds(session)) - scriptBefore)) / (FRAMES + 11);
  const triangles = await trianglesOf(jobId);
  console.log(
    `a frame of ${triangles} triangles: median ${at(0.5)}, 95 % within ${at(0.95)}; script ${scriptMs.toFixed(1)} ms`,
  );
  await page.close();
}

/** What the page's own script has taken so far; the rest of a frame is drawing, which is a graphics card's where there is one. */
async function scriptSeconds(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration').value;
}

/** As the index accessor of the preview's GLB counts them. */
async function trianglesOf(jobId) {
  const answer = await fetch(`${server.url}/api/download/${jobId}/preview.glb`);
  const glb = Buffer.from(await answer.arrayBuffer());
  const { accessors, meshes } = JSON.parse(glb.toString('utf8', 20, 20 + glb.readUInt32LE(12)));
  return accessors[meshes[0].primitives[0].indices].count / 3;
}

function untilModelStands(page, jobId) {
  return page.locator(`[data-testid=stage][data-viewer=ready] [data-model*="${jobId}"]`).waitFor();
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

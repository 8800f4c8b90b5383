import sharp from 'sharp';
import { describeWith } from '../support/describe-with.js';
import { draw } from '../support/pictures.js';
import { readModel } from '../support/read-models.js';
import { FORMATS } from '../support/wire.js';
import { BrowserBench } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';
import type { StudioPage } from './support/studio-page.js';

const STL_HEADER_LENGTH = 84;
const STL_TRIANGLE_LENGTH = 50;

describeWith(CHROMIUM, 'the first page, from picture to model', () => {
  let bench: BrowserBench;

  beforeAll(async () => {
    bench = await BrowserBench.start();
  });

  afterEach(() => bench.clear());
  afterAll(() => bench.dispose());

  it('should make a model of the sample, live, and hand over a valid STL', async () => {
    const studio = await bench.open();
    await studio.startSample('slow=1500');
    await studio.untilModelStands();

    expect(studio.barValues).toEqual([...studio.barValues].sort((a, b) => a - b));
    expect(new Set(studio.barValues).size).toBeGreaterThan(4);
    expect(studio.barValues.at(-1)).toBe(100);
    expect(studio.updateCount).toBeGreaterThan(4);
    // What moved the bar came by socket: nothing was polled.
    expect(studio.apiCalls.filter((call) => call.includes('/api/job-status/'))).toEqual([]);
    expect(await studio.part('status-text').textContent()).toBe('Your model is ready.');
    expect(await studio.part('announcer').textContent()).toBe('Your model is ready.');
    expect(await studio.part('cancel-button').isVisible()).toBe(false);
    // This reader asked the system for less motion, so the model waits to be turned.
    expect(await studio.part('turn-button').getAttribute('aria-label')).toBe('Turn the model');

    const { name, bytes } = await studio.download('download-stl');
    const triangleCount = bytes.readUInt32LE(STL_HEADER_LENGTH - 4);
    expect(name).toMatch(/\.stl$/);
    expect(triangleCount).toBeGreaterThan(0);
    expect(bytes.length).toBe(STL_HEADER_LENGTH + STL_TRIANGLE_LENGTH * triangleCount);
    expect(await fact(studio, 'Watertight')).toBe('Yes');
    expect(await fact(studio, 'Triangles')).toBe(triangleCount.toLocaleString('en'));
    expect(studio.problems).toEqual([]);
  });

  it('should make a model of a chosen file, to the size asked for, in every format', async () => {
    const studio = await bench.open();
    await studio.chooseFile(await draw({ width: 64, height: 32 }, undefined, 'jpg'));
    await studio.page.getByLabel('Width').fill('80');
    await studio.page.getByLabel('Depth').fill('6');
    await studio.start();
    await studio.untilModelStands();

    expect(await fact(studio, 'Size')).toBe('80 × 40 × 6 mm');
    for (const format of FORMATS) {
      const { name, bytes } = await studio.download(`download-${format}`);
      expect(name).toMatch(new RegExp(`\\.${format}$`));
      const { size, triangleCount } = await readModel(format, bytes);
      expect(triangleCount.toLocaleString('en')).toBe(await fact(studio, 'Triangles'));
      expect(Math.max(...size)).toBeCloseTo(format === 'glb' ? 0.08 : 80, 4);
    }
    const archive = await studio.download('download-all');
    expect(archive.name).toMatch(/\.zip$/);
    expect(archive.bytes.toString('latin1', 0, 2)).toBe('PK');
    expect(studio.problems).toEqual([]);
  });

  it('should draw the model, and turn it only while that is wanted', async () => {
    const studio = await bench.open({
      reducedMotion: 'no-preference',
      viewport: { width: 640, height: 480 },
    });
    await studio.chooseSample();
    await studio.start();
    await studio.untilModelStands();
    const turn = studio.part('turn-button');

    expect(await turn.getAttribute('aria-label')).toBe('Stop turning the model');
    await turn.click();
    const still = await seen(studio);
    const { channels } = await sharp(still).stats();
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(5);
    expect((await seen(studio)).equals(still)).toBe(true);

    expect(await turn.getAttribute('aria-label')).toBe('Turn the model');
    await turn.click();
    expect((await seen(studio)).equals(still)).toBe(false);
    expect(studio.problems).toEqual([]);
  });
});

/** What the report says under this name. */
async function fact(studio: StudioPage, name: string): Promise<string | null> {
  return studio.part('report').locator('.fact', { hasText: name }).locator('dd').textContent();
}

/** The middle of the stage, some frames later: clear of the button, whose looks change under the pointer. */
async function seen(studio: StudioPage): Promise<Buffer> {
  await studio.page.evaluate(`(async () => {
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
  })()`);
  const box = (await studio.part('viewer-canvas').boundingBox())!;
  const clip = {
    x: box.x + box.width / 4,
    y: box.y + box.height / 4,
    width: box.width / 2,
    height: box.height / 2,
  };
  return studio.page.screenshot({ clip });
}

import sharp from 'sharp';
import { STLLoader } from 'three/addons/loaders/STLLoader.js';
import { checkMesh } from '../../src/modelling/mesh/check-mesh.js';
import { describeWith } from '../support/describe-with.js';
import { draw } from '../support/pictures.js';
import { readModel } from '../support/read-models.js';
import { FORMATS } from '../support/wire.js';
import { BrowserBench } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';

describeWith(CHROMIUM, 'the studio, from picture to file', () => {
  let bench: BrowserBench;

  beforeAll(async () => {
    bench = await BrowserBench.start();
  });

  afterEach(() => bench.clear());
  afterAll(() => bench.dispose());

  it('should make a watertight STL of a dropped picture, live all the way', async () => {
    const studio = await bench.open();
    await studio.hand('drop', await draw({ width: 64, height: 48 }));
    await studio.untilSurfaceStands();
    expect(studio.apiCalls.filter((call) => call.startsWith('POST'))).toEqual([]);

    await studio.play('slow=3000');
    await studio.part('quality').fill('1');
    await studio.start();
    await studio.untilModelStands();

    expect(studio.barValues).toEqual([...studio.barValues].sort((a, b) => a - b));
    expect(new Set(studio.barValues).size).toBeGreaterThan(4);
    expect(studio.updateCount).toBeGreaterThan(4);
    expect(await studio.part('announcer').textContent()).toBe('Your model is ready.');
    expect(await studio.part('cancel-button').isVisible()).toBe(false);

    const { name, bytes } = await studio.download('download-stl');
    expect(name).toMatch(/\.stl$/);
    const { facts } = checkMesh(readStl(bytes));
    expect(await studio.part('fact-triangles').textContent()).toBe(facts.triangleCount.toLocaleString('en'));
    expect(facts.shellCount).toBe(1);
    expect(studio.problems).toEqual([]);
  });

  it('should make a pasted picture to the size asked for, in every format', async () => {
    const studio = await bench.open();
    await studio.hand('paste', await draw({ width: 64, height: 32 }, undefined, 'jpg'));
    await studio.part('size-width').fill('80');
    await studio.part('size-depth').fill('6');
    expect(await studio.part('size-height').inputValue()).toBe('40');
    await studio.part('format-3mf').click();
    await studio.start();
    await studio.untilModelStands();

    expect(await studio.part('fact-size').textContent()).toBe('80 × 40 × 6 mm');
    expect(await studio.part('download-3mf').textContent()).toMatch(/kB$/);
    expect(await studio.part('download-glb').textContent()).toMatch(/made when asked$/);
    for (const format of FORMATS) {
      const { name, bytes } = await studio.download(`download-${format}`);
      expect(name).toMatch(new RegExp(`\\.${format}$`));
      const { size, triangleCount } = await readModel(format, bytes);
      expect(triangleCount.toLocaleString('en')).toBe(await studio.part('fact-triangles').textContent());
      expect(Math.max(...size)).toBeCloseTo(format === 'glb' ? 0.08 : 80, 4);
    }
    const archive = await studio.download('download-all');
    expect(archive.bytes.toString('latin1', 0, 2)).toBe('PK');
    expect(studio.problems).toEqual([]);
  });

  it('should hand out a link to the file that was asked for', async () => {
    const studio = await bench.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await studio.choosePicture();
    await studio.start();
    await studio.untilModelStands();
    await studio.part('copy-link').click();
    await studio.untilShown('announcer', 'Link copied');
    const link = await studio.page.evaluate<string>('navigator.clipboard.readText()');
    const answer = await fetch(link);
    expect(answer.headers.get('content-type')).toBe('model/stl');
    const { bytes } = await studio.download('download-main');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(studio.problems).toEqual([]);
  });

  it('should show what an option does before anything is sent', async () => {
    const studio = await bench.open();
    await studio.hand('drop', await draw({ width: 64, height: 64 }));
    await studio.untilSurfaceStands();
    const before = await studio.untilStill();
    const { channels } = await sharp(before).stats();
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(5);

    const invert = studio.page.getByRole('switch', { name: 'Invert' });
    await invert.check();
    await studio.untilOtherThan(before);
    await invert.uncheck();
    await studio.untilSameAs(before);

    await studio.part('size-depth').fill('0.5');
    await studio.part('option-base_mm').locator('input[type=number]').fill('4');
    await studio.untilShown('field-problem', 'Must be less than the depth');
    await studio.start();
    expect(studio.apiCalls.filter((call) => call.startsWith('POST'))).toEqual([]);
    expect(studio.problems).toEqual([]);
  });

  it('should make several pictures into several jobs', async () => {
    const studio = await bench.open();
    const picture = await draw({ width: 32, height: 32 });
    await studio.chooseFiles({ ...picture, name: 'first.png' }, { ...picture, name: 'second.png' });
    await studio.part('quality').fill('1');
    await studio.untilShown('start-button', 'Make 2 models');
    await studio.start();

    await studio.untilShown('job-tile', 'second.png');
    await studio.untilShown('job-tile', 'first.png');
    const { jobs = [] } = (await bench.server.api.get('/api/jobs')).body;
    const settled = await Promise.all(
      jobs.slice(0, 2).map(({ job_id }) => bench.server.api.untilSettled(job_id)),
    );
    expect(settled.map(({ status }) => status)).toEqual(['completed', 'completed']);

    await studio.part('job-tile').filter({ hasText: 'first.png' }).getByTestId('delete-button').click();
    await studio.part('delete-confirm').click();
    await studio.part('job-tile').filter({ hasText: 'first.png' }).waitFor({ state: 'detached' });
    expect((await bench.server.api.get(`/api/jobs/${jobs[1]!.job_id}`)).status).toBe(404);
    expect(studio.problems).toEqual([]);
  });
});

/** Triangles as an STL has them: corner by corner, nothing shared. */
function readStl(bytes: Buffer): { positions: Float32Array; indices: Uint32Array } {
  const geometry = new STLLoader().parse(new Uint8Array(bytes).buffer);
  const positions = Float32Array.from(geometry.getAttribute('position').array);
  return { positions, indices: Uint32Array.from({ length: positions.length / 3 }, (_, index) => index) };
}

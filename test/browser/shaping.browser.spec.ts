import sharp from 'sharp';
import { describeWith } from '../support/describe-with.js';
import { draw, type PictureFile } from '../support/pictures.js';
import { BrowserBench } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';
import type { StudioPage } from './support/studio-page.js';

/** A red disc on nothing: a subject for every engine. */
function disc(): Promise<PictureFile> {
  const isInside = (x: number, y: number): boolean => Math.hypot(x - 31.5, y - 31.5) < 24;
  return draw({ width: 64, height: 64 }, (x, y) => (isInside(x, y) ? [200, 40, 30, 255] : [0, 0, 0, 0]));
}

describeWith(CHROMIUM, 'the studio, shaping', () => {
  let bench: BrowserBench;

  beforeAll(async () => {
    bench = await BrowserBench.start();
  });

  afterEach(() => bench.clear());
  afterAll(() => bench.dispose());

  async function open(picture: PictureFile, locale = 'en'): Promise<StudioPage> {
    const studio = await bench.open({ locale });
    await studio.chooseFiles(picture);
    await studio.untilSurfaceStands();
    return studio;
  }

  async function chooseEngine(studio: StudioPage, engine: string): Promise<void> {
    await studio.part(`engine-${engine}`).check();
  }

  it('should preview every engine, and make what it has previewed', async () => {
    const studio = await open(await disc());
    const sizes: Record<string, string[]> = {};
    for (const engine of ['relief', 'lithophane', 'extrusion', 'inflation']) {
      await chooseEngine(studio, engine);
      await studio.untilSurfaceOf(engine);
      sizes[engine] = await studio.page.locator('.mark').allTextContents();
    }
    expect(sizes).toEqual({
      relief: ['100 mm', '100 mm', '20 mm'],
      lithophane: ['100 mm', '100 mm', '3 mm'],
      extrusion: ['100 mm', '100 mm', '20 mm'],
      inflation: ['100 mm', '100 mm', '20 mm'],
    });

    await studio.part('quality').fill('1');
    await studio.start();
    await studio.untilModelStands();
    expect(await studio.part('fact-size').textContent()).toBe('100 × 100 × 20 mm');
    expect(studio.problems).toEqual([]);
  });

  it('should set a preset with its size, and say which one is set', async () => {
    const studio = await open(await draw({ width: 64, height: 32 }));
    const keychain = studio.part('preset.keychain');
    await keychain.click();

    expect(await keychain.getAttribute('aria-pressed')).toBe('true');
    expect(await studio.part('engine-extrusion').isChecked()).toBe(true);
    expect(await sizesOf(studio)).toEqual(['40', '20', '3']);
    expect(await studio.part('option-ring').locator('select').inputValue()).toBe('top');
    await studio.part('size-depth').fill('4');
    expect(await keychain.getAttribute('aria-pressed')).toBe('false');
  });

  it('should keep the proportions of the picture until they are unlocked', async () => {
    const studio = await open(await draw({ width: 64, height: 32 }));
    await studio.part('size-height').fill('30');
    expect(await sizesOf(studio)).toEqual(['60', '30', '']);

    await studio.part('lock-button').click();
    await studio.part('size-height').fill('80');
    expect(await sizesOf(studio)).toEqual(['60', '80', '']);
    await studio.part('lock-button').click();
    expect(await sizesOf(studio)).toEqual(['80', '40', '']);
  });

  it('should show a model in the colours of its picture', async () => {
    const studio = await open(await disc());
    await studio.part('more-options').click();
    await studio.part('option-color').locator('select').selectOption('vertex');
    await studio.part('format-3mf').click();
    await studio.part('quality').fill('1');
    await studio.start();
    await studio.untilModelStands();

    const { data } = await sharp(await studio.seen())
      .resize(1, 1)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const [red = 0, , blue = 0] = data;
    expect(red - blue).toBeGreaterThan(40);
    expect(studio.problems).toEqual([]);
  });

  it('should warn in the words of the reader, before and after', async () => {
    const studio = await open(await draw({ width: 32, height: 32 }, () => [90, 90, 90, 255]), 'de-DE');
    const german = 'Das Bild ist überall gleich hell: Das Modell ist eine flache Platte.';
    await studio.untilShown('live-warning', german);
    await studio.part('quality').fill('1');
    await studio.start();
    await studio.untilShown('warnings', german);

    await studio.part('size-depth').fill('0.5');
    await studio.untilShown('start-problem', 'Tiefe passt noch nicht. Muss eine Zahl von 1 bis 500 sein.');
    expect(studio.problems).toEqual([]);
  });

  it('should say why a picture cannot become such a model', async () => {
    const studio = await open(await draw({ width: 32, height: 32 }, () => [90, 90, 90, 255]));
    await chooseEngine(studio, 'extrusion');
    await studio.untilShown('stage-note', 'subject');
    await chooseEngine(studio, 'relief');
    await studio.untilSurfaceStands();
    expect(await studio.part('stage-note').isVisible()).toBe(false);
  });

  it('should say that there is no preview of what no browser reads, and make it all the same', async () => {
    const studio = await bench.open();
    await studio.chooseFiles(await draw({ width: 64, height: 32 }, undefined, 'tiff'));
    await studio.untilShown('stage-note', 'No live preview');
    await studio.part('quality').fill('1');
    await studio.start();
    await studio.untilModelStands();
    // The server has it as a picture that browsers read.
    await studio.part('show-live').click();
    await studio.untilSurfaceStands();
    expect(studio.problems).toEqual([]);
  });
});

async function sizesOf(studio: StudioPage): Promise<string[]> {
  const sides = ['width', 'height', 'depth'] as const;
  return Promise.all(sides.map((side) => studio.part(`size-${side}`).inputValue()));
}

import axe, { type AxeResults } from 'axe-core';
import { describeWith } from '../support/describe-with.js';
import { stringLike } from '../support/matchers.js';
import { BrowserBench } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';
import type { StudioPage } from './support/studio-page.js';

/** More stops than the page has. */
const TAB_LIMIT = 60;

describeWith(CHROMIUM, 'the manners of the studio', () => {
  let bench: BrowserBench;

  beforeAll(async () => {
    bench = await BrowserBench.start();
  });

  afterEach(() => bench.clear());
  afterAll(() => bench.dispose());

  it('should run under a policy that stops foreign script', async () => {
    const studio = await bench.open();
    await studio.page.evaluate(`(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.head.append(script);
    })()`);

    expect(await studio.page.title()).toContain('Relievo');
    // Every other page has to leave none; here is the proof that a breach would be seen.
    expect(studio.violations.splice(0)).toContainEqual(stringLike(/^script-src.* blocked inline$/));
  });

  it.each([
    { colorScheme: 'light', rules: [] },
    // The dark page differs in its colours only.
    { colorScheme: 'dark', rules: ['color-contrast'] },
  ] as const)(
    'should have no serious barrier in any of its states, $colorScheme',
    async ({ colorScheme, rules }) => {
      const studio = await bench.open({ colorScheme });
      expect(await barriers(studio, rules)).toEqual([]);

      await studio.chooseFiles({ name: 'notes.png', type: 'image/png', bytes: Buffer.from('No picture.') });
      await studio.part('refusal').waitFor();
      expect(await barriers(studio, rules)).toEqual([]);

      await studio.startPicture('slow=60000');
      await studio.start();
      await studio.part('conflict-message').waitFor();
      expect(await barriers(studio, rules)).toEqual([]);

      await studio.part('cancel-button').click();
      await studio.part('retry-button').waitFor();
      await studio.page.unroute('**/api/generate-3d');
      await studio.start();
      await studio.untilModelStands();
      await studio.part('cut-button').click();
      await studio.part('more-options').click();
      expect(await barriers(studio, rules)).toEqual([]);

      await studio.goTo('#/models');
      await studio.part('delete-button').first().click();
      expect(await barriers(studio, rules)).toEqual([]);
    },
  );

  it('should be usable by keyboard alone', async () => {
    const studio = await bench.open();
    await studio.play('slow=60000');
    await tabTo(studio, 'sample-button');
    await studio.page.keyboard.press('Enter');
    await studio.part('picture').waitFor();
    await tabTo(studio, 'start-button');
    await studio.page.keyboard.press('Enter');
    await studio.untilBarAbove(0);
    await tabTo(studio, 'cancel-button');
    await studio.page.keyboard.press('Space');
    await studio.untilShown('status-text', 'Cancelled.');
    await studio.page.unroute('**/api/generate-3d');
    await tabTo(studio, 'start-button');
    await studio.page.keyboard.press('Enter');
    await studio.untilModelStands();
    await tabTo(studio, 'download-main');
    const [download] = await Promise.all([
      studio.page.waitForEvent('download'),
      studio.page.keyboard.press('Enter'),
    ] as const);
    expect(download.suggestedFilename()).toMatch(/\.stl$/);
    expect(studio.problems).toEqual([]);
  });

  it('should keep the focus with whoever works by keyboard', async () => {
    const studio = await bench.open();
    await studio.choosePicture();
    await studio.part('start-button').press('Enter');
    await studio.untilModelStands();
    await untilFocused(studio, '[data-testid=start-button]');

    await studio.goTo('#/models');
    await studio.part('job-tile').first().getByRole('link').press('Enter');
    await untilFocused(studio, '#main');

    await studio.goTo('#/models');
    await studio.part('delete-button').first().press('Enter');
    await untilFocused(studio, '[data-testid=delete-confirm]');
    await studio.page.keyboard.press('Escape');
    await untilFocused(studio, '[data-testid=delete-button]');
    await studio.page.keyboard.press('Enter');
    await untilFocused(studio, '[data-testid=delete-confirm]');
    await studio.page.keyboard.press('Enter');
    await studio.untilShown('announcer', 'picture.png is deleted.');
    expect(studio.problems).toEqual([]);
  });

  it.each(['en', 'de'])('should fit a telephone without scrolling sideways, in %s', async (locale) => {
    const telephone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
    const studio = await bench.open({ ...telephone, locale });
    await studio.part('drop-zone').waitFor();
    expect(await overflowPx(studio)).toBe(0);
    await studio.choosePicture();
    await studio.start();
    await studio.untilModelStands();
    expect(await overflowPx(studio)).toBe(0);
    await studio.goTo('#/models');
    await studio.part('job-tile').first().waitFor();
    expect(await overflowPx(studio)).toBe(0);
  });

  it('should speak German to those who read it, and keep the language that was chosen', async () => {
    const studio = await bench.open({ locale: 'de-DE' });
    await studio.page.getByRole('heading', { name: 'Vom Bild zum Druck' }).waitFor();
    expect(await studio.page.locator('html').getAttribute('lang')).toBe('de');
    await studio.part('language-en').click();
    await studio.page.getByRole('heading', { name: 'From picture to print' }).waitFor();
    await studio.page.reload();
    await studio.page.getByRole('heading', { name: 'From picture to print' }).waitFor();
  });

  it('should change its colours when told to, and keep them', async () => {
    const studio = await bench.open({ colorScheme: 'light' });
    const ground = (): Promise<string> =>
      studio.page.evaluate<string>(`getComputedStyle(document.body).backgroundColor`);
    const light = await ground();
    await studio.part('theme-button').click();
    expect(await ground()).toBe(light);
    await studio.part('theme-button').click();
    const dark = await ground();
    expect(dark).not.toBe(light);
    await studio.page.reload();
    expect(await ground()).toBe(dark);
  });
});

/**
 * What keeps people with disabilities out, as far as axe can tell: rule and place of every serious finding.
 * @param rules which to check; none named means those that axe checks by itself
 */
async function barriers({ page }: StudioPage, rules: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify({
    resultTypes: ['violations'],
    ...(rules.length > 0 && { runOnly: rules }),
  });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Presses Tab until the control has the focus, and sees that the focus shows. */
async function tabTo({ page }: StudioPage, testId: string): Promise<void> {
  const passed: string[] = [];
  while (passed.at(-1) !== testId && passed.length < TAB_LIMIT) {
    await page.keyboard.press('Tab');
    passed.push(await page.evaluate<string>(`document.activeElement?.dataset.testid ?? 'another'`));
  }
  expect(passed.at(-1)).toBe(testId);
  expect(await page.evaluate<string>(`getComputedStyle(document.activeElement).outlineStyle`)).not.toBe(
    'none',
  );
}

async function untilFocused({ page }: StudioPage, selector: string): Promise<void> {
  await page.locator(`${selector}:focus`).waitFor();
}

async function overflowPx({ page }: StudioPage): Promise<number> {
  return page.evaluate<number>(
    // The screen is what the telephone has, not the window, which it widens to what it finds.
    `Math.max(0, document.documentElement.scrollWidth - Math.min(document.documentElement.clientWidth, screen.width))`,
  );
}

import axe, { type AxeResults } from 'axe-core';
import { describeWith } from '../support/describe-with.js';
import { stringLike } from '../support/matchers.js';
import { BrowserBench } from './support/browser-bench.js';
import { CHROMIUM } from './support/chromium.js';
import type { StudioPage } from './support/studio-page.js';

/** More stops than the page has. */
const TAB_LIMIT = 30;

describeWith(CHROMIUM, 'the manners of the first page', () => {
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
    // The page's own suites hold this list to be empty; here is the proof that it would not stay so.
    expect(studio.problems).toContainEqual(stringLike(/^script-src.* blocked inline$/));
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

      await studio.start();
      await studio.part('error-message').waitFor();
      expect(await barriers(studio, rules)).toEqual([]);

      await studio.startSample('slow=60000');
      await studio.start();
      await studio.part('conflict-message').waitFor();
      expect(await barriers(studio, rules)).toEqual([]);

      await studio.part('cancel-button').click();
      await studio.part('retry-button').waitFor();
      expect(await barriers(studio, rules)).toEqual([]);

      await studio.page.unroute('**/api/generate-3d');
      await studio.start();
      await studio.untilModelStands();
      expect(await barriers(studio, rules)).toEqual([]);
    },
  );

  it('should be usable by keyboard alone', async () => {
    const studio = await bench.open();
    await studio.play('slow=60000');
    await tabTo(studio, 'sample-button');
    await studio.page.keyboard.press('Enter');
    await studio.page.getByText('sample.png', { exact: true }).waitFor();
    await tabTo(studio, 'start-button');
    await studio.page.keyboard.press('Enter');
    await studio.untilBarAbove(0);
    await tabTo(studio, 'cancel-button');
    await studio.page.keyboard.press('Space');
    await studio.untilShown('status-text', 'Cancelled.');
    expect(studio.problems).toEqual([]);
  });

  it('should fit a telephone without scrolling sideways', async () => {
    const studio = await bench.open({ viewport: { width: 320, height: 640 } });
    expect(await overflowPx(studio)).toBe(0);
    await studio.chooseSample();
    await studio.start();
    await studio.untilModelStands();
    expect(await overflowPx(studio)).toBe(0);
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

async function overflowPx({ page }: StudioPage): Promise<number> {
  return page.evaluate<number>(
    `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.documentElement)`,
  );
}

/** Two ways to draw what a page shows. */
import sharp from 'sharp';
import { settle } from './studio-browser.mjs';

/** Of each screen, what the next one shows again: what stands at the lower edge may lie over it. */
const OVERLAP_PX = 96;
const GAP_PX = 24;

/** The whole page in one piece. */
export async function drawPage(page, path) {
  await page.screenshot({ path, fullPage: true });
}

/**
 * Screen by screen, side by side, as a thumb moves over them: what stays in place is then seen where it stays. A
 * drawing in one piece would also have the browser forget that it is a telephone.
 */
export async function drawScreens(page, path) {
  const { whole, seen } = await page.evaluate(() => ({
    whole: globalThis.document.documentElement.scrollHeight,
    seen: globalThis.innerHeight,
  }));
  const screens = [];
  for (let top = 0; ; top += seen - OVERLAP_PX) {
    await page.evaluate((to) => globalThis.scrollTo(0, to), top);
    await settle(page);
    screens.push(await page.screenshot());
    if (top + seen >= whole) break;
  }
  await page.evaluate(() => globalThis.scrollTo(0, 0));
  const { width, height } = await sharp(screens[0]).metadata();
  await sharp({
    create: {
      width: screens.length * (width + GAP_PX) - GAP_PX,
      height,
      channels: 3,
      background: '#888',
    },
  })
    .composite(screens.map((input, place) => ({ input, left: place * (width + GAP_PX), top: 0 })))
    .png()
    .toFile(path);
}

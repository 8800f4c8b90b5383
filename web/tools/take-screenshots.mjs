/**
 * Takes the pictures of the studio that the README shows, in Debian's Chromium (or CHROMIUM_PATH), on a server of its
 * own. Build first.
 *
 *   npm run build && node web/tools/take-screenshots.mjs
 */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { launchBrowser, settle } from './studio-browser.mjs';
import { bringSample, SCENES } from './studio-scenes.mjs';
import { startServer } from './studio-server.mjs';

/** What each picture shows, and how to get there. */
const PICTURES = {
  'studio-shape': { colorScheme: 'light', play: shapeRelief },
  'studio-result': { colorScheme: 'light', play: SCENES['cut-open'] },
  'studio-lithophane': { colorScheme: 'dark', play: SCENES.backlit },
};

async function shapeRelief(page) {
  await bringSample(page);
  await page.getByTestId('preset.wallRelief').click();
  await page.locator('[data-viewer=live]').waitFor();
}

const server = await startServer();
const browser = await launchBrowser();
try {
  for (const [name, { colorScheme, play }] of Object.entries(PICTURES)) {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 860 },
      colorScheme,
      reducedMotion: 'reduce',
      locale: 'en',
    });
    await page.goto(server.url);
    await play(page, server.url);
    await settle(page);
    const { size } = await sharp(await page.screenshot())
      .webp({ quality: 84, effort: 6 })
      .toFile(fileURLToPath(new URL(`../../docs/images/${name}.webp`, import.meta.url)));
    console.log(`docs/images/${name}.webp: ${Math.round(size / 1024)} kB`);
    await page.close();
  }
} finally {
  await browser.close();
  await server.stop();
}

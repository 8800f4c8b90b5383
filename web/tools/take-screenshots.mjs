/**
 * Takes the pictures of the studio that the README shows, in Debian's Chromium (or CHROMIUM_PATH), on a server of its
 * own. Build first.
 *
 *   npm run build && node web/tools/take-screenshots.mjs
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** What each picture shows, and how to get there. */
const SCENES = {
  'studio-shape': { colorScheme: 'light', play: bringSample },
  'studio-result': { colorScheme: 'light', play: makeRelief },
  'studio-lithophane': { colorScheme: 'dark', play: holdAgainstLight },
};

async function bringSample(page) {
  await page.getByTestId('sample-button').click();
  await page.getByTestId('size-depth').fill('14');
  await page.getByTestId('option-border_mm').locator('input[type=number]').fill('3');
  await page.locator('[data-viewer=live]').waitFor();
}

async function makeRelief(page) {
  await bringSample(page);
  await page.getByTestId('start-button').click();
  await page.locator('[data-viewer=ready]').waitFor();
  await page.getByTestId('cut-button').click();
}

async function holdAgainstLight(page) {
  await page.getByTestId('sample-button').click();
  await page.getByTestId('preset.lithophane').click();
  await page.locator('[data-viewer=live]').waitFor();
  await page.getByTestId('backlit-button').click();
}

/** Some frames, so that what was asked for is drawn. */
function settle(page) {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 30; frame++) await new Promise(globalThis.requestAnimationFrame);
  });
}

async function startServer(dataDir) {
  const env = { ...process.env, PORT: '0', DATA_DIR: dataDir };
  const server = spawn(process.execPath, [here('../../dist/main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(server.stdout)) {
    const { event, url } = JSON.parse(line);
    if (event === 'listening') return { url, stop: () => server.kill('SIGKILL') };
  }
  throw new Error('The server ended before it served.');
}

const dataDir = await mkdtemp(join(tmpdir(), 'relievo-pictures-'));
const server = await startServer(dataDir);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: CHROMIUM_ARGS,
});
try {
  for (const [name, { colorScheme, play }] of Object.entries(SCENES)) {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 860 },
      colorScheme,
      reducedMotion: 'reduce',
      locale: 'en',
    });
    await page.goto(server.url);
    await play(page);
    await settle(page);
    const { size } = await sharp(await page.screenshot())
      .webp({ quality: 84, effort: 6 })
      .toFile(here(`../../docs/images/${name}.webp`));
    console.log(`docs/images/${name}.webp: ${Math.round(size / 1024)} kB`);
    await page.close();
  }
} finally {
  await browser.close();
  server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/**
 * Draws every state of the studio at three widths, by day and by night, into a directory: to be looked at after a
 * change of its looks. Build first. Scenes may be named; without names all are drawn. STUDIO_LOCALE is the language.
 *
 *   npm run screenshots:all -- /tmp/states running conflict
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { drawPage, drawScreens } from './draw-page.mjs';
import { launchBrowser, settle } from './studio-browser.mjs';
import { SCENES } from './studio-scenes.mjs';
import { startServer } from './studio-server.mjs';

/** Devices, each with the windows that a scene is drawn in once it has been reached. */
const DEVICES = [
  {
    options: { hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    windows: [{ width: 360, height: 780 }],
    draw: drawScreens,
  },
  {
    options: {},
    windows: [
      { width: 1280, height: 860 },
      { width: 2560, height: 1440 },
    ],
    draw: drawPage,
  },
];
const COLOR_SCHEMES = ['light', 'dark'];

const [directory, ...named] = process.argv.slice(2);
if (directory === undefined) throw new Error('Name a directory to draw into.');
const names = named.length > 0 ? named : Object.keys(SCENES);
await mkdir(directory, { recursive: true });

const browser = await launchBrowser();
try {
  for (const name of names) {
    for (const device of DEVICES) await drawState(name, device);
    console.log(name);
  }
} finally {
  await browser.close();
}

/** On a server and as a visitor of its own, so that one state leaves nothing to the next. */
async function drawState(name, { options, windows, draw }) {
  const server = await startServer();
  const locale = process.env.STUDIO_LOCALE ?? 'en';
  const context = await browser.newContext({
    ...options,
    viewport: windows[0],
    reducedMotion: 'reduce',
    locale,
  });
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    await SCENES[name](page, server.url);
    for (const viewport of windows) {
      await page.setViewportSize(viewport);
      for (const colorScheme of COLOR_SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await settle(page);
        await draw(page, join(directory, `${name}-${viewport.width}-${colorScheme}.png`));
      }
    }
  } finally {
    await context.close();
    await server.stop();
  }
}

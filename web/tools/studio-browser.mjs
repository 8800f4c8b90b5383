import { chromium } from 'playwright-core';

/** Debian's Chromium, or CHROMIUM_PATH; three dimensions are drawn by the processor. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
    ],
  });
}

/** Lets fonts, pictures and some frames come, so that what was asked for is drawn. */
export function settle(page) {
  return page.evaluate(async () => {
    await globalThis.document.fonts.ready;
    for (let frame = 0; frame < 30; frame++) await new Promise(globalThis.requestAnimationFrame);
  });
}

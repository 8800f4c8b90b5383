import { type Browser, chromium } from 'playwright-core';

/** The browser that the machine has: none is downloaded, and where there is none the suites are skipped. */
export const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** WebGL is drawn by the processor, so that the viewer is tested on machines without a graphics card. */
const DRAWN_IN_SOFTWARE = [
  '--disable-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** A name under which the server of a test is met without TLS and yet not on this machine, as in a home network. */
export const OTHER_HOST = 'studio.test';

const LEFT_ALONE = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  `--host-resolver-rules=MAP ${OTHER_HOST} 127.0.0.1`,
];

/** Starts a browser that asks nothing of the network but the page under test. The caller closes it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: [...DRAWN_IN_SOFTWARE, ...LEFT_ALONE] });
}

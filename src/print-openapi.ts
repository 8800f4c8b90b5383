import 'reflect-metadata';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { readSettings } from './common/config/settings.js';
import { openEmbeddedAdapters } from './start-up/embedded-adapters.js';
import { describeApi } from './openapi.js';

/** `--write FILE` writes the OpenAPI document; `--check FILE` fails where FILE is not what the code says. */
const [mode, file] = process.argv.slice(2);
if ((mode !== '--write' && mode !== '--check') || file === undefined) {
  console.error('usage: print-openapi (--write|--check) FILE');
  process.exit(2);
}
const current = await makeDocument();
if (mode === '--write') {
  await writeFile(file, current);
} else if ((await readFile(file, 'utf8')) !== current) {
  console.error(`${file} is not what the code says: run npm run openapi and look at the difference.`);
  process.exit(1);
}
process.exit(0);

async function makeDocument(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'relievo-openapi-'));
  try {
    const settings = readSettings({ DATA_DIR: dataDir });
    const adapters = await openEmbeddedAdapters(settings);
    const app = await NestFactory.create<NestExpressApplication>(
      await AppModule.embedded(settings, adapters),
      {
        logger: false,
        abortOnError: false,
      },
    );
    const document = `${JSON.stringify(describeApi(app), null, 2)}\n`;
    await app.close();
    await adapters.close();
    return document;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

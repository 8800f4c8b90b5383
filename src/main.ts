import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { readSettings } from './common/config/settings.js';
import { InvalidSettingError } from './common/config/settings.errors.js';
import { DataDirInUseError } from './common/database/data-dir-lock.js';
import { StrictExpressAdapter } from './common/http/strict-express-adapter.js';
import { ReadinessService } from './common/telemetry/readiness.service.js';
import { configureApp } from './configure-app.js';
import { openEmbeddedAdapters } from './embedded-adapters.js';
import { GenerationLifecycle } from './generation/generation-lifecycle.service.js';
import { LOG_LEVELS_FROM } from './log-levels.js';

/** A shutdown that takes longer is cut short: what was running is taken up again at the next start. */
const SHUTDOWN_LIMIT_MS = 15_000;

try {
  await serve();
} catch (error) {
  const isExpected = error instanceof InvalidSettingError || error instanceof DataDirInUseError;
  console.error(isExpected || isListenError(error) ? (error as Error).message : error);
  process.exit(1);
}

async function serve(): Promise<void> {
  const settings = readSettings(process.env);
  const adapters = await openEmbeddedAdapters(settings);
  const logger = new ConsoleLogger({
    json: true,
    colors: false,
    logLevels: LOG_LEVELS_FROM[settings.LOG_LEVEL],
  });
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.embedded(settings, adapters),
    new StrictExpressAdapter(),
    {
      logger,
      bodyParser: false,
      abortOnError: false,
    },
  );
  configureApp(app);
  await app.listen(settings.PORT, settings.HOST);
  app.get(GenerationLifecycle).begin();
  stopOnSignals(app, adapters.close);
  announce(app.getHttpServer(), settings.HOST);
}

/** One line that a script which started us with PORT=0 can read. */
function announce(server: Server, host: string): void {
  const { port } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  const line = { event: 'listening', url: `http://${name}:${port}`, port, pid: process.pid };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The first signal drains or hands back and exits 0; the second ends the process where it stands. */
function stopOnSignals(app: NestExpressApplication, closeAdapters: () => Promise<void>): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    app.get(ReadinessService).beginShutdown();
    setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
    void app
      .close()
      .then(closeAdapters)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function isListenError(error: unknown): boolean {
  return ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'].includes((error as NodeJS.ErrnoException).code ?? '');
}

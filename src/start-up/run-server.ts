import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConsoleLogger, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataDirInUseError } from '../common/database/data-dir-lock.js';
import { InvalidSettingError } from '../common/config/settings.errors.js';
import type { Settings } from '../common/config/settings.js';
import { StrictExpressAdapter } from '../common/http/strict-express-adapter.js';
import { ReadinessService } from '../common/telemetry/readiness.service.js';
import { LOG_LEVELS_FROM } from './log-levels.js';

/** A shutdown that takes longer is cut short: what was running is taken up again by whoever starts next. */
const SHUTDOWN_LIMIT_MS = 15_000;

/** One process of Relievo, whatever its part: what it is made of, and what is done when. */
export interface ServerPlan {
  readonly settings: Settings;
  readonly port: number;
  readonly module: DynamicModule;
  readonly configure: (app: NestExpressApplication) => void;
  /** Before it listens. */
  readonly prepare?: (app: NestExpressApplication) => Promise<void>;
  /** Once it listens: a process that cannot is to leave the waiting generations alone. */
  readonly begin: (app: NestExpressApplication) => void;
  /** Last of all. */
  readonly close: () => Promise<void>;
}

/** Runs the process that `plan` makes; what cannot start says why in one line and exits 1. */
export async function runServer(plan: () => Promise<ServerPlan>): Promise<void> {
  try {
    await serve(await plan());
  } catch (error) {
    const isExpected = error instanceof InvalidSettingError || error instanceof DataDirInUseError;
    console.error(isExpected || isListenError(error) ? (error as Error).message : error);
    process.exit(1);
  }
}

async function serve(plan: ServerPlan): Promise<void> {
  const { settings } = plan;
  const logger = new ConsoleLogger({
    json: true,
    colors: false,
    logLevels: LOG_LEVELS_FROM[settings.LOG_LEVEL],
  });
  const app = await NestFactory.create<NestExpressApplication>(plan.module, new StrictExpressAdapter(), {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  plan.configure(app);
  await app.init();
  await plan.prepare?.(app);
  await app.listen(plan.port, settings.HOST);
  plan.begin(app);
  stopOnSignals(app, plan.close);
  announce(app.getHttpServer(), settings.HOST);
}

/** One line that a script which started us with port 0 can read. */
function announce(server: Server, host: string): void {
  const { port } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  const line = { event: 'listening', url: `http://${name}:${port}`, port, pid: process.pid };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The first signal drains or hands back and exits 0; the second ends the process where it stands. */
function stopOnSignals(app: NestExpressApplication, close: () => Promise<void>): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    app.get(ReadinessService).beginShutdown();
    setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
    void app
      .close()
      .then(close)
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

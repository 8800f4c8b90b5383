import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { BullQueueModule } from '../../src/generation/queue/bull/bull-queue.module.js';
import type { BullGenerationQueue } from '../../src/generation/queue/bull/bull-generation-queue.js';
import { GENERATION_QUEUE } from '../../src/generation/queue/generation-queue.port.js';

export interface OpenedQueue {
  readonly queue: BullGenerationQueue;
  readonly prefix: string;
  /** Ends it as the end of an application does. */
  readonly close: () => Promise<void>;
}

/** A Bull queue as a process of its own would have it: one that only adds tasks, or a worker's. */
export async function openBullQueue(
  url: string,
  { consumes = true, prefix = randomUUID() }: { consumes?: boolean; prefix?: string } = {},
): Promise<OpenedQueue> {
  const context = await NestFactory.createApplicationContext(
    BullQueueModule.register({ url, prefix, consumes }),
    { logger: false },
  );
  return {
    queue: context.get<BullGenerationQueue>(GENERATION_QUEUE),
    prefix,
    close: () => context.close(),
  };
}

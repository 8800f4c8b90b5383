import { Module, type DynamicModule } from '@nestjs/common';
import { BullModule, getQueueToken } from '@nestjs/bull';
import type { Queue } from 'bull';
import { GENERATION_QUEUE } from '../generation-queue.port.js';
import { BullConnections, type BullConnectionsOptions } from './bull-connections.js';
import { BullGenerationQueue } from './bull-generation-queue.js';
import { bullOptions, QUEUE_NAME, type TaskData } from './bull-options.js';

export interface BullQueueOptions extends BullConnectionsOptions {
  /** Sets the keys of one installation apart from those of others in the same Redis. */
  readonly prefix: string;
}

/** Gives every module the queue over Bull. */
@Module({})
export class BullQueueModule {
  static register(options: BullQueueOptions): DynamicModule {
    const connections = new BullConnections(options);
    return {
      module: BullQueueModule,
      global: true,
      imports: [
        BullModule.registerQueueAsync({
          name: QUEUE_NAME,
          useFactory: () => bullOptions(connections, options.prefix),
        }),
      ],
      providers: [
        {
          provide: GENERATION_QUEUE,
          inject: [getQueueToken(QUEUE_NAME)],
          useFactory: (bull: Queue<TaskData>) => {
            const queue = new BullGenerationQueue(bull, connections, options.prefix);
            // At the end of the application Nest would wait for Bull's own close, which never ends without Redis.
            return endingTogether(bull, queue);
          },
        },
      ],
      exports: [GENERATION_QUEUE],
    };
  }
}

function endingTogether(bull: Queue<TaskData>, queue: BullGenerationQueue): BullGenerationQueue {
  Object.assign(bull, { onApplicationShutdown: () => queue.close() });
  return queue;
}

import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { BullModule, getQueueToken } from '@nestjs/bull';
import type { Queue } from 'bull';
import { GENERATION_QUEUE, type GenerationQueue } from '../generation-queue.port.js';
import { BullConnections, type BullConnectionsOptions } from './bull-connections.js';
import { BullGenerationQueue } from './bull-generation-queue.js';
import { bullOptions, QUEUE_NAME, type TaskData } from './bull-options.js';

export interface BullQueueOptions extends BullConnectionsOptions {
  /** Sets the keys of one installation apart from those of others in the same Redis. */
  readonly prefix: string;
}

/** Gives every module the queue over Bull, and closes it at the end if nobody did before. */
@Module({})
export class BullQueueModule implements OnApplicationShutdown {
  constructor(@Inject(GENERATION_QUEUE) private readonly queue: GenerationQueue) {}

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
          useFactory: (queue: Queue<TaskData>) => new BullGenerationQueue(queue, connections, options.prefix),
        },
      ],
      exports: [GENERATION_QUEUE],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
  }
}

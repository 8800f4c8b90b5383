import { Logger } from '@nestjs/common';
import type { Redis } from 'ioredis';

const logger = new Logger('Redis');

/**
 * Warns, at each connect, where Redis may drop keys when its memory is full: waiting work would vanish by and
 * by, and be found missing only later. `INFO` is asked, as hosted servers refuse `CONFIG`.
 */
export function warnOfEviction(client: Redis): void {
  client.on('ready', () => {
    client.info('memory').then(
      (info) => {
        const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
        if (policy === undefined || policy === 'noeviction') return;
        logger.warn({
          message: 'Redis may evict what waits in the queue: set maxmemory-policy to noeviction',
          policy,
        });
      },
      () => undefined, // It went away again: the next connect asks once more.
    );
  });
}

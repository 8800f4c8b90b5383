/** A worker of Bull with the settings it comes with: says when it is ready, and when a task begins. */
import { setTimeout as pause } from 'node:timers/promises';
import Queue from 'bull';

const queue = new Queue('bench', process.argv[2]);
queue.on('error', () => undefined);
void queue.process(async () => {
  process.stdout.write('run\n');
  await pause(60_000);
});
await queue.isReady();
process.stdout.write('ready\n');

import { smallPicture } from '../../test/support/pictures.js';
import { memoryMb } from '../../test/support/process-table.js';
import { SocketCrowd } from '../../test/support/socket-crowd.js';
import { mb, ms, type Row } from './row.js';
import { startAsOperated } from './start-as-operated.js';

const CLIENTS = 10_000;

/** Ten thousand clients with one API process, which dies, and with the other one then. */
export async function measureSockets(): Promise<Row[]> {
  const site = await startAsOperated({ apiCount: 2, workerCount: 1 });
  const crowd = new SocketCrowd();
  try {
    const [first, second] = site.apis;
    if (first === undefined || second === undefined) throw new Error('There are two');
    const { job_id: jobId } = await second.api.upload(await smallPicture());
    const beforeMb = await memoryMb(first.pid);
    const arrivingMs = performance.now();
    await crowd.arrive(CLIENTS, first.url, jobId);
    const arrivedMs = performance.now() - arrivingMs;
    const grownMb = (await memoryMb(first.pid)) - beforeMb;
    crowd.leave();
    await first.kill();
    const killedMs = performance.now();
    await crowd.arrive(CLIENTS, second.url, jobId);
    return [
      { what: `${CLIENTS} clients arrive at once: all have their snapshot after`, figure: ms(arrivedMs) },
      {
        what: 'memory of the API for each of them',
        figure: `${((1024 * grownMb) / CLIENTS).toFixed(0)} KB`,
        beside: mb(grownMb),
      },
      {
        what: 'their API is killed: all have their snapshot from another',
        figure: ms(performance.now() - killedMs),
        beside: 'aim: below 30 s',
      },
    ];
  } finally {
    crowd.leave();
    await site.dispose();
  }
}

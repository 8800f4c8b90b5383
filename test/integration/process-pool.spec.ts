import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ProcessPool } from '../../src/common/processes/process-pool.js';
import { isAlive, untilGone } from '../support/process-table.js';

interface Alive {
  readonly pid: number;
}

const SCRIPT = fileURLToPath(new URL('./pool-methods.mjs', import.meta.url));
const PARENT = fileURLToPath(new URL('./pool-parent.mjs', import.meta.url));
const AMPLE_MS = 20_000;

describe('ProcessPool', () => {
  let pool: ProcessPool;

  beforeEach(() => {
    pool = new ProcessPool(SCRIPT, { maxProcesses: 1, warmProcesses: 1, memoryMb: 256 });
  });

  afterEach(async () => {
    await pool.close();
  });

  async function expectUsable(): Promise<void> {
    expect(await pool.run<number>('add', { a: 2, b: 3 }, { timeoutMs: AMPLE_MS })).toBe(5);
  }

  it('should give the result of a method, and its events on the way', async () => {
    const events: Alive[] = [];
    const sum = await pool.run<number, Alive>(
      'add',
      { a: 1, b: 2 },
      { timeoutMs: AMPLE_MS, onEvent: (event) => void events.push(event) },
    );
    expect(sum).toBe(3);
    expect(events).toEqual([{ pid: expect.any(Number) as number }]);
  });

  it('should carry the code and the details of an error across the border', async () => {
    await expect(pool.run('refuse', {}, { timeoutMs: AMPLE_MS })).rejects.toMatchObject({
      kind: 'rejected',
      code: 'IMAGE_TOO_SMALL',
      details: { min: 16 },
    });
    await expectUsable();
  });

  it('should have killed the process of a task that was aborted, by the time it rejects', async () => {
    const stop = new AbortController();
    let pid = 0;
    const looping = pool.run<never, Alive>(
      'loop',
      {},
      {
        timeoutMs: AMPLE_MS,
        signal: stop.signal,
        onEvent: (event) => {
          pid = event.pid;
          stop.abort();
        },
      },
    );
    await expect(looping).rejects.toMatchObject({ kind: 'aborted' });
    expect(pid).toBeGreaterThan(0);
    expect(await isAlive(pid)).toBe(false);
    await expectUsable();
  });

  it('should kill a task that takes too long (scenario 18)', async () => {
    // A process that is still starting, on a busy machine, would be another failure: never-started.
    await expectUsable();
    await expect(pool.run('loop', {}, { timeoutMs: 300 })).rejects.toMatchObject({ kind: 'timed-out' });
    await expectUsable();
  });

  it('should contain a heap that grows without end (scenario 52, Map)', async () => {
    await expect(pool.run('growMap', {}, { timeoutMs: AMPLE_MS })).rejects.toMatchObject({
      kind: 'out-of-memory',
    });
    await expectUsable();
  });

  it('should contain buffers that grow without end (scenario 52, ArrayBuffer)', async () => {
    await expect(pool.run('growBuffers', {}, { timeoutMs: AMPLE_MS })).rejects.toMatchObject({
      kind: 'out-of-memory',
    });
    await expectUsable();
  });

  it('should reject the one task whose process dies, and serve the next (scenario 6)', async () => {
    await expect(pool.run('die', {}, { timeoutMs: AMPLE_MS })).rejects.toMatchObject({ kind: 'crashed' });
    await expectUsable();
  });

  it('should leave no busy child behind when its parent is killed', async () => {
    const parent = spawn(process.execPath, [PARENT, SCRIPT], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface(parent.stdout);
    const [line] = (await once(lines, 'line')) as [string];
    const { pid } = JSON.parse(line) as Alive;
    expect(await isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await untilGone(pid);
    expect(await isAlive(pid)).toBe(false);
  });
});

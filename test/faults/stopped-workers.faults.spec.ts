import { setTimeout as pause } from 'node:timers/promises';
import { Installation } from '../support/installation.js';
import { isTerminal, ProgressClient } from '../support/progress-client.js';
import { describeInstallation } from './support/describe-installation.js';
import { runDirectories, startRunning, untilIdle, uploadAndStart } from './support/running.js';

/** The time in which a lock of the queue lapses, and somewhat more. */
const BEYOND_THE_LOCK_MS = 32_000;

describeInstallation('a worker that is stopped', () => {
  let site: Installation;

  beforeAll(async () => {
    site = await Installation.start({ apiCount: 2, workerCount: 2 });
  });

  afterAll(() => site.dispose());

  it('scenarios 3, 4 and 22: a worker stopped past its lock wakes up beside the next run and changes nothing', async () => {
    const client = await ProgressClient.connect(site.apis[1]!.url);
    const { jobId, runner, other } = await startRunning(site, 'slow=23000');
    const { generation_id: generationId } = await client.follow(jobId);
    runner.freeze();
    const frozenMs = performance.now();
    await client.until(({ attempt, status }) => attempt === 2 && status === 'processing');
    await pause(BEYOND_THE_LOCK_MS - (performance.now() - frozenMs));
    runner.thaw();
    const end = await client.untilEnd(generationId!);
    await untilIdle(site);

    const seen = client.updatesOf(generationId!);
    expect(end).toMatchObject({ status: 'completed', attempt: 2, progress: 100 });
    expect(seen.filter(isTerminal)).toHaveLength(1);
    for (const [index, { seq, progress }] of seen.entries()) {
      const before = seen[index - 1];
      expect(seq).toBeGreaterThan(before?.seq ?? 0);
      expect(progress).toBeGreaterThanOrEqual(before?.progress ?? 0);
    }
    expect(await site.apis[0]!.api.snapshot(jobId)).toEqual(end);
    expect(await runDirectories(site, jobId)).toHaveLength(1);
    expect((await site.apis[0]!.api.get(`/api/download/${jobId}/model.stl`)).status).toBe(200);

    // The one that was stopped works on as if nothing had been.
    await other.stop();
    const next = await uploadAndStart(site);
    expect((await site.apis[0]!.api.untilSettled(next)).status).toBe('completed');
    client.close();
  });
});

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Installation, type Member } from '../support/installation.js';
import { smallPicture } from '../support/pictures.js';
import { untilGone, untilTrue } from '../support/process-table.js';
import { isTerminal, ProgressClient } from '../support/progress-client.js';
import { describeInstallation } from './support/describe-installation.js';

/** The time in which a lock of the queue lapses, and somewhat more. */
const BEYOND_THE_LOCK_MS = 32_000;

describeInstallation('workers that fail', () => {
  let site: Installation;

  beforeAll(async () => {
    site = await Installation.start({ apiCount: 2, workerCount: 2 });
  });

  afterAll(() => site.dispose());

  async function uploadAndStart(scenario?: string): Promise<string> {
    const { api } = site.apis[0]!;
    const { job_id: jobId } = await api.upload(await smallPicture());
    await api.start(jobId, {}, scenario);
    return jobId;
  }

  /** Starts a generation and tells which worker runs it. */
  async function startRunning(scenario: string): Promise<{ jobId: string; runner: Member; other: Member }> {
    await untilTrue(async () => (await runCounts()).every((count) => count === 0));
    const jobId = await uploadAndStart(scenario);
    await site.apis[0]!.api.untilProcessing(jobId);
    const counts = await runCounts();
    const [first, second] = site.workers as [Member, Member];
    return counts[0] === 1
      ? { jobId, runner: first, other: second }
      : { jobId, runner: second, other: first };
  }

  function runCounts(): Promise<number[]> {
    return Promise.all(site.workers.map((worker) => worker.metric('relievo_active_runs')));
  }

  async function runDirectories(jobId: string): Promise<string[]> {
    return readdir(join(site.filesDir, 'jobs', jobId, 'generations'));
  }

  it('scenario 5: kill -9 of a worker: its generation resumes within 20 s and completes', async () => {
    const { jobId, runner } = await startRunning('slow=3000');
    await runner.kill();
    const killedMs = performance.now();
    const resumed = await site.apis[1]!.api.until(
      jobId,
      ({ attempt, status }) => attempt === 2 && status !== 'pending',
    );
    const resumedAfterMs = performance.now() - killedMs;
    const ended = await site.apis[1]!.api.untilSettled(jobId);
    await runner.startAgain();

    expect(resumedAfterMs).toBeLessThan(20_000);
    expect(ended).toMatchObject({ status: 'completed', attempt: 2, generation_id: resumed.generation_id });
    expect(await runDirectories(jobId)).toHaveLength(1);
  });

  it('scenarios 3, 4 and 22: a worker stopped past its lock wakes up beside the next run and changes nothing', async () => {
    const client = await ProgressClient.connect(site.apis[1]!.url);
    const { jobId, runner, other } = await startRunning('slow=26000');
    const { generation_id: generationId } = await client.follow(jobId);
    runner.freeze();
    const frozenMs = performance.now();
    await client.until(({ attempt, status }) => attempt === 2 && status === 'processing');
    await pause(BEYOND_THE_LOCK_MS - (performance.now() - frozenMs));
    runner.thaw();
    const end = await client.untilEnd(generationId!);
    await untilTrue(async () => (await runCounts()).every((count) => count === 0));

    const seen = client.updatesOf(generationId!);
    expect(end).toMatchObject({ status: 'completed', attempt: 2, progress: 100 });
    expect(seen.filter(isTerminal)).toHaveLength(1);
    for (const [index, { seq, progress }] of seen.entries()) {
      const before = seen[index - 1];
      expect(seq).toBeGreaterThan(before?.seq ?? 0);
      expect(progress).toBeGreaterThanOrEqual(before?.progress ?? 0);
    }
    expect(await site.apis[0]!.api.snapshot(jobId)).toEqual(end);
    expect(await runDirectories(jobId)).toHaveLength(1);
    expect((await site.apis[0]!.api.get(`/api/download/${jobId}/model.stl`)).status).toBe(200);

    // The one that was stopped works on as if nothing had been.
    await other.stop();
    const next = await uploadAndStart();
    expect((await site.apis[0]!.api.untilSettled(next)).status).toBe('completed');
    await other.startAgain();
    client.close();
  });

  it('scenario 25: SIGTERM in mid-run: what ends soon is drained, what does not is run by another', async () => {
    const soon = await startRunning('slow=1500');
    const drained = await soon.runner.stop();
    expect(await site.apis[0]!.api.snapshot(soon.jobId)).toMatchObject({ status: 'completed', attempt: 1 });
    expect(drained.code).toBe(0);
    await soon.runner.startAgain();

    const late = await startRunning('slow=14000');
    const handedBack = await late.runner.stop();
    expect(handedBack.code).toBe(0);
    expect(await site.apis[0]!.api.untilSettled(late.jobId)).toMatchObject({
      status: 'completed',
      attempt: 2,
    });
    await late.runner.startAgain();
  });

  it('scenario 25: a second SIGTERM ends the worker at once, and its generation all the same comes to its end', async () => {
    const { jobId, runner } = await startRunning('slow=4000');
    const { pid, process: ending } = runner;
    ending.send('SIGTERM');
    await untilTrue(async () => (await runner.readiness()).status === 'shutting_down');
    ending.send('SIGTERM');
    await untilGone(pid);
    expect((await ending.exited).code).toBe(1);
    expect((await site.apis[0]!.api.untilSettled(jobId)).status).toBe('completed');
    await runner.startAgain();
  });

  it('scenario 20: a cancel that meets the completion leaves one end', async () => {
    const client = await ProgressClient.connect(site.apis[1]!.url);
    const ends = new Set<string>();
    for (let round = 0; round < 12; round++) {
      const jobId = await uploadAndStart('slow=300');
      const { generation_id: generationId } = await client.follow(jobId);
      await site.apis[0]!.api.until(
        jobId,
        ({ is_active: isActive, stage }) => !isActive || stage === 'writing',
      );
      await pause(round * 10);
      await site.apis[0]!.api.cancel(jobId);
      const end = await client.untilEnd(generationId!);
      const settled = await site.apis[0]!.api.snapshot(jobId);
      ends.add(settled.status);

      expect(settled).toEqual(end);
      expect(client.updatesOf(generationId!).filter(isTerminal)).toHaveLength(1);
      const { status } = await site.apis[1]!.api.get(`/api/download/${jobId}/model.stl`);
      expect(status).toBe(settled.status === 'completed' ? 200 : 404);
    }
    expect([...ends].every((end) => ['completed', 'cancelled'].includes(end))).toBe(true);
    client.close();
  });

  it('scenario 19: a cancel reaches the worker that runs the generation, and its process ends within 2 s', async () => {
    const { jobId, runner } = await startRunning('slow=60000');
    const cancelledMs = performance.now();
    await site.apis[1]!.api.cancel(jobId);
    await untilTrue(async () => (await runner.metric('relievo_active_runs')) === 0);
    expect(performance.now() - cancelledMs).toBeLessThan(2_000);
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import { Installation } from '../support/installation.js';
import { smallPicture } from '../support/pictures.js';
import { untilGone, untilTrue } from '../support/process-table.js';
import { isTerminal, ProgressClient } from '../support/progress-client.js';
import { describeInstallation } from './support/describe-installation.js';
import { runDirectories, startRunning, uploadAndStart } from './support/running.js';

describeInstallation('workers that fail', () => {
  let site: Installation;

  beforeAll(async () => {
    site = await Installation.start({ apiCount: 2, workerCount: 2 });
  });

  afterAll(() => site.dispose());

  it('scenario 5: kill -9 of a worker: its generation resumes within 20 s, whoever waits, and completes', async () => {
    const { api } = site.apis[0]!;
    // More than the other worker does in twenty seconds.
    const waiting: string[] = [];
    for (let count = 0; count < 16; count++) waiting.push((await api.upload(await smallPicture())).job_id);
    const { jobId, runner } = await startRunning(site, 'slow=3000');
    await Promise.all(waiting.map((other) => api.start(other, {}, 'slow=1500')));
    await runner.kill();
    const killedMs = performance.now();
    const resumed = await site.apis[1]!.api.until(
      jobId,
      ({ attempt, status }) => attempt === 2 && status !== 'pending',
    );
    const resumedAfterMs = performance.now() - killedMs;
    const ended = await site.apis[1]!.api.untilSettled(jobId);
    await Promise.all(waiting.map((other) => api.cancel(other)));
    await runner.startAgain();

    expect(resumedAfterMs).toBeLessThan(20_000);
    expect(ended).toMatchObject({ status: 'completed', attempt: 2, generation_id: resumed.generation_id });
    expect(await runDirectories(site, jobId)).toHaveLength(1);
  });

  it('scenario 25: SIGTERM in mid-run: what ends soon is drained, what does not is run by another', async () => {
    const soon = await startRunning(site, 'slow=1500');
    const drained = await soon.runner.stop();
    expect(await site.apis[0]!.api.snapshot(soon.jobId)).toMatchObject({ status: 'completed', attempt: 1 });
    expect(drained.code).toBe(0);
    await soon.runner.startAgain();

    const late = await startRunning(site, 'slow=11000');
    const handedBack = await late.runner.stop();
    expect(handedBack.code).toBe(0);
    expect(await site.apis[0]!.api.untilSettled(late.jobId)).toMatchObject({
      status: 'completed',
      attempt: 2,
    });
    await late.runner.startAgain();
  });

  it('scenario 25: a second SIGTERM ends the worker at once, and its generation all the same comes to its end', async () => {
    const { jobId, runner } = await startRunning(site, 'slow=4000');
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
      const jobId = await uploadAndStart(site, 'slow=300');
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
    const { jobId, runner } = await startRunning(site, 'slow=60000');
    const cancelledMs = performance.now();
    await site.apis[1]!.api.cancel(jobId);
    await untilTrue(async () => (await runner.metric('relievo_active_runs')) === 0);
    expect(performance.now() - cancelledMs).toBeLessThan(2_000);
  });
});

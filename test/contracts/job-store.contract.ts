import { randomUUID } from 'node:crypto';
import type { JobStore, JobView, NewGeneration, Run, TakenRun } from '../../src/jobs/job-store.port.js';
import { newGeneration, newJob, resultOf } from './job-store.builders.js';

const FAR = Number.MAX_SAFE_INTEGER;
const LOSS = { code: 'WORKER_LOST', message: 'lost' };

/** What every {@link JobStore} keeps to, whichever database stands behind it. */
export function describeJobStore(
  name: string,
  open: () => Promise<{ store: JobStore; close: () => Promise<void> }>,
): void {
  describe(`${name} as a JobStore`, () => {
    let store: JobStore;
    let close: () => Promise<void>;

    beforeAll(async () => {
      ({ store, close } = await open());
    });

    afterAll(async () => {
      await close();
    });

    async function uploaded(): Promise<string> {
      return (await store.createJob(newJob())).job.id;
    }

    async function claimed(jobId: string): Promise<string> {
      const generation = newGeneration(jobId);
      expect((await store.claim(generation, FAR)).kind).toBe('claimed');
      return generation.id;
    }

    async function taken(jobId: string): Promise<TakenRun> {
      const run = await store.take({ jobId, generationId: await claimed(jobId) });
      if (run === null) throw new Error('The claim was not taken');
      return run;
    }

    async function seen(jobId: string): Promise<JobView> {
      const view = await store.find(jobId);
      if (view === null) throw new Error('The job is gone');
      return view;
    }

    describe('jobs', () => {
      it('should give a job back as it was made', async () => {
        const job = newJob();
        const made = await store.createJob(job);
        expect(made).toMatchObject({
          job: { ...job, seq: 1 },
          current: null,
          result: null,
          queuePosition: null,
        });
        expect(await store.find(job.id)).toEqual(made);
      });

      it('should know no job of another id, whatever the id looks like', async () => {
        for (const id of [randomUUID(), '', "'; drop table jobs; --", '\u0000', '💥', 'x'.repeat(70_000)]) {
          expect(await store.find(id)).toBeNull();
        }
      });

      it('should list jobs newest first, page by page, each once', async () => {
        const ids: string[] = [];
        for (let index = 0; index < 7; index++) ids.push(await uploaded());
        const listed: string[] = [];
        let cursor: string | null = null;
        do {
          const page = await store.list(3, cursor);
          expect(page.views.length).toBeLessThanOrEqual(3);
          listed.push(...page.views.map(({ job }) => job.id));
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(new Set(listed).size).toBe(listed.length);
        expect(listed).toEqual(expect.arrayContaining(ids));
        const times = await Promise.all(listed.map(async (id) => (await seen(id)).job.createdAtMs));
        expect(times).toEqual([...times].sort((a, b) => b - a));
      });

      it('should refuse a cursor of its own making only', async () => {
        await expect(store.list(3, 'bm9wZQ')).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
      });
    });

    describe('claim', () => {
      it('should let exactly one of 200 simultaneous claims through, over 5 rounds (scenario 1)', async () => {
        const jobId = await uploaded();
        for (let round = 0; round < 5; round++) {
          const outcomes = await Promise.all(
            Array.from({ length: 200 }, () => store.claim(newGeneration(jobId), FAR)),
          );
          const winners = outcomes.filter(({ kind }) => kind === 'claimed');
          expect(winners).toHaveLength(1);
          const { current } = await seen(jobId);
          for (const outcome of outcomes) {
            expect(outcome.kind === 'claimed' || outcome.kind === 'conflict').toBe(true);
            if (outcome.kind === 'conflict') expect(outcome.view.current?.id).toBe(current?.id);
          }
          await store.cancel(jobId, null);
        }
      });

      it('should store the complete request from the first moment on', async () => {
        const generation = newGeneration(await uploaded());
        await store.claim(generation, FAR);
        const { current } = await seen(generation.jobId);
        expect(current).toMatchObject({
          ...generation,
          state: 'queued',
          epoch: 0,
          attemptCount: 0,
          progress: 0,
          stage: 'queued',
          ordinal: 1,
        });
      });

      it('should know no job of another id', async () => {
        expect(await store.claim(newGeneration(randomUUID()), FAR)).toEqual({ kind: 'job-not-found' });
      });

      it('should tell a conflict before a full queue, and leave nothing of what the full queue refused', async () => {
        const jobId = await uploaded();
        const refused = await store.claim(newGeneration(jobId), 0);
        expect(refused).toEqual({ kind: 'queue-full', limit: 0 });
        expect(await store.generations(jobId, 20)).toEqual([]);
        await claimed(jobId);
        expect((await store.claim(newGeneration(jobId), 0)).kind).toBe('conflict');
      });

      it('should leave the job as it was when a claim is withdrawn', async () => {
        const jobId = await uploaded();
        const { run } = await taken(jobId);
        await store.complete(run, resultOf('first'));
        const generationId = await claimed(jobId);
        expect(await store.withdraw({ jobId, generationId })).toBe(true);
        const view = await seen(jobId);
        expect(view.current?.id).toBe(run.generationId);
        expect(view.result?.id).toBe(run.generationId);
        await claimed(jobId);
      });

      it('should not withdraw what a worker has taken, even if it waits again', async () => {
        const jobId = await uploaded();
        const { run } = await taken(jobId);
        expect(await store.withdraw(run)).toBe(false);
        await store.handBack(run);
        expect(await store.withdraw(run)).toBe(false);
        expect((await seen(jobId)).current?.state).toBe('queued');
      });
    });

    describe('runs', () => {
      it('should start one run of a waiting generation, however many ask', async () => {
        const jobId = await uploaded();
        const generationId = await claimed(jobId);
        const runs = await Promise.all(Array.from({ length: 20 }, () => store.take({ jobId, generationId })));
        const started = runs.filter((run) => run !== null);
        expect(started).toHaveLength(1);
        expect(started[0]).toMatchObject({
          run: { epoch: 1 },
          generation: { attemptCount: 1, state: 'processing' },
        });
      });

      it('should never let progress fall within a generation, also over a second run', async () => {
        const jobId = await uploaded();
        const { run } = await taken(jobId);
        await store.recordProgress(run, { progress: 60, stage: 'meshing', etaSeconds: 3 });
        await store.recordProgress(run, { progress: 40, stage: 'checking', etaSeconds: 2 });
        expect((await seen(jobId)).current).toMatchObject({ progress: 60, stage: 'checking', etaSeconds: 2 });
        await store.lose(run, LOSS, 2);
        expect((await seen(jobId)).current).toMatchObject({ progress: 60, stage: 'queued', state: 'queued' });
        const again = await store.take(run);
        await store.recordProgress(again!.run, { progress: 10, stage: 'decoding', etaSeconds: null });
        expect((await seen(jobId)).current?.progress).toBe(60);
        await store.complete(again!.run, resultOf('done'));
        expect((await seen(jobId)).current?.progress).toBe(100);
        await claimed(jobId);
        expect((await seen(jobId)).current?.progress).toBe(0);
      });

      it('should let a run of an older epoch change nothing (scenarios 3 and 4)', async () => {
        const jobId = await uploaded();
        const { run: stale } = await taken(jobId);
        await store.lose(stale, LOSS, 5);
        const { run } = (await store.take(stale))!;
        expect(run.epoch).toBeGreaterThan(stale.epoch);
        const before = await seen(jobId);
        expect(await store.heartbeat(stale)).toBe(false);
        expect(
          await store.recordProgress(stale, { progress: 99, stage: 'writing', etaSeconds: 1 }),
        ).toBeNull();
        expect(await store.complete(stale, resultOf('stale'))).toBeNull();
        expect(await store.fail(stale, LOSS)).toBeNull();
        expect(await store.handBack(stale)).toBeNull();
        expect(await store.lose(stale, LOSS, 5)).toEqual({ kind: 'gone' });
        expect(await seen(jobId)).toEqual(before);
        expect(await store.heartbeat(run)).toBe(true);
        expect((await store.complete(run, resultOf('live')))?.result?.result?.report.warnings).toEqual([
          'live',
        ]);
      });

      it('should find many jobs in one read, each as it is found alone', async () => {
        const [idle, running, deleted] = [await uploaded(), await uploaded(), await uploaded()];
        await taken(running);
        await store.delete(deleted);
        const waiting: string[] = [];
        for (const priority of ['low', 'high', 'normal', 'low', 'high', 'normal', 'low'] as const) {
          const jobId = await uploaded();
          await store.claim(newGeneration(jobId, priority), FAR);
          waiting.push(jobId);
        }
        // Some of those that wait, so that others stand between them in the queue.
        const there = [idle, running, ...waiting.slice(2)];
        const views = await store.findMany([deleted, randomUUID(), ...there]);
        const alone = await Promise.all(there.map((jobId) => seen(jobId)));
        const byId = (a: JobView, b: JobView): number => a.job.id.localeCompare(b.job.id);
        expect(views.sort(byId)).toEqual(alone.sort(byId));
        expect(await store.findMany([])).toEqual([]);
      });

      it('should say again that a run has completed, to the run that completed', async () => {
        const jobId = await uploaded();
        const { run } = await taken(jobId);
        const first = await store.complete(run, resultOf('first'));
        expect(await store.complete(run, resultOf('again'))).toEqual(first);
        expect(await store.complete({ ...run, epoch: run.epoch - 1 }, resultOf('stale'))).toBeNull();
      });

      it('should fail a generation when as many runs were lost as are allowed, and say why', async () => {
        const jobId = await uploaded();
        const { run } = await taken(jobId);
        expect((await store.lose(run, LOSS, 2)).kind).toBe('requeued');
        const { run: second } = (await store.take(run))!;
        expect((await store.lose(second, LOSS, 2)).kind).toBe('failed');
        expect((await seen(jobId)).current).toMatchObject({
          state: 'failed',
          failure: LOSS,
          attemptCount: 2,
        });
        await claimed(jobId);
      });

      it('should not count a hand-back as a lost run', async () => {
        const jobId = await uploaded();
        let { run } = await taken(jobId);
        for (let round = 0; round < 3; round++) {
          await store.handBack(run);
          ({ run } = (await store.take(run))!);
        }
        expect((await store.lose(run, LOSS, 2)).kind).toBe('requeued');
      });

      it('should keep the former result while a later generation runs, fails and is cancelled', async () => {
        const jobId = await uploaded();
        const first = await taken(jobId);
        await store.complete(first.run, resultOf('first'));
        const second = await taken(jobId);
        expect((await seen(jobId)).result?.id).toBe(first.run.generationId);
        await store.fail(second.run, LOSS);
        expect((await seen(jobId)).result?.id).toBe(first.run.generationId);
        await claimed(jobId);
        await store.cancel(jobId, null);
        expect((await seen(jobId)).result?.id).toBe(first.run.generationId);
      });

      it('should show heartbeats of the runs at work only, and raise them', async () => {
        const jobId = await uploaded();
        const { run } = await taken(jobId);
        const beats = async (): Promise<number[]> =>
          (await store.heartbeats())
            .filter((beat) => beat.run.generationId === run.generationId)
            .map(({ heartbeatNo }) => heartbeatNo);
        expect(await beats()).toEqual([0]);
        await store.heartbeat(run);
        expect(await beats()).toEqual([1]);
        await store.complete(run, resultOf('done'));
        expect(await beats()).toEqual([]);
      });
    });

    describe('cancel and delete', () => {
      it('should let exactly one of completion and cancel win (scenario 20)', async () => {
        for (let round = 0; round < 20; round++) {
          const jobId = await uploaded();
          const { run } = await taken(jobId);
          const cancelFirst = round % 2 === 1 ? store.cancel(jobId, null) : null;
          const completion = store.complete(run, resultOf('done'));
          const cancelled = await (cancelFirst ?? store.cancel(jobId, null));
          const isCompleted = (await completion) !== null;
          expect(cancelled.kind).toBe(isCompleted ? 'not-active' : 'cancelled');
          const { current, result } = await seen(jobId);
          expect(current?.state).toBe(isCompleted ? 'completed' : 'cancelled');
          expect(result === null).toBe(!isCompleted);
        }
      });

      it('should free the claim at once and fence the run', async () => {
        const jobId = await uploaded();
        const { run } = await taken(jobId);
        expect((await store.cancel(jobId, run.generationId)).kind).toBe('cancelled');
        expect(await store.heartbeat(run)).toBe(false);
        expect((await store.cancel(jobId, run.generationId)).kind).toBe('not-active');
        const next = await claimed(jobId);
        expect((await store.cancel(jobId, run.generationId)).kind).toBe('changed');
        expect((await seen(jobId)).current).toMatchObject({ id: next, state: 'queued' });
      });

      it('should delete an inactive job only, and know it no more', async () => {
        const jobId = await uploaded();
        const generationId = await claimed(jobId);
        expect((await store.delete(jobId)).kind).toBe('active');
        await store.cancel(jobId, null);
        expect((await store.delete(jobId)).kind).toBe('deleted');
        expect(await store.find(jobId)).toBeNull();
        expect(await store.findGeneration(jobId, generationId)).toBeNull();
        expect((await store.delete(jobId)).kind).toBe('job-not-found');
        expect((await store.cancel(jobId, null)).kind).toBe('job-not-found');
        expect((await store.claim(newGeneration(jobId), FAR)).kind).toBe('job-not-found');
        expect(await store.deletedJobs(FAR)).toContain(jobId);
        await store.forget(jobId);
        expect(await store.deletedJobs(FAR)).not.toContain(jobId);
      });

      it('should let a delete and a claim that meet never both win', async () => {
        for (let round = 0; round < 20; round++) {
          const jobId = await uploaded();
          const [claim, deletion] = await Promise.all([
            store.claim(newGeneration(jobId), FAR),
            store.delete(jobId),
          ]);
          expect([claim.kind, deletion.kind]).toEqual(
            claim.kind === 'claimed' ? ['claimed', 'active'] : ['job-not-found', 'deleted'],
          );
        }
      });

      it('should name superseded files once, until they are gone', async () => {
        const jobId = await uploaded();
        const { run } = await taken(jobId);
        await store.complete(run, resultOf('old'));
        const mine = async (): Promise<Run[]> =>
          (await store.supersededRuns(FAR)).filter((other) => other.jobId === jobId);
        expect(await mine()).toEqual([]);
        const next = await taken(jobId);
        await store.complete(next.run, resultOf('new'));
        expect(await mine()).toEqual([run]);
        await store.forgetFiles(run);
        expect(await mine()).toEqual([]);
      });
    });

    describe('seq and queue', () => {
      it('should raise seq by every change that a snapshot shows, and by nothing else', async () => {
        const jobId = await uploaded();
        const seqs: number[] = [];
        const note = async (): Promise<void> => void seqs.push((await seen(jobId)).job.seq);
        await note();
        const { run } = await taken(jobId);
        await note();
        await store.heartbeat(run);
        await note();
        await store.recordProgress(run, { progress: 5, stage: 'shaping', etaSeconds: null });
        await note();
        await store.complete(run, resultOf('done'));
        await note();
        expect(seqs).toEqual([1, 3, 3, 4, 5]);
      });

      it('should let a higher priority go first, keep it over a hand-back, and follow age within one', async () => {
        for (const { jobId } of await store.waiting(10_000)) await store.cancel(jobId, null);
        const claims: NewGeneration[] = [];
        for (const priority of ['low', 'normal', 'high', 'normal'] as const) {
          const generation = newGeneration(await uploaded(), priority);
          expect((await store.claim(generation, FAR)).kind).toBe('claimed');
          claims.push(generation);
        }
        const [low, normal, high, later] = claims;
        const order = async (): Promise<string[]> =>
          (await store.waiting(10)).map(({ generationId }) => generationId);
        const middle = [normal!, later!].map(({ id }) => id);
        const [first, ...rest] = await order();
        expect([first, rest.at(-1)]).toEqual([high!.id, low!.id]);
        expect(rest.slice(0, -1).sort()).toEqual(middle.sort());
        for (const [index, generationId] of (await order()).entries()) {
          const { jobId, request } = claims.find(({ id }) => id === generationId)!;
          const { current, queuePosition } = await seen(jobId);
          expect(queuePosition).toBe(index + 1);
          expect(current?.request.priority).toBe(request.priority);
        }
        const before = await order();
        const { run } = (await store.take({ jobId: high!.jobId, generationId: high!.id }))!;
        expect(await order()).toEqual(before.slice(1));
        await store.handBack(run);
        expect(await order()).toEqual(before);
      });

      it('should tell how far many jobs have come at once, and nothing of those that are gone', async () => {
        const [moved, still, gone] = [await uploaded(), await uploaded(), await uploaded()];
        await claimed(moved);
        await store.delete(gone);
        const seqs = await store.seqs([moved, still, gone, 'no job']);
        expect(new Map(seqs.map(({ jobId, seq }) => [jobId, seq]))).toEqual(
          new Map([
            [moved, (await seen(moved)).job.seq],
            [still, (await seen(still)).job.seq],
          ]),
        );
        expect(await store.seqs([])).toEqual([]);
      });

      it('should keep the order of claims in the queue, and show it as positions', async () => {
        for (const { jobId } of await store.waiting(10_000)) await store.cancel(jobId, null);
        const jobIds: string[] = [];
        for (let index = 0; index < 4; index++) {
          const jobId = await uploaded();
          await claimed(jobId);
          jobIds.push(jobId);
        }
        expect(await store.countWaiting()).toBe(4);
        const order = (await store.waiting(10)).map(({ jobId }) => jobId);
        expect([...order].sort()).toEqual([...jobIds].sort());
        for (const [index, jobId] of order.entries()) {
          expect((await seen(jobId)).queuePosition).toBe(index + 1);
        }
        const [first, second] = await store.waiting(2);
        const run = (await store.take(first!))!.run;
        expect((await seen(second!.jobId)).queuePosition).toBe(1);
        await store.handBack(run);
        expect((await seen(first!.jobId)).queuePosition).toBe(1);
        const announced = await store.announcePosition(second!);
        expect(announced).toMatchObject({ queuePosition: 2 });
        await store.take(second!);
        expect(await store.announcePosition(second!)).toBeNull();
      });
    });
  });
}

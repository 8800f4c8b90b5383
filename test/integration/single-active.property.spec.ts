import fc from 'fast-check';
import type { GenerationState, JobStore, JobView, Run } from '../../src/jobs/job-store.port.js';
import { newGeneration, newJob, resultOf } from '../contracts/job-store.builders.js';
import { openPostgresStore } from '../contracts/open-postgres-store.js';
import { openSqliteStore } from '../contracts/open-sqlite-store.js';
import { describeWithPostgres, PostgresServer } from '../support/postgres-server.js';

const ATTEMPT_LIMIT = 2;
const FAILURE = { code: 'ENGINE_FAILED', message: 'no' };
const ENDED: readonly GenerationState[] = ['completed', 'failed', 'cancelled'];

/** One thing that someone does: `which` picks among all runs that ever were, so most runs named are stale. */
type Step =
  | { readonly do: 'start' | 'take' | 'cancel' | 'delete' | 'announce' }
  | { readonly do: 'complete' | 'fail' | 'crash' | 'handBack' | 'beat'; readonly which: number }
  | { readonly do: 'progress'; readonly which: number; readonly progress: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Step>({ do: 'start' }, { do: 'take' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>(
      { do: 'cancel' },
      { do: 'announce' },
      { do: 'cancel' },
      { do: 'delete' },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('progress' as const), which: fc.nat(50), progress: fc.nat(99) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('complete', 'fail', 'crash', 'handBack', 'beat'),
      which: fc.nat(50),
    }),
  },
);

/** Steps of one round meet each other; rounds follow one another. */
const story = fc.record({
  rounds: fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 25 }),
  endsWithDelete: fc.boolean(),
});

/** Plays a story on one job, and keeps what was seen for the invariants. */
class Player {
  readonly runs: Run[] = [];
  readonly seqs = new Map<number, string>();
  readonly endsOf = new Map<string, GenerationState>();
  readonly progressOf = new Map<string, number>();
  readonly effectiveResults = new Map<string, number>();
  readonly completed = new Set<string>();
  isDeleted = false;

  constructor(
    private readonly store: JobStore,
    private readonly jobId: string,
  ) {}

  async play(what: Step): Promise<void> {
    const { store, jobId } = this;
    const run = 'which' in what ? this.runs[what.which % Math.max(1, this.runs.length)] : undefined;
    switch (what.do) {
      case 'start': {
        const outcome = await store.claim(newGeneration(jobId), 100);
        if (outcome.kind === 'claimed') this.see(outcome.view);
        return;
      }
      case 'take': {
        const view = await store.find(jobId);
        if (view?.current == null) return;
        const taken = await store.take({ jobId, generationId: view.current.id });
        if (taken === null) return;
        this.runs.push(taken.run);
        this.see(taken.view);
        return;
      }
      case 'announce': {
        const view = await store.find(jobId);
        if (view?.current != null)
          this.see(await store.announcePosition({ jobId, generationId: view.current.id }));
        return;
      }
      case 'cancel': {
        const outcome = await store.cancel(jobId, null);
        if (outcome.kind === 'cancelled') this.see(outcome.view);
        return;
      }
      case 'delete':
        if ((await store.delete(jobId)).kind === 'deleted') this.isDeleted = true;
        return;
      case 'progress':
        if (run === undefined) return;
        this.see(
          await store.recordProgress(run, { progress: what.progress, stage: 'meshing', etaSeconds: 1 }),
        );
        return;
      case 'complete': {
        if (run === undefined) return;
        const view = await store.complete(run, resultOf(`${run.generationId}-${run.epoch}`));
        if (view === null) return;
        // The run that completed is told so again, and changes nothing.
        const name = `${run.generationId}-${run.epoch}`;
        if (this.completed.has(name)) return;
        this.completed.add(name);
        this.effectiveResults.set(run.generationId, (this.effectiveResults.get(run.generationId) ?? 0) + 1);
        expect(view.result?.result?.report.warnings).toEqual([`${run.generationId}-${run.epoch}`]);
        this.seeAs(run, view);
        return;
      }
      case 'fail':
        if (run !== undefined) this.seeAs(run, await store.fail(run, FAILURE));
        return;
      case 'crash': {
        if (run === undefined) return;
        const outcome = await store.lose(run, FAILURE, ATTEMPT_LIMIT);
        if (outcome.kind !== 'gone') this.seeAs(run, outcome.view);
        return;
      }
      case 'handBack':
        if (run !== undefined) this.seeAs(run, await store.handBack(run));
        return;
      case 'beat':
        if (run !== undefined) await store.heartbeat(run);
        return;
    }
  }

  /** A change by a run: only the newest run of a generation may make one. */
  seeAs(run: Run, view: JobView | null): void {
    if (view === null) return;
    const newest = this.runs.filter(({ generationId }) => generationId === run.generationId).at(-1);
    expect(newest).toEqual(run);
    this.see(view);
  }

  /** Every change that was stored: no `seq` twice, no end changed, no progress fallen. */
  see(view: JobView | null): void {
    if (view?.current == null) return;
    expect(this.isDeleted).toBe(false);
    const { current, job } = view;
    expect(this.seqs.has(job.seq)).toBe(false);
    this.seqs.set(job.seq, current.id);
    const end = this.endsOf.get(current.id);
    expect(end).toBeUndefined();
    if (ENDED.includes(current.state)) this.endsOf.set(current.id, current.state);
    expect(current.progress).toBeGreaterThanOrEqual(this.progressOf.get(current.id) ?? 0);
    expect(current.progress === 100).toBe(current.state === 'completed');
    this.progressOf.set(current.id, current.progress);
  }

  /** What must hold whenever nobody is in the middle of something. */
  async check(): Promise<void> {
    const generations = await this.store.generations(this.jobId, 1000);
    expect(generations.filter(({ state }) => !ENDED.includes(state)).length).toBeLessThanOrEqual(1);
    for (const { id, state } of generations) {
      const end = this.endsOf.get(id);
      if (end !== undefined) expect(state).toBe(end);
      expect(this.effectiveResults.get(id) ?? 0).toBe(state === 'completed' ? 1 : 0);
    }
    const view = await this.store.find(this.jobId);
    if (this.isDeleted) {
      expect(view).toBeNull();
      return;
    }
    const completed = generations.filter(({ state }) => state === 'completed');
    expect(view?.result?.id ?? null).toBe(completed[0]?.id ?? null);
    expect(view?.current?.id ?? null).toBe(generations[0]?.id ?? null);
    const newestSeq = Math.max(1, ...this.seqs.keys());
    expect(view?.job.seq).toBe(newestSeq);
  }

  /** No claim is left behind: whatever is active can be ended, and then the job can be started or deleted. */
  async finish(endsWithDelete: boolean): Promise<void> {
    await this.play({ do: 'cancel' });
    if (endsWithDelete && !this.isDeleted) {
      expect((await this.store.delete(this.jobId)).kind).toBe('deleted');
      this.isDeleted = true;
    }
    if (this.isDeleted) {
      for (const run of this.runs) expect(await this.store.complete(run, resultOf('late'))).toBeNull();
      expect((await this.store.claim(newGeneration(this.jobId), 100)).kind).toBe('job-not-found');
      return;
    }
    expect((await this.store.claim(newGeneration(this.jobId), 100)).kind).toBe('claimed');
    expect((await this.store.cancel(this.jobId, null)).kind).toBe('cancelled');
  }
}

/** @param storyCount how many stories are played */
function describeRule(
  name: string,
  storyCount: number,
  open: () => Promise<{ store: JobStore; close: () => Promise<void> }>,
): void {
  describe(`the single-active rule on ${name}`, () => {
    let store: JobStore;
    let close: () => Promise<void>;

    beforeAll(async () => {
      ({ store, close } = await open());
    });

    afterAll(async () => {
      await close();
    });

    it('should hold over any interleaving of start, take, progress, ends, crashes and stale writers', async () => {
      await fc.assert(
        fc.asyncProperty(story, async ({ rounds, endsWithDelete }) => {
          const { job } = await store.createJob(newJob());
          const player = new Player(store, job.id);
          for (const round of rounds) {
            await Promise.all(round.map((what) => player.play(what)));
            await player.check();
          }
          await player.finish(endsWithDelete);
        }),
        { numRuns: storyCount },
      );
    }, 120_000);
  });
}

describeRule('SQLite', 150, openSqliteStore);

describeWithPostgres('PostgreSQL', () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await PostgresServer.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  describeRule('PostgreSQL', 60, () => openPostgresStore(server));
});

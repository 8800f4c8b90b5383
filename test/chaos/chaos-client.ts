import { setTimeout as pause } from 'node:timers/promises';
import type { JobSnapshot } from '../../src/progress/progress.events.js';
import type { Answer } from '../support/api-client.js';
import type { Installation } from '../support/installation.js';
import type { PictureFile } from '../support/pictures.js';
import { ProgressClient } from '../support/progress-client.js';
import type { History } from './history.js';
import type { Random } from './random.js';

/** What the starts of a client ask for beside the model. */
const SCENARIOS = [
  '',
  '',
  'slow=500',
  'slow=2500',
  'slow=6000',
  'crash-at=meshing;times=1',
  'fail-at=shaping',
];
const MOST_PATIENCE_MS = 60_000;
/** Answers that a fault excuses. */
const EXCUSED = [429, 502, 503, 504];

/**
 * One caller who does what callers do: uploads, starts, watches, starts again too early, cancels, downloads,
 * deletes. Takes refusals and broken connections as they come, and writes down all it sees.
 */
export class ChaosClient {
  #socketCount = 0;
  #socket: ProgressClient | null = null;

  constructor(
    private readonly name: string,
    private readonly site: Installation,
    private readonly random: Random,
    private readonly history: History,
    private readonly picture: PictureFile,
  ) {}

  /** Goes on until the time is up; the job in hand is left as it is then. */
  async run(untilMs: number): Promise<void> {
    while (performance.now() < untilMs) {
      const jobId = await this.#upload();
      if (jobId === null) continue;
      const roundCount = this.random.integer(1, 3);
      for (let round = 0; round < roundCount && performance.now() < untilMs; round++)
        await this.#generate(jobId);
      this.#stopWatching();
      if (this.random.isLucky(0.15)) await this.#delete(jobId);
    }
  }

  async #upload(): Promise<string | null> {
    const answer = await this.#ask('upload', (api) => api.tryUpload(this.picture));
    if (answer?.status !== 200) return null;
    const jobId = answer.body.job_id!;
    this.history.jobs.add(jobId);
    return jobId;
  }

  async #generate(jobId: string): Promise<void> {
    await this.#watch(jobId);
    const scenario = this.random.pick(SCENARIOS);
    // Depths by which models are told apart: whoever gets another generation's gets another model.
    const dimensions = { width: 100, height: 100, depth: this.random.integer(3, 20) };
    const fields = { dimensions, priority: this.random.pick(['low', 'normal', 'high']) };
    const start = (): Promise<Answer | null> =>
      this.#ask('start', (api) => api.tryStart(jobId, fields, scenario === '' ? undefined : scenario));
    const answer = await start();
    this.#note(jobId, answer);
    if (this.random.isLucky(0.4)) this.#note(jobId, await start());
    if (this.random.isLucky(0.2)) {
      await pause(this.random.integer(0, 3_000));
      await this.#ask('cancel', (api) => api.cancel(jobId));
    }
    const end = await this.#untilSettled(jobId);
    if (end?.status === 'completed') await this.#download(end);
  }

  /** A start is taken, or refused for a reason that is true: nothing else. */
  #note(jobId: string, answer: Answer | null): void {
    if (answer === null || EXCUSED.includes(answer.status)) return;
    if (answer.status === 202) this.history.accepted.set(answer.body.generation_id!, jobId);
    else if (answer.status !== 409) {
      this.history.offences.push(`a start of ${jobId} got ${answer.status}: ${answer.text.slice(0, 200)}`);
    }
  }

  /** Goes on with the connection that follows the job, or takes a new one. */
  async #watch(jobId: string): Promise<void> {
    if (this.#socket?.isConnected === true) return;
    this.#stopWatching();
    const observer = `${this.name}/socket-${this.#socketCount++}`;
    try {
      const client = await ProgressClient.connect(this.random.pick(this.site.apis).url);
      this.#socket = client;
      client.onUpdate((snapshot) => {
        this.history.see(observer, 'event', snapshot);
      });
      await Promise.race([client.subscribe(jobId), pause(3_000)]);
    } catch {
      this.history.count('socket refused');
    }
  }

  #stopWatching(): void {
    this.#socket?.close();
    this.#socket = null;
  }

  async #untilSettled(jobId: string): Promise<JobSnapshot | null> {
    const givenUpMs = performance.now() + MOST_PATIENCE_MS;
    let last: JobSnapshot | null = null;
    while (performance.now() < givenUpMs) {
      const answer = await this.#ask('read', (api) => api.get(`/api/job-status/${jobId}`));
      if (answer?.status === 200) {
        last = answer.body as JobSnapshot;
        this.history.see(`${this.name}/reads`, 'read', last);
        if (!last.is_active) return last;
      }
      await pause(this.random.integer(50, 400));
    }
    this.history.longWaits.push(`${jobId} after ${MOST_PATIENCE_MS} ms: ${JSON.stringify(last)}`);
    return null;
  }

  async #download({ job_id: jobId, generation_id: generationId }: JobSnapshot): Promise<void> {
    const path = `/api/download/${jobId}/model.stl?generation=${generationId!}`;
    const answer = await this.#ask('download', (api) => api.get(path));
    if (answer?.status === 200) this.history.seeModel(generationId!, answer.bytes);
    else if (answer !== null && !EXCUSED.includes(answer.status)) {
      this.history.offences.push(`the model of ${generationId!}, just completed, got ${answer.status}`);
    }
  }

  async #delete(jobId: string): Promise<void> {
    const answer = await this.#ask('delete', (api) => api.delete(`/api/jobs/${jobId}`));
    if (answer === null || EXCUSED.includes(answer.status)) this.history.maybeDeletedJobs.add(jobId);
    else if (answer.status < 300) this.history.deletedJobs.add(jobId);
  }

  /** Asks one of the API processes; null where the connection broke, and with it the knowledge of the outcome. */
  async #ask(
    what: string,
    ask: (api: Installation['apis'][number]['api']) => Promise<Answer>,
  ): Promise<Answer | null> {
    const askedMs = performance.now();
    try {
      const answer = await ask(this.random.pick(this.site.apis).api);
      this.history.count(`${what} ${answer.status}`);
      if (answer.status >= 500 && !EXCUSED.includes(answer.status)) {
        this.history.offences.push(`${what} got ${answer.status}: ${answer.text.slice(0, 300)}`);
      }
      return answer;
    } catch {
      this.history.count(`${what} broken`);
      await pause(100);
      return null;
    } finally {
      const tookMs = performance.now() - askedMs;
      if (tookMs > 30_000) this.history.offences.push(`${what} hung for ${Math.round(tookMs)} ms`);
    }
  }
}

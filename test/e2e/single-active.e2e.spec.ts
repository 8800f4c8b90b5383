import { aNumber, aString } from '../support/matchers.js';
import { smallPicture } from '../support/pictures.js';
import { rawRequest } from '../support/raw-http.js';
import { TestServer } from '../support/test-server.js';
import { CONFLICT_TEXT } from '../support/wire.js';

const ROUNDS = 20;
const STARTS = 200;

/** Ten times the limit of 500 ms, so that a busy machine alone fails no test; what was seen is printed. */
const SLOWEST_MS = 5000;

describe('one active generation per job', () => {
  let server: TestServer;
  let jobId: string;

  beforeAll(async () => {
    server = await TestServer.start({ GENERATION_CONCURRENCY: '1' });
  });

  beforeEach(async () => {
    ({ job_id: jobId } = await server.api.upload(await smallPicture()));
  });

  afterAll(() => server.dispose());

  /** Starts once on a connection of its own, telling the status and how long the answer took. */
  async function timedStart(): Promise<{ status: number; tookMs: number }> {
    const headers = { 'content-type': 'application/json', 'x-test-scenario': 'slow=60000' };
    const body = JSON.stringify({ job_id: jobId, quality: 1 });
    const startedAt = performance.now();
    const { status } = await rawRequest(server.url, 'POST', '/api/generate-3d', headers, body);
    return { status, tookMs: performance.now() - startedAt };
  }

  it('scenario 1: of 200 simultaneous starts one is taken and 199 answer 409, round after round', async () => {
    let slowestMs = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await Promise.all(Array.from({ length: STARTS }, timedStart));
      const statuses = answers.map(({ status }) => status);

      expect(statuses.filter((status) => status === 202)).toHaveLength(1);
      expect(statuses.filter((status) => status === 409)).toHaveLength(STARTS - 1);
      slowestMs = Math.max(slowestMs, ...answers.map(({ tookMs }) => tookMs));
      expect((await server.api.cancel(jobId)).status).toBe(200);
    }
    process.stdout.write(`slowest of ${ROUNDS} × ${STARTS} starts: ${slowestMs.toFixed(0)} ms\n`);
    expect(slowestMs).toBeLessThan(SLOWEST_MS);

    await server.api.start(jobId);
    expect((await server.api.untilSettled(jobId)).status).toBe('completed');
  }, 120_000);

  it('scenario 2: a second start answers 409 at once and names the running generation', async () => {
    const { generation_id: generationId } = await server.api.start(jobId, {}, 'slow=60000');
    await server.api.untilProcessing(jobId);
    const answer = await server.api.tryStart(jobId, { format: 'obj' });

    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({
      ...CONFLICT_TEXT,
      job_id: jobId,
      code: 'GENERATION_IN_PROGRESS',
      generation_id: generationId,
      progress: aNumber,
      stage: aString,
      status_url: `/api/job-status/${jobId}`,
      cancel_url: `/api/jobs/${jobId}/cancel`,
      request_id: aString,
    });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    await server.api.cancel(jobId);
  });

  it('refuses while the first still waits in the queue, too', async () => {
    const blocker = await server.api.upload(await smallPicture());
    await server.api.start(blocker.job_id, {}, 'slow=60000');
    await server.api.untilProcessing(blocker.job_id);
    const { generation_id: waiting } = await server.api.start(jobId);
    const answer = await server.api.tryStart(jobId);

    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ generation_id: waiting, progress: 0, stage: 'queued' });
    await server.api.cancel(jobId);
    await server.api.cancel(blocker.job_id);
  });

  it('does not let a refused start touch the running one', async () => {
    await server.api.start(jobId, { format: 'obj', dimensions: { depth: 7 } }, 'slow=400');
    await server.api.tryStart(jobId, { format: 'ply', dimensions: { depth: 9 } });
    const settled = await server.api.untilSettled(jobId);

    expect(settled).toMatchObject({
      status: 'completed',
      output_file: 'model.obj',
      report: { bounding_box_mm: { depth: 7 } },
    });
  });

  it('leaves other jobs alone', async () => {
    await server.api.start(jobId, {}, 'slow=60000');
    const other = await server.api.upload(await smallPicture());

    expect((await server.api.tryStart(other.job_id)).status).toBe(202);
    await server.api.cancel(jobId);
    expect((await server.api.untilSettled(other.job_id)).status).toBe('completed');
  });
});

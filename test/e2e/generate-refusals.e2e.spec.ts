import type { Answer } from '../support/api-client.js';
import { aString } from '../support/matchers.js';
import { draw, smallPicture } from '../support/pictures.js';
import { TestServer } from '../support/test-server.js';

const UNKNOWN_JOB = '11111111-2222-4333-8444-555555555555';

describe('refusing to start a generation', () => {
  let server: TestServer;
  let jobId: string;

  beforeAll(async () => {
    server = await TestServer.start({
      MAX_TRIANGLES: '20000',
      QUEUE_LIMIT: '2',
      GENERATION_CONCURRENCY: '1',
    });
  });

  beforeEach(async () => {
    ({ job_id: jobId } = await server.api.upload(await smallPicture()));
  });

  afterAll(() => server.dispose());

  function postRaw(body: string, type = 'application/json'): Promise<Answer> {
    return server.api.request('POST', '/api/generate-3d', body, { 'content-type': type });
  }

  async function expectStillStartable(): Promise<void> {
    expect(await server.api.snapshot(jobId)).toMatchObject({ is_active: false, stage: 'uploaded' });
  }

  it.each([[{}], [{ job_id: 7 }], [{ job_id: null }], [{ job_id: ['a'] }], [{ job_id: {} }]])(
    '400 naming job_id for %j',
    async (body) => {
      const answer = await server.api.post('/api/generate-3d', body);

      expect(answer.status).toBe(400);
      expect(answer.body.message).toContain('job_id');
    },
  );

  it.each(['', 'x', UNKNOWN_JOB, '../../etc/passwd', 'a\0b', "' OR 1=1 --", 'é'.repeat(500)])(
    '404 for a job_id that is no job: %j',
    async (id) => {
      const answer = await server.api.tryStart(id);

      expect(answer.status).toBe(404);
      expect(answer.body.code).toBe('JOB_NOT_FOUND');
    },
  );

  it.each(['[]', '"text"', 'null', '7'])('400 when the body is %s instead of an object', async (body) => {
    expect((await postRaw(body)).status).toBe(400);
  });

  it('400 without a body', async () => {
    expect((await server.api.request('POST', '/api/generate-3d')).status).toBe(400);
  });

  it('400 for malformed JSON', async () => {
    const answer = await postRaw(`{"job_id": "${jobId}",`);

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      error: aString,
      message: aString,
      code: 'MALFORMED_JSON',
      request_id: aString,
    });
  });

  it('413 for more than 64 KB of JSON', async () => {
    const answer = await postRaw(JSON.stringify({ job_id: jobId, padding: 'x'.repeat(65_536) }));

    expect(answer.status).toBe(413);
    expect(answer.body.code).toBe('BODY_TOO_LARGE');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    '415 for a body of type %s',
    async (type) => {
      const answer = await postRaw(JSON.stringify({ job_id: jobId }), type);

      expect(answer.status).toBe(415);
      expect(answer.body.code).toBe('WRONG_CONTENT_TYPE');
      await expectStillStartable();
    },
  );

  it('finds fault with the body before it looks for the job', async () => {
    expect((await server.api.tryStart(UNKNOWN_JOB, { quality: 99 })).status).toBe(400);
  });

  it('finds fault with the body before it looks at the running generation', async () => {
    const busy = await server.api.upload(await smallPicture());
    await server.api.start(busy.job_id, {}, 'slow=30000');

    expect((await server.api.tryStart(busy.job_id, { quality: 99 })).status).toBe(400);
    expect((await server.api.tryStart(busy.job_id, {}, 'unheard-of=1')).status).toBe(400);
    expect((await server.api.tryStart(busy.job_id)).status).toBe(409);
    await server.api.cancel(busy.job_id);
  });

  it('refuses more triangles than the cap before anything is meshed', async () => {
    const { job_id: large } = await server.api.upload(await draw({ width: 128, height: 128 }));
    const answer = await server.api.tryStart(large, { options: { mesh: 'grid' } });

    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('TRIANGLE_LIMIT_EXCEEDED');
    expect(answer.text).toMatch(/20[,_ ]?000/);
    expect(await server.api.snapshot(large)).toMatchObject({ is_active: false, stage: 'uploaded' });
  });

  it('fails with the same reason where the picture itself decides how many there would be', async () => {
    const size = { width: 128, height: 128 };
    const noise = await draw(size, (x, y) => {
      const level = (Math.imul(x + 128 * y + 1, 2_654_435_761) >>> 24) & 255;
      return [level, level, level, 255];
    });
    const { job_id: jobId } = await server.api.upload(noise);
    await server.api.start(jobId, { options: { tolerance_mm: 0.01 } });

    expect(await server.api.untilSettled(jobId)).toMatchObject({
      status: 'failed',
      code: 'TRIANGLE_LIMIT_EXCEEDED',
    });
  });

  it.each(['unheard-of=1', 'slow', 'slow=-1', 'slow=x', 'fail-at=nowhere', 'crash-at=meshing;times=x', '='])(
    '400 for the test scenario %j',
    async (scenario) => {
      const answer = await server.api.tryStart(jobId, {}, scenario);

      expect(answer.status).toBe(400);
      expect(answer.body.code).toBe('INVALID_SCENARIO');
      await expectStillStartable();
    },
  );

  it('429 when too many wait, and the job can be started later', async () => {
    const { job_id: running } = await server.api.upload(await smallPicture());
    await server.api.start(running, {}, 'slow=60000');
    await server.api.untilProcessing(running);
    const waiting = [await smallPicture(), await smallPicture()];
    const ids = await Promise.all(waiting.map(async (picture) => (await server.api.upload(picture)).job_id));
    for (const id of ids) await server.api.start(id);
    const refused = await server.api.tryStart(jobId);

    expect(refused.status).toBe(429);
    expect(refused.body.code).toBe('QUEUE_FULL');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectStillStartable();
    await server.api.cancel(running);
    for (const id of ids) await server.api.untilSettled(id);
    await server.api.start(jobId);
    expect((await server.api.untilSettled(jobId)).status).toBe('completed');
  });
});

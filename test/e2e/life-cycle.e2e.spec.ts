import { aUuid, objectWith } from '../support/matchers.js';
import { smallPicture } from '../support/pictures.js';
import { TestServer } from '../support/test-server.js';

const UNKNOWN = '11111111-2222-4333-8444-555555555555';

describe('the life of a job', () => {
  let server: TestServer;
  let jobId: string;

  beforeAll(async () => {
    server = await TestServer.start();
  });

  beforeEach(async () => {
    ({ job_id: jobId } = await server.api.upload({ ...(await smallPicture()), name: 'life.png' }));
  });

  afterAll(() => server.dispose());

  describe('retry', () => {
    it('makes the same again and says of what it is a retry', async () => {
      const asked = {
        format: 'obj',
        dimensions: { width: 30, height: 30, depth: 4 },
        options: { invert: true },
      };
      const first = await server.api.start(jobId, asked, 'fail-at=meshing');
      await server.api.untilSettled(jobId);
      const retry = await server.api.retry(jobId);

      expect(retry.status).toBe(202);
      expect(retry.body).toMatchObject({
        generation_id: aUuid,
        format: 'obj',
        dimensions: asked.dimensions,
        quality: 1,
      });
      expect(retry.body.generation_id).not.toBe(first.generation_id);
      expect(retry.headers.get('location')).toBe(retry.body.status_url);
      const { generations } = (await server.api.get(`/api/jobs/${jobId}`)).body;
      expect(generations).toMatchObject([
        { generation_id: retry.body.generation_id, retry_of: first.generation_id, options: { invert: true } },
        { generation_id: first.generation_id, retry_of: null, state: 'failed', code: 'SCENARIO_FAILURE' },
      ]);
    });

    it.each(['completed', 'cancelled'])('works after a generation that was %s', async (status) => {
      await server.api.start(jobId, {}, status === 'cancelled' ? 'slow=60000' : undefined);
      if (status === 'cancelled') await server.api.cancel(jobId);
      expect((await server.api.untilSettled(jobId)).status).toBe(status);

      expect((await server.api.retry(jobId)).status).toBe(202);
      await server.api.cancel(jobId);
    });

    it('is a start like any other: 409 while one is active', async () => {
      const { generation_id: running } = await server.api.start(jobId, {}, 'slow=60000');
      const answer = await server.api.retry(jobId);

      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ code: 'GENERATION_IN_PROGRESS', generation_id: running });
      await server.api.cancel(jobId);
    });

    it('404 for an unknown job and for one that was never started', async () => {
      expect((await server.api.retry(UNKNOWN)).body.code).toBe('JOB_NOT_FOUND');
      const answer = await server.api.retry(jobId);
      expect([answer.status, answer.body.code]).toEqual([404, 'NOTHING_TO_RETRY']);
    });
  });

  describe('delete', () => {
    it('409 while a generation is active, and nothing is lost', async () => {
      await server.api.start(jobId, {}, 'slow=60000');
      const answer = await server.api.delete(`/api/jobs/${jobId}`);

      expect(answer.status).toBe(409);
      expect(answer.body.code).toBe('JOB_ACTIVE');
      expect((await server.api.snapshot(jobId)).is_active).toBe(true);
      await server.api.cancel(jobId);
    });

    it('hides the job from every route', async () => {
      const { filename } = await server.api.upload(await smallPicture());
      await server.api.start(jobId);
      await server.api.untilSettled(jobId);
      const { preview_url: previewUrl, job_id: other } = await server.api.upload(await smallPicture());

      expect([200, 204]).toContain((await server.api.delete(`/api/jobs/${jobId}`)).status);
      expect([200, 204]).toContain((await server.api.delete(`/api/jobs/${other}`)).status);

      const gone = await Promise.all([
        server.api.get(`/api/job-status/${jobId}`),
        server.api.get(`/api/jobs/${jobId}`),
        server.api.get(`/api/download/${jobId}/model.stl`),
        server.api.get(previewUrl),
        server.api.tryStart(jobId),
        server.api.cancel(jobId),
        server.api.retry(jobId),
        server.api.delete(`/api/jobs/${jobId}`),
      ]);
      expect(gone.map(({ status }) => status)).toEqual(gone.map(() => 404));
      const { jobs = [] } = (await server.api.get('/api/jobs?limit=100')).body;
      expect(jobs.map((job) => job.job_id)).not.toContain(jobId);
      expect((await server.api.get(`/api/preview/${filename}`)).status).toBe(200);
    });
  });

  describe('one job', () => {
    it('shows its generations, newest first, none beyond the newest twenty', async () => {
      const ids: string[] = [];
      for (let count = 0; count < 22; count++) {
        ids.unshift((await server.api.start(jobId, {}, 'slow=60000')).generation_id);
        await server.api.cancel(jobId);
      }
      const { body, status } = await server.api.get(`/api/jobs/${jobId}`);

      expect(status).toBe(200);
      expect(body).toMatchObject({ job_id: jobId, status: 'cancelled', original_filename: 'life.png' });
      expect(body.generations?.map((generation) => generation.generation_id)).toEqual(ids.slice(0, 20));
      expect(body.generations?.[0]).toEqual(objectWith({ state: 'cancelled' }));
    });

    it('404 when there is none', async () => {
      expect((await server.api.get(`/api/jobs/${UNKNOWN}`)).body.code).toBe('JOB_NOT_FOUND');
    });
  });
});

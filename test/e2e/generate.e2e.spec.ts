import { aNumber, aString, aUuid, objectWith } from '../support/matchers.js';
import { smallPicture } from '../support/pictures.js';
import { TestServer } from '../support/test-server.js';
import { FORMATS } from '../support/wire.js';

describe('starting a generation', () => {
  let server: TestServer;
  let jobId: string;

  beforeAll(async () => {
    server = await TestServer.start();
  });

  beforeEach(async () => {
    ({ job_id: jobId } = await server.api.upload(await smallPicture()));
  });

  afterEach(async () => {
    await server.api.cancel(jobId);
  });

  afterAll(() => server.dispose());

  it('answers 202 with what was taken and where to look', async () => {
    const answer = await server.api.post('/api/generate-3d', { job_id: jobId });

    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({
      job_id: jobId,
      generation_id: aUuid,
      status: 'generating_3d',
      format: 'stl',
      dimensions: { width: 100, height: 100, depth: 20 },
      quality: 7,
      engine: 'relief',
      status_url: aString,
    });
    expect(answer.headers.get('location')).toBe(answer.body.status_url);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await server.api.get(answer.body.status_url ?? '')).body.job_id).toBe(jobId);
  });

  it('takes what the clients of the original send', async () => {
    const answer = await server.api.post('/api/generate-3d', {
      job_id: jobId,
      format: 'GLB',
      quality: '3',
      method: 'auto',
      dimensions: { width: 50, height: 60, depth: 10 },
    });

    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      format: 'glb',
      quality: 3,
      dimensions: { width: 50, height: 60, depth: 10 },
    });
  });

  it('fills in each missing dimension', async () => {
    const answer = await server.api.tryStart(jobId, { dimensions: { depth: 5 } });

    expect(answer.body.dimensions).toEqual({ width: 100, height: 100, depth: 5 });
  });

  it('makes every format asked for, and no other', async () => {
    await server.api.start(jobId, { format: 'obj', formats: ['glb', '3mf'] });
    const { result } = await server.api.untilSettled(jobId);

    const names = result?.artifacts.map(({ name }) => name) ?? [];
    expect(names.filter((name) => name.startsWith('model.')).sort()).toEqual([
      'model.3mf',
      'model.glb',
      'model.obj',
    ]);
    expect(names).toContain('thumbnail.png');
  });

  describe('job-status', () => {
    it('shows a job that was never started', async () => {
      const answer = await server.api.get(`/api/job-status/${jobId}`);

      expect(answer.headers.get('cache-control')).toContain('no-store');
      expect(answer.body).toMatchObject({
        job_id: jobId,
        generation_id: null,
        status: 'pending',
        is_active: false,
        progress: 0,
        stage: 'uploaded',
        attempt: 0,
        eta_seconds: null,
        queue_position: null,
      });
      expect(answer.body).not.toHaveProperty('result');
    });

    it('shows a running generation', async () => {
      const { generation_id: generationId } = await server.api.start(jobId, {}, 'slow=30000');
      const snapshot = await server.api.untilProcessing(jobId);

      expect(snapshot).toMatchObject({
        job_id: jobId,
        generation_id: generationId,
        is_active: true,
        progress: aNumber,
        step: aString,
        seq: aNumber,
        attempt: 1,
        queue_position: null,
        created_at: aString,
        updated_at: aString,
      });
      expect(snapshot.progress).toBeLessThan(100);
      expect(snapshot).not.toHaveProperty('download_url');
    });

    it('shows a completed generation with its report and its files', async () => {
      const { generation_id: generationId } = await server.api.start(jobId, {
        formats: [...FORMATS],
        dimensions: { width: 40, height: 40, depth: 6 },
      });
      const snapshot = await server.api.untilSettled(jobId);

      const report = objectWith({
        watertight: true,
        manifold: true,
        shell_count: 1,
        triangle_count: aNumber,
        vertex_count: aNumber,
        volume_mm3: aNumber,
        surface_area_mm2: aNumber,
        bounding_box_mm: { width: 40, height: 40, depth: 6 },
        warnings: [],
      });
      expect(snapshot).toMatchObject({
        status: 'completed',
        is_active: false,
        progress: 100,
        stage: 'completed',
        output_file: 'model.stl',
        download_url: aString,
        report,
        result: { generation_id: generationId, report, download_url: aString },
      });
      for (const artifact of snapshot.result?.artifacts ?? []) {
        const file = await server.api.get(artifact.download_url);
        expect(file.status).toBe(200);
        expect(file.bytes).toHaveLength(artifact.size_bytes);
        expect(file.headers.get('content-type')).toBe(artifact.content_type);
      }
    });

    it('answers 404 to an unknown job, whatever the id looks like', async () => {
      for (const id of ['11111111-2222-4333-8444-555555555555', 'x', '..%2f..', 'a%00b', '%F0%9F%90%91']) {
        const answer = await server.api.get(`/api/job-status/${id}`);
        expect({ id, status: answer.status, code: answer.body.code }).toEqual({
          id,
          status: 404,
          code: 'JOB_NOT_FOUND',
        });
      }
    });
  });
});

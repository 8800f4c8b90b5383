import { smallPicture } from '../support/pictures.js';
import { TestServer } from '../support/test-server.js';

describe('downloads while later generations come and go', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
  });

  afterAll(() => server.dispose());

  it('keeps a superseded result for those who name its generation', async () => {
    const first = await server.api.complete(await smallPicture());
    const id = first.job_id;
    const old = await server.api.get(`/api/download/${id}/model.stl`);
    await server.api.start(id, { dimensions: { depth: 9 } });
    const second = await server.api.untilSettled(id);

    const current = await server.api.get(`/api/download/${id}/model.stl`);
    const pinned = await server.api.get(
      `/api/download/${id}/model.stl?generation=${first.generation_id ?? ''}`,
    );
    expect(second.generation_id).not.toBe(first.generation_id);
    expect(current.bytes.equals(old.bytes)).toBe(false);
    expect(pinned.bytes.equals(old.bytes)).toBe(true);
    expect(pinned.headers.get('cache-control')).toContain('immutable');
    expect(pinned.headers.get('etag')).toBe(old.headers.get('etag'));
    expect(current.headers.get('etag')).not.toBe(old.headers.get('etag'));
  });

  it('404 for a generation that is not of this job or has no result', async () => {
    const other = await server.api.complete(await smallPicture());
    const { job_id: jobId } = await server.api.complete(await smallPicture());
    const path = `/api/download/${jobId}/model.stl?generation=`;

    expect((await server.api.get(path + (other.generation_id ?? ''))).status).toBe(404);
    expect((await server.api.get(`${path}nonsense`)).status).toBe(404);
  });

  it('leaves the result downloadable while another generation runs, fails or is cancelled', async () => {
    const first = await server.api.complete(await smallPicture());
    const id = first.job_id;
    const path = `/api/download/${id}/model.stl`;
    const old = await server.api.get(path);

    await server.api.start(id, { dimensions: { depth: 9 } }, 'slow=30000');
    const running = await server.api.untilProcessing(id);
    expect(running.result?.generation_id).toBe(first.generation_id);
    expect((await server.api.get(path)).bytes.equals(old.bytes)).toBe(true);

    await server.api.cancel(id);
    expect((await server.api.get(path)).bytes.equals(old.bytes)).toBe(true);

    await server.api.start(id, { dimensions: { depth: 9 } }, 'fail-at=writing');
    const failed = await server.api.untilSettled(id);
    expect(failed).toMatchObject({
      status: 'failed',
      code: 'SCENARIO_FAILURE',
      result: { generation_id: first.generation_id },
    });
    expect(failed).not.toHaveProperty('download_url');
    expect(failed).not.toHaveProperty('output_file');
    expect((await server.api.get(path)).bytes.equals(old.bytes)).toBe(true);
  });
});

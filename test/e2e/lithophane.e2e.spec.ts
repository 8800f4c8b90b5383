import { unzipSync } from 'fflate';
import { draw } from '../support/pictures.js';
import { readModel } from '../support/read-models.js';
import { TestServer } from '../support/test-server.js';

describe('lithophanes over HTTP', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
  });

  afterAll(() => server.dispose());

  const upload = async (): Promise<string> => {
    const picture = await draw({ width: 64, height: 48 });
    return (await server.api.upload(picture)).job_id;
  };

  it('gives a picture of what light through it will look like', async () => {
    const jobId = await upload();
    await server.api.start(jobId, { engine: 'lithophane' });
    const { report, result } = await server.api.untilSettled(jobId);

    expect(report!.details).toMatchObject({ min_thickness_mm: 0.8, max_thickness_mm: 3 });
    expect(result!.artifacts.map(({ name }) => name)).toContain('backlit.png');
    const backlit = await server.api.get(`/api/download/${jobId}/backlit.png`);
    expect(backlit.headers.get('content-type')).toBe('image/png');
    expect(backlit.bytes.readUInt32BE(16)).toBe(1024);
    const archive = await server.api.get(`/api/download/${jobId}/all.zip`);
    const packed = unzipSync(new Uint8Array(archive.bytes));
    expect(Buffer.from(packed['backlit.png']!).equals(backlit.bytes)).toBe(true);
  });

  it('bounds the depth of a cylinder only where the request names one', async () => {
    const cylinder = { engine: 'lithophane', options: { shape: 'cylinder' } };
    const jobId = await upload();
    const refused = await server.api.tryStart(jobId, { ...cylinder, dimensions: { depth: 20 } });

    expect(refused.status).toBe(400);
    expect(refused.body.details).toMatchObject({
      problems: [{ field: 'dimensions.depth', minimum: 100 }],
    });
    await server.api.start(jobId, { ...cylinder, dimensions: { width: 80, height: 60 } });
    const { report } = await server.api.untilSettled(jobId);
    expect(report!.bounding_box_mm).toMatchObject({ width: 80, depth: 60 });
    expect(report!.bounding_box_mm.height).toBeCloseTo(80, 1);
    const preview = await server.api.get(`/api/download/${jobId}/preview.glb`);
    const seen = await readModel('glb', preview.bytes);
    // In glTF up is Y.
    expect(seen.size[0]).toBeCloseTo(0.08, 6);
    expect(seen.size[1]).toBeCloseTo(0.06, 6);
    const glb = await server.api.get(`/api/download/${jobId}/model.glb`);
    expect((await readModel('glb', glb.bytes)).size[1]).toBeCloseTo(0.06, 6);
    // A retry is the same once more, and asks for no depth either.
    expect((await server.api.retry(jobId)).status).toBe(202);
    expect((await server.api.untilSettled(jobId)).status).toBe('completed');
  });

  it('has no such picture for other engines', async () => {
    const jobId = await upload();
    await server.api.start(jobId);
    await server.api.untilSettled(jobId);

    expect((await server.api.get(`/api/download/${jobId}/backlit.png`)).status).toBe(404);
  });
});

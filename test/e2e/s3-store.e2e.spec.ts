import { formatOf } from '../support/model-signatures.js';
import { smallPicture } from '../support/pictures.js';
import { rawRequest } from '../support/raw-http.js';
import { S3Server, S3_CREDENTIALS } from '../support/s3-server.js';
import { TestServer } from '../support/test-server.js';

describe('a server whose pictures and models are in a bucket', () => {
  let s3: S3Server;
  let server: TestServer;

  beforeAll(async () => {
    s3 = await S3Server.start();
    server = await TestServer.start({ ...S3_CREDENTIALS, STORAGE_URL: s3.url() });
  });

  afterAll(async () => {
    await server.dispose();
    await s3.dispose();
  });

  it('makes a model of a picture, gives it whole and in parts, writes other formats, and forgets it', async () => {
    const { api } = server;
    const { status, job_id: jobId } = await api.complete(await smallPicture());
    expect(status).toBe('completed');
    const folder = `/api/download/${jobId}`;

    const model = await api.get(`${folder}/model.stl`);
    expect(formatOf(model.bytes)).toBe('stl');
    const part = await api.get(`${folder}/model.stl`, { range: 'bytes=80-183' });
    expect(part.status).toBe(206);
    expect(part.bytes.equals(model.bytes.subarray(80, 184))).toBe(true);

    const other = await api.get(`${folder}/model.3mf`);
    expect(formatOf(other.bytes)).toBe('3mf');
    expect((await api.get(`${folder}/thumbnail.png`)).headers.get('content-type')).toBe('image/png');

    expect((await api.delete(`/api/jobs/${jobId}`)).status).toBe(204);
    expect((await api.get(`${folder}/model.stl`)).status).toBe(404);
  });

  it('sends whoever wants a model to the bucket itself where it is told to, and nobody for what pages show', async () => {
    const sending = await TestServer.start({
      ...S3_CREDENTIALS,
      STORAGE_URL: s3.url(),
      STORAGE_SIGNED_URLS: '1',
    });
    try {
      const { job_id: jobId } = await sending.api.complete(await smallPicture());
      const folder = `/api/download/${jobId}`;
      const answer = await rawRequest(sending.url, 'GET', `${folder}/model.stl`);
      expect(answer).toMatchObject({ status: 302, headers: { 'cache-control': 'no-store' } });
      const link = String(answer.headers['location']);
      expect(link.startsWith(`${s3.endpoint}/`)).toBe(true);
      const followed = await sending.api.get(link);
      expect(followed.status).toBe(200);
      expect(followed.headers.get('content-disposition')).toBe('attachment; filename="model.stl"');
      expect(formatOf(followed.bytes)).toBe('stl');
      expect((await rawRequest(sending.url, 'GET', `${folder}/all.zip`)).status).toBe(302);
      for (const name of ['thumbnail.png', 'preview.glb']) {
        expect((await rawRequest(sending.url, 'GET', `${folder}/${name}`)).status).toBe(200);
      }
    } finally {
      await sending.dispose();
    }
  });
});

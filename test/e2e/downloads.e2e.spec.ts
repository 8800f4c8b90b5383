import { unzipSync } from 'fflate';
import { formatOf, MODEL_TYPES } from '../support/model-signatures.js';
import { smallPicture } from '../support/pictures.js';
import { rawRequest } from '../support/raw-http.js';
import { TestServer } from '../support/test-server.js';
import { FORMATS } from '../support/wire.js';

describe('downloading a model', () => {
  let server: TestServer;
  let jobId: string;
  let folder: string;

  beforeAll(async () => {
    server = await TestServer.start();
    const snapshot = await server.api.complete(await smallPicture(), { formats: ['obj'] });
    expect(snapshot.status).toBe('completed');
    jobId = snapshot.job_id;
    folder = `/api/download/${jobId}`;
  });

  afterAll(() => server.dispose());

  it.each(FORMATS)('gives a .%s file that is what its name says', async (format) => {
    const file = await server.api.get(`${folder}/model.${format}`);

    expect(file.status).toBe(200);
    expect(formatOf(file.bytes)).toBe(format);
    expect(file.headers.get('content-type')).toBe(MODEL_TYPES[format]);
    expect(file.headers.get('content-length')).toBe(String(file.bytes.length));
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename=".+\..+"$/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.headers.get('cache-control')).toContain('no-cache');
  });

  it.each(FORMATS)('knows the same .%s file by the name of the original', async (format) => {
    const short = await server.api.get(`${folder}/model.${format}`);
    const long = await server.api.get(`${folder}/model_${jobId}.${format}`);

    expect(long.status).toBe(200);
    expect(long.bytes.equals(short.bytes)).toBe(true);
  });

  it('writes a format that nobody asked for before, once for all who ask at the same time', async () => {
    const { job_id: other } = await server.api.complete(await smallPicture());
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => server.api.get(`/api/download/${other}/model.3mf`)),
    );

    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 200));
    expect(asked.every(({ bytes }) => bytes.equals(asked[0]!.bytes))).toBe(true);
    expect(formatOf(asked[0]!.bytes)).toBe('3mf');
  });

  it('makes the same bytes again from the same picture and options', async () => {
    const again = await server.api.complete(await smallPicture());
    for (const format of FORMATS) {
      const first = await server.api.get(`${folder}/model.${format}`);
      const second = await server.api.get(`/api/download/${again.job_id}/model.${format}`);
      expect({ format, isSame: second.bytes.equals(first.bytes) }).toEqual({ format, isSame: true });
    }
  });

  it('never begins an STL with the word that means text', async () => {
    const { bytes } = await server.api.get(`${folder}/model.stl`);

    expect(bytes.subarray(0, 5).toString('latin1').toLowerCase()).not.toBe('solid');
  });

  it('gives a thumbnail and a light preview', async () => {
    const thumbnail = await server.api.get(`${folder}/thumbnail.png`);
    const preview = await server.api.get(`${folder}/preview.glb`);

    expect(thumbnail.headers.get('content-type')).toBe('image/png');
    expect(thumbnail.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(thumbnail.bytes.readUInt32BE(16)).toBe(512);
    expect(thumbnail.bytes.readUInt32BE(20)).toBe(512);
    expect(formatOf(preview.bytes)).toBe('glb');
  });

  it('packs the written files into all.zip', async () => {
    const archive = await server.api.get(`${folder}/all.zip`);
    const entries = unzipSync(new Uint8Array(archive.bytes));

    expect(archive.headers.get('content-type')).toBe('application/zip');
    expect(Object.keys(entries)).toEqual(expect.arrayContaining(['model.stl', 'model.obj', 'thumbnail.png']));
    for (const name of ['model.stl', 'model.obj']) {
      const file = await server.api.get(`${folder}/${name}`);
      expect(Buffer.from(entries[name]!).equals(file.bytes)).toBe(true);
    }
  });

  it.each([
    'model.step',
    'model',
    'model_other.stl',
    'mesh.bin',
    '..%2fmodel.stl',
    '..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e%2f%2e%2e%2frelievo.db',
    'model.stl%00.png',
    '.',
    '%2e%2e',
    'a'.repeat(5000),
  ])('404 for a file that is none: %s', async (name) => {
    const answer = await rawRequest(server.url, 'GET', `${folder}/${name}`);

    expect(answer.status).toBe(404);
    expect(answer.bytes.toString()).not.toContain(server.dataDir);
  });

  it('404 before anything is completed, and for an unknown job', async () => {
    const { job_id: fresh } = await server.api.upload(await smallPicture());

    expect((await server.api.get(`/api/download/${fresh}/model.stl`)).body.code).toBe('FILE_NOT_FOUND');
    expect((await server.api.get('/api/download/unknown/model.stl')).body.code).toBe('JOB_NOT_FOUND');
  });
});

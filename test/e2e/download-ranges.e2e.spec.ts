import { smallPicture } from '../support/pictures.js';
import { rawRequest } from '../support/raw-http.js';
import { TestServer } from '../support/test-server.js';

describe('downloading in parts and again', () => {
  let server: TestServer;
  let path: string;

  beforeAll(async () => {
    server = await TestServer.start();
    const { job_id: jobId, status } = await server.api.complete(await smallPicture());
    expect(status).toBe('completed');
    path = `/api/download/${jobId}/model.stl`;
  });

  afterAll(() => server.dispose());

  it('206 for a range, a suffix and an open end', async () => {
    const { bytes } = await rawRequest(server.url, 'GET', path);
    const size = bytes.length;
    for (const [range, from, to] of [
      ['bytes=0-9', 0, 10],
      ['bytes=80-83', 80, 84],
      ['bytes=-50', size - 50, size],
      [`bytes=${size - 7}-`, size - 7, size],
    ] as const) {
      const part = await rawRequest(server.url, 'GET', path, { range });
      expect(part.status).toBe(206);
      expect(part.headers['content-range']).toBe(`bytes ${from}-${to - 1}/${size}`);
      expect(part.bytes.equals(bytes.subarray(from, to))).toBe(true);
    }
  });

  it('416 for a range beyond the end', async () => {
    const answer = await rawRequest(server.url, 'GET', path, { range: 'bytes=999999999-' });

    expect(answer.status).toBe(416);
    expect(answer.headers['content-range']).toMatch(/^bytes \*\/\d+$/);
  });

  it('scenario 50: never answers many ranges in many parts', async () => {
    const range = `bytes=${Array.from({ length: 1000 }, (_, at) => `${at * 3}-${at * 3}`).join(',')}`;
    const answer = await rawRequest(server.url, 'GET', path, { range });

    expect([200, 416]).toContain(answer.status);
    expect(String(answer.headers['content-type'])).not.toContain('multipart');
  });

  it('goes on only with the same file: If-Range', async () => {
    const { headers, bytes } = await rawRequest(server.url, 'HEAD', path).then(async (head) => ({
      headers: head.headers,
      bytes: (await rawRequest(server.url, 'GET', path)).bytes,
    }));
    const etag = String(headers['etag']);
    const same = await rawRequest(server.url, 'GET', path, { range: 'bytes=0-9', 'if-range': etag });
    const other = await rawRequest(server.url, 'GET', path, {
      range: 'bytes=0-9',
      'if-range': '"another"',
    });

    expect(same.status).toBe(206);
    expect(other.status).toBe(200);
    expect(other.bytes).toHaveLength(bytes.length);
  });

  it('HEAD answers the headers alone', async () => {
    const head = await rawRequest(server.url, 'HEAD', path);
    const get = await rawRequest(server.url, 'GET', path);

    expect(head.status).toBe(200);
    expect(head.bytes).toHaveLength(0);
    for (const name of ['content-length', 'content-type', 'etag', 'content-disposition', 'cache-control']) {
      expect(head.headers[name]).toBe(get.headers[name]);
    }
  });

  it('304 for a file that the client has', async () => {
    const { headers } = await rawRequest(server.url, 'HEAD', path);
    const again = await rawRequest(server.url, 'GET', path, { 'if-none-match': String(headers['etag']) });

    expect(again.status).toBe(304);
    expect(again.bytes).toHaveLength(0);
  });

  it('gives each format an ETag of its own', async () => {
    const stl = await rawRequest(server.url, 'HEAD', path);
    const obj = await rawRequest(server.url, 'HEAD', path.replace('.stl', '.obj'));

    expect(stl.headers['etag']).toMatch(/^".+model\.stl"$/);
    expect(stl.headers['etag']).not.toBe(obj.headers['etag']);
  });
});

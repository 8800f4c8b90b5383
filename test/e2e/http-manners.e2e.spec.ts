import { readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { aString, stringLike } from '../support/matchers.js';
import { smallPicture } from '../support/pictures.js';
import { rawRequest } from '../support/raw-http.js';
import { TestServer } from '../support/test-server.js';

const LISTED = 'https://shop.example';
const REQUEST_ID = /^[\w-]{8,64}$/;
/** Scripts and styles of the studio, as the build wrote them. */
const ASSETS = readdirSync(new URL('../../dist/web/assets', import.meta.url)).filter((name) =>
  /\.(js|css)$/.test(name),
);

describe('every answer', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start({ CORS_ORIGINS: LISTED });
  });

  afterAll(() => server.dispose());

  const PATHS = ['/', '/api/health', '/api/jobs', '/api/job-status/x', '/nowhere', '/api/%E0%A4%A', '/live'];

  it.each(PATHS)('of %s tells which origin may read it', async (path) => {
    const listed = await rawRequest(server.url, 'GET', path, { origin: LISTED });
    const foreign = await rawRequest(server.url, 'GET', path, { origin: 'https://evil.example' });
    const none = await rawRequest(server.url, 'GET', path);

    expect(listed.headers['access-control-allow-origin']).toBe(LISTED);
    for (const answer of [foreign, none]) {
      expect([LISTED, server.url]).toContain(answer.headers['access-control-allow-origin']);
    }
    for (const answer of [listed, foreign, none]) {
      expect(String(answer.headers['vary']).toLowerCase()).toContain('origin');
    }
  });

  it('of a preflight names what a browser app needs', async () => {
    const answer = await rawRequest(server.url, 'OPTIONS', '/api/generate-3d', {
      origin: LISTED,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-test-scenario',
    });

    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-origin']).toBe(LISTED);
    expect(answer.headers['access-control-allow-methods']).toContain('POST');
    expect(String(answer.headers['access-control-allow-headers']).toLowerCase()).toContain('content-type');
  });

  it('lets a browser app read the headers it needs', async () => {
    const answer = await rawRequest(server.url, 'GET', '/api/health', { origin: LISTED });
    const exposed = String(answer.headers['access-control-expose-headers']).toLowerCase();

    for (const name of ['location', 'retry-after', 'x-request-id']) expect(exposed).toContain(name);
  });

  it.each(PATHS)('of %s carries a request id', async (path) => {
    const answer = await rawRequest(server.url, 'GET', path);

    expect(answer.headers['x-request-id']).toMatch(REQUEST_ID);
  });

  it('repeats the request id in an error, and takes none that could forge a log line', async () => {
    const plain = await rawRequest(server.url, 'GET', '/nowhere');
    const body = JSON.parse(plain.bytes.toString()) as Record<string, unknown>;
    expect(body['request_id']).toBe(plain.headers['x-request-id']);

    const forged = await rawRequest(server.url, 'GET', '/nowhere', { 'x-request-id': 'a"b {} \t<script>' });
    expect(forged.headers['x-request-id']).toMatch(REQUEST_ID);
  });

  it.each([
    '/nowhere',
    '/api',
    '/api/nowhere',
    '/index.php',
    '/.env',
    '/..%2f..%2fpackage.json',
    '/dist/main.js',
  ])('404 in the shape of every error for %s', async (path) => {
    const answer = await rawRequest(server.url, 'GET', path);

    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.bytes.toString())).toEqual({
      error: aString,
      message: aString,
      code: 'NOT_FOUND',
      request_id: stringLike(REQUEST_ID),
    });
  });

  it.each(['/api/job-status/%E0%A4%A', '/api/download/x/%zz', '/api/preview/%'])(
    '400 for malformed percent-encoding: %s',
    async (path) => {
      const answer = await rawRequest(server.url, 'GET', path);

      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.bytes.toString())).toMatchObject({ code: 'MALFORMED_URL' });
    },
  );

  it.each([
    ['GET', '/api/upload-image', 'POST'],
    ['GET', '/api/generate-3d', 'POST'],
    ['PUT', '/api/generate-3d', 'POST'],
    ['POST', '/api/job-status/x', 'GET'],
    ['DELETE', '/api/download/x/model.stl', 'GET'],
    ['PATCH', '/api/jobs/x', 'DELETE'],
    ['POST', '/api/jobs', 'GET'],
    ['GET', '/api/jobs/x/cancel', 'POST'],
    ['POST', '/api/health', 'GET'],
  ])('405 with Allow for %s %s', async (method, path, allowed) => {
    const answer = await rawRequest(server.url, method, path);

    expect(answer.status).toBe(405);
    expect(String(answer.headers['allow']).split(/, */)).toContain(allowed);
    expect(JSON.parse(answer.bytes.toString())).toMatchObject({ code: 'METHOD_NOT_ALLOWED' });
  });

  it.each(['/', ...ASSETS.map((name) => `/assets/${name}`)])(
    'hands %s compressed to who takes gzip, and plain to others',
    async (path) => {
      const plain = await rawRequest(server.url, 'GET', path);
      const zipped = await rawRequest(server.url, 'GET', path, { 'accept-encoding': 'br, gzip' });

      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(zipped.headers['content-encoding']).toBe('gzip');
      expect(zipped.headers['content-type']).toBe(plain.headers['content-type']);
      expect(zipped.headers['etag']).not.toBe(plain.headers['etag']);
      expect(gunzipSync(zipped.bytes).equals(plain.bytes)).toBe(true);
      for (const { headers } of [plain, zipped]) expect(headers['vary']).toContain('Accept-Encoding');
    },
  );

  it.each(['/api/models-info', '/api/openapi.json'])(
    'compresses %s for who takes it, under the same ETag',
    async (path) => {
      const plain = await rawRequest(server.url, 'GET', path);
      const zipped = await rawRequest(server.url, 'GET', path, { 'accept-encoding': 'gzip' });
      const etag = String(plain.headers['etag']);
      const known = { 'accept-encoding': 'gzip', 'if-none-match': etag };

      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(zipped.headers['content-encoding']).toBe('gzip');
      expect(zipped.bytes.length).toBeLessThan(plain.bytes.length / 3);
      expect(gunzipSync(zipped.bytes).equals(plain.bytes)).toBe(true);
      expect(etag).toMatch(/^W\//);
      expect(zipped.headers['etag']).toBe(etag);
      expect((await rawRequest(server.url, 'GET', path, known)).status).toBe(304);
      for (const { headers } of [plain, zipped]) expect(headers['vary']).toContain('Accept-Encoding');
    },
  );

  it('compresses no file, nor a part of one', async () => {
    const { api } = server;
    const { job_id: jobId } = await api.upload(await smallPicture());
    await api.start(jobId, { format: 'obj' });
    await api.untilSettled(jobId);
    const path = `/api/download/${jobId}/model.obj`;
    const takesGzip = { 'accept-encoding': 'gzip' };
    const whole = await rawRequest(server.url, 'GET', path, takesGzip);
    const part = await rawRequest(server.url, 'GET', path, { ...takesGzip, range: 'bytes=0-1999' });

    for (const { headers } of [whole, part]) expect(headers['content-encoding']).toBeUndefined();
    expect(whole.bytes.length).toBe(Number(whole.headers['content-length']));
    expect(part.bytes.equals(whole.bytes.subarray(0, 2000))).toBe(true);
  });

  it('has what its name is the hash of kept for good, and the page asked for anew', async () => {
    const cached = async (path: string): Promise<unknown> =>
      (await rawRequest(server.url, 'GET', path, { 'accept-encoding': 'gzip' })).headers['cache-control'];

    for (const name of ASSETS) expect(await cached(`/assets/${name}`)).toContain('immutable');
    expect(await cached('/')).toBe('public, max-age=0');
  });

  it('does not say what the server is built with', async () => {
    const answer = await rawRequest(server.url, 'GET', '/api/health');

    expect(answer.headers['x-powered-by']).toBeUndefined();
  });
});

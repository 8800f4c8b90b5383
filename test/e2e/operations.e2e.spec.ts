import { createHash } from 'node:crypto';
import SwaggerParser from '@apidevtools/swagger-parser';
import { aString } from '../support/matchers.js';
import { draw, smallPicture, type PictureFile } from '../support/pictures.js';
import { parseRecord } from '../support/server-process.js';
import { TestServer } from '../support/test-server.js';

interface EngineInfo {
  name: string;
  formats: string[];
  options: { properties: Record<string, { default?: unknown }> };
}

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
}

/** A round subject on nothing: every engine finds something in it. */
function disc(): Promise<PictureFile> {
  return draw({ width: 48, height: 48 }, (x, y) => {
    const isInside = Math.hypot(x - 23.5, y - 23.5) < 18;
    return [4 * x, 4 * x, 4 * x, isInside ? 255 : 0];
  });
}

describe('operating the service', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
  });

  afterAll(() => server.dispose());

  it('is healthy in the words of the original', async () => {
    const answer = await server.api.get('/api/health');

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'healthy', version: aString });
  });

  it('is live and ready', async () => {
    expect((await server.api.get('/live')).status).toBe(200);
    expect((await server.api.get('/ready')).status).toBe(200);
  });

  it('counts what it does for Prometheus', async () => {
    await server.api.complete(await smallPicture());
    const metrics = await server.api.get('/metrics');

    expect(metrics.headers.get('content-type')).toContain('text/plain');
    expect(metrics.text).toMatch(/^# TYPE \w+ (counter|gauge|histogram)$/m);
    expect(metrics.text).toMatch(/^\w*generations?\w*(\{.*\})? \d/m);
    expect(metrics.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('describes itself in valid OpenAPI 3.1', async () => {
    const answer = await server.api.get('/api/openapi.json');
    const document = JSON.parse(answer.text) as Parameters<typeof SwaggerParser.validate>[0];
    await SwaggerParser.validate(document);
    const { openapi, paths } = JSON.parse(answer.text) as OpenApi;

    expect(openapi).toMatch(/^3\.1\./);
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/api/upload-image',
        '/api/preview/{filename}',
        '/api/generate-3d',
        '/api/job-status/{job_id}',
        '/api/download/{job_id}/{filename}',
        '/api/jobs',
        '/api/jobs/{job_id}',
        '/api/jobs/{job_id}/cancel',
        '/api/jobs/{job_id}/retry',
        '/api/models-info',
        '/api/health',
      ]),
    );
    expect(Object.keys(paths['/api/generate-3d']!['post']!.responses)).toEqual(
      expect.arrayContaining(['202', '400', '404', '409', '413', '415', '429', '503']),
    );
  });

  it('shows the document to people', async () => {
    const answer = await server.api.get('/docs');

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
  });

  it('serves the page at / under a strict content policy', async () => {
    const answer = await server.api.get('/');

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain("'unsafe-");
    const inline = [...answer.text.matchAll(/<(script|style)>(.*?)<\/\1>/gs)];
    expect(inline.map(([, element]) => element)).toEqual(['script', 'style']);
    for (const [, element = '', text = ''] of inline) {
      const directive = policy.split(';').find((part) => part.startsWith(`${element}-src `));
      expect(directive).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
    const script = /<script[^>]+src="([^"]+)"/.exec(answer.text)?.[1];
    const code = await server.api.get(script ?? '/nowhere');
    expect(code.status).toBe(200);
    expect(code.headers.get('content-type')).toContain('javascript');
  });

  it.each(['/', '/api/health', '/nowhere', '/docs'])('sets the protective headers on %s', async (path) => {
    const { headers } = await server.api.get(path);

    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('default-src');
    expect(headers.get('referrer-policy')).not.toBeNull();
    expect(headers.get('x-frame-options')).not.toBeNull();
  });

  it('lists each engine with options that it honours', async () => {
    const { status, text } = await server.api.get('/api/models-info');
    const { engines } = JSON.parse(text) as { engines: EngineInfo[] };

    expect(status).toBe(200);
    expect(engines.map(({ name }) => name)).toContain('relief');
    for (const { name, formats, options } of engines) {
      const defaults = Object.entries(options.properties)
        .filter(([, property]) => property.default !== undefined)
        .map(([option, property]) => [option, property.default]);
      expect(defaults.length).toBeGreaterThan(5);
      const { job_id: jobId } = await server.api.upload(await disc());
      await server.api.start(jobId, { engine: name, formats, options: Object.fromEntries(defaults) });
      expect((await server.api.untilSettled(jobId)).status).toBe('completed');
    }
  });

  it('lists the limits beyond which it refuses', async () => {
    const small = await TestServer.start({ MAX_UPLOAD_MB: '1', MAX_PIXELS: '4096' });
    try {
      const { text } = await small.api.get('/api/models-info');
      const { limits } = JSON.parse(text) as { limits: Record<string, unknown> };

      expect(limits).toMatchObject({
        picture: { max_bytes: 1_048_576, min_side_px: 16, max_side_px: 8192, max_pixels: 4096 },
        dimensions: { width: { minimum: 1, maximum: 1000 }, depth: { minimum: 1, maximum: 500 } },
        quality: { minimum: 1, maximum: 10 },
        max_triangles: 10_000_000,
      });
    } finally {
      await small.dispose();
    }
  });

  describe('logs', () => {
    it('are lines of JSON, with the request id that the caller was told', async () => {
      const { job_id: jobId } = await server.api.upload(await smallPicture());
      const answer = await server.api.get(`/api/job-status/${jobId}`);
      const id = answer.headers.get('x-request-id') ?? 'none';
      // The answer to a later request shows that the line of the former one was written.
      await server.api.get('/live');
      const lines = server.process.stdout;

      expect(lines.filter((line) => parseRecord(line) === null)).toEqual([]);
      expect(lines.some((line) => line.includes(id))).toBe(true);
    });

    it('hold no credentials of a caller', async () => {
      await server.api.get('/api/jobs', {
        authorization: 'Bearer s3cr3t-t0ken',
        cookie: 'session=s3cr3t-c00kie',
      });
      await server.api.get('/live');

      expect(server.process.printed()).not.toContain('s3cr3t');
    });

    it('tell a failed generation with its id', async () => {
      const { job_id: jobId } = await server.api.upload(await smallPicture());
      const { generation_id: generationId } = await server.api.start(jobId, {}, 'fail-at=meshing');
      await server.api.untilSettled(jobId);
      await server.api.get('/live');

      expect(server.process.stdout.filter((line) => line.includes(generationId))).not.toEqual([]);
    });
  });
});

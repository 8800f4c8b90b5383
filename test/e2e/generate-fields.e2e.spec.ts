import type { Answer } from '../support/api-client.js';
import { aString } from '../support/matchers.js';
import { smallPicture } from '../support/pictures.js';
import { TestServer } from '../support/test-server.js';

describe('fields of a start that cannot be used', () => {
  let server: TestServer;
  let jobId: string;

  beforeAll(async () => {
    server = await TestServer.start();
  });

  beforeEach(async () => {
    ({ job_id: jobId } = await server.api.upload(await smallPicture()));
  });

  afterAll(() => server.dispose());

  function postRaw(body: string): Promise<Answer> {
    return server.api.request('POST', '/api/generate-3d', body, { 'content-type': 'application/json' });
  }

  async function expectStillStartable(): Promise<void> {
    expect(await server.api.snapshot(jobId)).toMatchObject({ is_active: false, stage: 'uploaded' });
  }

  it.each([
    ['format', { format: 'step' }, /stl.*obj.*ply.*glb.*3mf/i],
    ['format', { format: 7 }, /stl/i],
    ['formats', { formats: ['stl', 'step'] }, /stl.*obj.*ply.*glb.*3mf/i],
    ['formats', { formats: 'stl' }, /formats/],
    ['quality', { quality: 0 }, /\b1\b.*\b10\b/],
    ['quality', { quality: 11 }, /\b1\b.*\b10\b/],
    ['quality', { quality: 2.5 }, /\b1\b.*\b10\b|whole|integer/],
    ['quality', { quality: 'best' }, /\b1\b.*\b10\b/],
    ['quality', { quality: null }, /quality/],
    ['width', { dimensions: { width: 0.5 } }, /\b1\b.*\b1000\b/],
    ['width', { dimensions: { width: 1001 } }, /\b1\b.*\b1000\b/],
    ['height', { dimensions: { height: -1 } }, /\b1\b.*\b1000\b/],
    ['depth', { dimensions: { depth: 501 } }, /\b1\b.*\b500\b/],
    ['depth', { dimensions: { depth: '20mm' } }, /\b1\b.*\b500\b/],
    ['length', { dimensions: { length: 10 } }, /length/],
    ['dimensions', { dimensions: [1, 2, 3] }, /dimensions/],
    ['dimensions', { dimensions: 'large' }, /dimensions/],
    ['engine', { engine: 'magic' }, /relief/],
    ['method', { method: 'magic' }, /auto/],
    ['colour', { colour: 'red' }, /colour/],
    ['constructor', { constructor: 'x' }, /constructor/],
    ['invert', { options: { invert: 'maybe' } }, /invert/],
    ['base_mm', { options: { base_mm: 0.1 } }, /0\.2/],
    ['gamma', { options: { gamma: 0 } }, /gamma/],
    ['smoothing', { options: { smoothing: -1 } }, /\b0\b/],
    ['levels', { options: { levels: 'some' } }, /auto.*full/],
    ['fit', { options: { fit: 'crop' } }, /contain.*stretch/],
    ['source', { options: { source: 'depth' } }, /luminance.*alpha/],
    ['resolution', { options: { resolution: 15 } }, /\b16\b.*\b8192\b/],
    ['wobble', { options: { wobble: 1 } }, /wobble/],
    ['options', { options: 'none' }, /options/],
  ])('400 naming %s and its limits for %j', async (field, fields, limits) => {
    const answer = await server.api.tryStart(jobId, fields);

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: aString, code: aString, request_id: aString });
    expect(answer.body.message).toContain(field);
    expect(answer.text).toMatch(limits);
    await expectStillStartable();
  });

  it.each([
    ['options', '{"a":', '}'],
    ['formats', '[', ']'],
    ['dimensions', '{"width":', '}'],
    ['colour', '[', ']'],
  ])('400 for %s that nest as deep as the body allows', async (field, open, close) => {
    const depth = Math.floor(60_000 / (open.length + close.length));
    const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
    const answer = await postRaw(`{"job_id":"${jobId}","${field}":${nested}}`);

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ message: aString, code: aString });
    await expectStillStartable();
  });
});

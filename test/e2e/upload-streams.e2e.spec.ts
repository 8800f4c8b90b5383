import type { Answer } from '../support/api-client.js';
import { filesBelow } from '../support/data-dir.js';
import { truncated } from '../support/hostile-files.js';
import { stringLike } from '../support/matchers.js';
import { fieldPart, filePart, filePartHead, MULTIPART_TYPE, multipartBody } from '../support/multipart.js';
import { smallPicture } from '../support/pictures.js';
import { openDescriptorCount, untilTrue } from '../support/process-table.js';
import { RawConversation } from '../support/raw-http.js';
import { TestServer } from '../support/test-server.js';

describe('bodies that are too long, cut short or never end', () => {
  let server: TestServer;
  let before: string[];

  beforeAll(async () => {
    server = await TestServer.start({ MAX_UPLOAD_MB: '1' });
  });

  afterAll(() => server.dispose());

  beforeEach(async () => {
    before = await filesBelow(server.home);
  });

  afterEach(async () => {
    await untilTrue(async () => (await filesBelow(server.home)).length === before.length);
    expect(await filesBelow(server.home)).toEqual(before);
  });

  function post(body: Buffer, type = MULTIPART_TYPE): Promise<Answer> {
    return server.api.request('POST', '/api/upload-image', new Uint8Array(body), { 'content-type': type });
  }

  it('scenario 36: a field-name bomb is a 400 in milliseconds', async () => {
    const bomb = multipartBody(fieldPart('items[4294967294]', 'x'), fieldPart('items[a]', 'y'));
    const startedAt = performance.now();

    expect((await post(bomb)).status).toBe(400);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('413 while the body of a known length has hardly begun', async () => {
    const upload = await RawConversation.open(server.url, 'POST /api/upload-image', {
      'content-type': MULTIPART_TYPE,
      'content-length': String(20 * 1024 * 1024),
    });
    upload.write(filePartHead('image', 'large.png'));

    expect(await upload.status()).toBe(413);
    upload.destroy();
  });

  it('413 while a chunked body still comes', async () => {
    const upload = await RawConversation.open(server.url, 'POST /api/upload-image', {
      'content-type': MULTIPART_TYPE,
      'transfer-encoding': 'chunked',
    });
    const picture = await smallPicture();
    upload.writeChunk(Buffer.concat([filePartHead('image', 'large.png'), picture.bytes]));
    for (let sentKb = 0; sentKb < 2048; sentKb += 64) upload.writeChunk(Buffer.alloc(64 * 1024));

    expect(await upload.status()).toBe(413);
    expect(await upload.received(/"code":"UPLOAD_TOO_LARGE"/)).toContain('UPLOAD_TOO_LARGE');
    upload.destroy();
  });

  it('lets a client that sends on after a 413 read the answer', async () => {
    const answer = await post(
      multipartBody(
        filePart('image', { name: 'big.png', type: 'image/png', bytes: Buffer.alloc(3_000_000) }),
      ),
    );

    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({ code: 'UPLOAD_TOO_LARGE', message: stringLike(/\b1 MB\b/) });
  });

  it('scenario 40: aborted uploads leave no file and no descriptor', async () => {
    const picture = await smallPicture();
    await server.api.get('/live');
    const descriptorCount = await openDescriptorCount(server.pid);

    for (let round = 0; round < 50; round++) {
      const upload = await RawConversation.open(server.url, 'POST /api/upload-image', {
        'content-type': MULTIPART_TYPE,
        'content-length': '500000',
      });
      upload.write(Buffer.concat([filePartHead('image', 'half.png'), picture.bytes]));
      await upload.flushed();
      upload.destroy();
    }

    await untilTrue(async () => (await openDescriptorCount(server.pid)) <= descriptorCount);
    expect((await server.api.tryUpload(truncated(picture, 0.5))).status).toBe(422);
  });

  it('503 when too many arrive at once, and takes the next as soon as they are gone', async () => {
    const stalled: RawConversation[] = [];
    for (let count = 0; count < 100; count++) {
      const upload = await RawConversation.open(server.url, 'POST /api/upload-image', {
        'content-type': MULTIPART_TYPE,
        'content-length': '500000',
      });
      upload.write(filePartHead('image', 'stalled.png'));
      stalled.push(upload);
    }
    const incomplete = truncated(await smallPicture(), 0.5);
    await Promise.race(stalled.map((upload) => upload.status()));
    const refused = await server.api.tryUpload(incomplete);
    for (const upload of stalled) upload.destroy();

    expect(refused.status).toBe(503);
    expect(refused.body.code).toBe('UPLOADS_BUSY');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await untilTrue(async () => (await server.api.tryUpload(incomplete)).status === 422);
  });
});

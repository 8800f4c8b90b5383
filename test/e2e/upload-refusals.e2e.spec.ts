import { filesBelow } from '../support/data-dir.js';
import { filesThatAreNoPictures, pngHeaderOnly, truncated } from '../support/hostile-files.js';
import { aString } from '../support/matchers.js';
import { fieldPart, filePart, MULTIPART_TYPE, multipartBody } from '../support/multipart.js';
import { draw, gradient, type PictureFile, smallPicture } from '../support/pictures.js';
import { childrenOf, peakMemoryMb, untilTrue } from '../support/process-table.js';
import { TestServer } from '../support/test-server.js';
import type { Answer } from '../support/api-client.js';

describe('refusing an upload', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start({ MAX_UPLOAD_MB: '1' });
  });

  afterAll(() => server.dispose());

  function post(body: Buffer, type = MULTIPART_TYPE): Promise<Answer> {
    return server.api.request('POST', '/api/upload-image', new Uint8Array(body), { 'content-type': type });
  }

  async function refusal(picture: PictureFile): Promise<{ status: number; code: string | undefined }> {
    const { status, body } = await server.api.tryUpload(picture);
    return { status, code: body.code };
  }

  describe('leaves nothing behind', () => {
    let before: string[];

    beforeEach(async () => {
      before = await filesBelow(server.home);
    });

    afterEach(async () => {
      await untilTrue(async () => (await filesBelow(server.home)).length === before.length);
      expect(await filesBelow(server.home)).toEqual(before);
    });

    it('400 without a file', async () => {
      const answer = await post(multipartBody());

      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: 'NO_FILE', message: aString, request_id: aString });
    });

    it('400 when the body is no multipart at all', async () => {
      expect((await server.api.post('/api/upload-image', {})).status).toBe(400);
      expect((await server.api.request('POST', '/api/upload-image')).status).toBe(400);
    });

    it('400 when the file comes in another field, naming the field', async () => {
      const answer = await post(multipartBody(filePart('picture', await smallPicture())));

      expect(answer.status).toBe(400);
      expect(answer.text).toContain('image');
    });

    it('400 when there are two files', async () => {
      const file = filePart('image', await smallPicture());

      expect((await post(multipartBody(file, file))).status).toBe(400);
    });

    it('400 for a text field that nobody asked for, naming it', async () => {
      const answer = await post(
        multipartBody(fieldPart('colour', 'red'), filePart('image', await smallPicture())),
      );

      expect(answer.status).toBe(400);
      expect(answer.text).toContain('colour');
    });

    it('400 when the body ends in the middle of a part', async () => {
      const whole = multipartBody(filePart('image', await smallPicture()));

      expect((await post(whole.subarray(0, whole.length - 40))).status).toBe(400);
    });

    it('scenario 39: 415 for SVG, PDF, HEIF, scripts, executables and text, whatever their name says', async () => {
      for (const file of await filesThatAreNoPictures()) {
        expect({ name: file.name, ...(await refusal(file)) }).toEqual({
          name: file.name,
          status: 415,
          code: 'NOT_A_PICTURE',
        });
      }
    });

    it('422 for a picture that ends too early', async () => {
      const size = { width: 200, height: 200 };
      for (const format of ['png', 'jpg', 'webp', 'gif', 'tiff', 'bmp'] as const) {
        const noise = await draw(size, (x, y) => [(x * 7919 + y * 104729) % 256, y, x, 255], format);
        const cut = truncated(noise, 0.6);
        expect({ format, ...(await refusal(cut)) }).toEqual({
          format,
          status: 422,
          code: 'UNREADABLE_PICTURE',
        });
      }
    });

    it.each([
      [{ width: 15, height: 64 }, 'IMAGE_TOO_SMALL'],
      [{ width: 64, height: 1 }, 'IMAGE_TOO_SMALL'],
      [{ width: 8193, height: 16 }, 'IMAGE_TOO_LARGE'],
    ])('422 for the sides of %j, naming the limit', async (size, code) => {
      const answer = await server.api.tryUpload(await draw(size, gradient({ width: 2, height: 1 })));

      expect(answer.status).toBe(422);
      expect(answer.body.code).toBe(code);
      expect(answer.text).toMatch(/\b(16|8192)\b/);
    });

    it('422 for too many pixels, before any is decoded', async () => {
      expect(await refusal(pngHeaderOnly({ width: 8000, height: 8000 }))).toEqual({
        status: 422,
        code: 'TOO_MANY_PIXELS',
      });
    });

    it('scenario 38: the 41-byte PNG of 786464 × 32 pixels is refused before decoding', async () => {
      const claim = pngHeaderOnly({ width: 786_464, height: 32 });

      expect(claim.bytes).toHaveLength(41);
      expect(await refusal(claim)).toEqual({ status: 422, code: 'IMAGE_TOO_LARGE' });
      for (const { pid } of [{ pid: server.pid }, ...(await childrenOf(server.pid))]) {
        expect(await peakMemoryMb(pid)).toBeLessThan(500);
      }
    });
  });

  it.each([
    '../../../../etc/cron.d/evil.png',
    '..\\\\..\\\\windows.png',
    'nul\0byte.png',
    '.png',
    `${'a'.repeat(60_000)}.png`,
    'C:\\\\autoexec.png',
  ])('scenario 45: a hostile file name does no harm (%#)', async (name) => {
    const outside = (await filesBelow(server.home)).filter((path) => !path.startsWith('data/'));
    const answer = await post(multipartBody(filePart('image', { ...(await smallPicture()), name })));

    expect([200, 400]).toContain(answer.status);
    expect(answer.body.filename ?? '').not.toMatch(/[/\\]|\.\./);
    expect(answer.body.original_filename ?? '').not.toMatch(/[/\0]|\.\./);
    expect((await filesBelow(server.home)).filter((path) => !path.startsWith('data/'))).toEqual(outside);
  });

  it('keeps a file name in any script as it was sent', async () => {
    const name = 'Schäfchen-羊-🐑.png';
    const uploaded = await server.api.upload({ ...(await smallPicture()), name });

    expect(uploaded.original_filename).toBe(name);
  });
});

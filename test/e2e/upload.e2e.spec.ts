import sharp from 'sharp';
import { aNumber, aString, aUuid } from '../support/matchers.js';
import { draw, gradient, PICTURE_FORMATS, smallPicture } from '../support/pictures.js';
import { TestServer } from '../support/test-server.js';

describe('uploading a picture', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
  });

  afterAll(() => server.dispose());

  it('answers the fields of the original, all of them and no others', async () => {
    const picture = await draw({ width: 64, height: 48 });
    const answer = await server.api.tryUpload({ ...picture, name: 'holiday.png' });

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      job_id: aUuid,
      filename: aString,
      original_filename: 'holiday.png',
      preview_url: `/api/preview/${answer.body.filename ?? ''}`,
      status: 'uploaded',
      image_info: {
        size: [64, 48],
        format: 'PNG',
        mode: aString,
        has_transparency: false,
        file_size: picture.bytes.length,
      },
    });
  });

  it.each(PICTURE_FORMATS)('takes a %s', async (format) => {
    const size = { width: 40, height: 24 };
    const uploaded = await server.api.upload(await draw(size, gradient(size), format));
    const preview = await server.api.get(uploaded.preview_url);

    expect(uploaded.image_info.size).toEqual([40, 24]);
    expect(await sharp(preview.bytes).metadata()).toMatchObject({ width: 40, height: 24 });
  });

  it('sees transparency', async () => {
    const clear = await draw({ width: 32, height: 32 }, (x) => [200, 100, 50, x < 16 ? 0 : 255]);
    const uploaded = await server.api.upload(clear);

    expect(uploaded.image_info).toMatchObject({ has_transparency: true, mode: 'RGBA' });
  });

  it('gives each upload a job of its own, even of the same picture', async () => {
    const picture = await smallPicture();
    const uploads = await Promise.all(Array.from({ length: 4 }, () => server.api.upload(picture)));

    expect(new Set(uploads.map(({ job_id }) => job_id)).size).toBe(4);
    expect(new Set(uploads.map(({ filename }) => filename)).size).toBe(4);
  });

  it('scenario 47: keeps nothing of a picture but its pixels', async () => {
    const { bytes } = await draw({ width: 32, height: 32 }, undefined, 'jpg');
    const tagged = await sharp(bytes)
      .withExif({ IFD0: { Artist: 'the-photographer' } })
      .toBuffer();
    const polyglot = Buffer.concat([tagged, Buffer.from('<script>alert(1)</script>PK\u0003\u0004')]);
    const uploaded = await server.api.upload({ name: 'a.html', type: 'text/html', bytes: polyglot });
    const preview = await server.api.get(uploaded.preview_url);

    expect(polyglot.includes('the-photographer')).toBe(true);
    expect(preview.status).toBe(200);
    expect(preview.bytes.includes('the-photographer')).toBe(false);
    expect(preview.bytes.includes('<script>')).toBe(false);
    expect((await sharp(preview.bytes).metadata()).exif).toBeUndefined();
  });

  describe('preview', () => {
    it('shows the picture inline, no side longer than 1024', async () => {
      const size = { width: 1536, height: 96 };
      const uploaded = await server.api.upload(await draw(size));
      const preview = await server.api.get(uploaded.preview_url);

      expect(preview.status).toBe(200);
      expect(preview.headers.get('content-type')).toMatch(/^image\//);
      expect(preview.headers.get('content-disposition') ?? 'inline').toMatch(/^inline/);
      expect(preview.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await sharp(preview.bytes).metadata()).toMatchObject({ width: 1024, height: 64 });
    });

    it('leaves a small picture at its size', async () => {
      const uploaded = await server.api.upload(await smallPicture());
      const preview = await server.api.get(uploaded.preview_url);

      expect(await sharp(preview.bytes).metadata()).toMatchObject({ width: 48, height: 48 });
    });

    it('answers 404 to a name that is no picture', async () => {
      const answer = await server.api.get('/api/preview/11111111-2222-4333-8444-555555555555.png');

      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({ error: aString, message: aString, code: aString, request_id: aString });
    });
  });

  describe('pictures at the limits', () => {
    it.each([
      { width: 16, height: 16 },
      { width: 16, height: 300 },
      { width: 8192, height: 16 },
    ])('takes $width × $height pixels', async (size) => {
      const uploaded = await server.api.upload(await draw(size, gradient(size)));

      expect(uploaded.image_info.size).toEqual([size.width, size.height]);
    });

    it('keeps sixteen bits per sample', async () => {
      const samples = Uint16Array.from({ length: 32 * 32 }, (_, index) => index * 60);
      const bytes = await sharp(samples, { raw: { width: 32, height: 32, channels: 1 } })
        .toColourspace('grey16')
        .png()
        .toBuffer();
      const uploaded = await server.api.upload({ name: 'deep.png', type: 'image/png', bytes });

      expect(uploaded.image_info.mode).toBe('I;16');
      expect(uploaded.image_info.file_size).toEqual(aNumber);
    });
  });
});

import { readSettings } from '../config/settings.js';
import { parseStorageUrl } from './storage-url.js';

describe('parseStorageUrl', () => {
  it('should read a bucket with all that can be said of it', () => {
    expect(
      parseStorageUrl(
        's3://models/relievo/eu?endpoint=http://127.0.0.1:9000&region=eu-west-1&force_path_style=1',
      ),
    ).toEqual({
      kind: 's3',
      bucket: 'models',
      keyPrefix: 'relievo/eu/',
      endpoint: 'http://127.0.0.1:9000',
      region: 'eu-west-1',
      isPathStyle: true,
    });
  });

  it('should leave to the service of Amazon what is not said', () => {
    expect(parseStorageUrl('s3://models')).toEqual({
      kind: 's3',
      bucket: 'models',
      keyPrefix: '',
      endpoint: null,
      region: null,
      isPathStyle: false,
    });
  });

  it('should not be led out of its bucket', () => {
    expect(parseStorageUrl('s3://models/../%2e%2e/b')).toMatchObject({ bucket: 'models', keyPrefix: 'b/' });
  });

  it('should read a directory', () => {
    expect(parseStorageUrl('file:///mnt/our%20share/')).toEqual({
      kind: 'directory',
      path: '/mnt/our share',
    });
  });

  it.each([
    ['/mnt/share', /must be a URL/],
    ['https://bucket.example', /must be a URL/],
    ['file:///', /absolute directory other than the root/],
    ['file://server/share', /absolute directory/],
    ['file:///mnt/share?sync=1', /absolute directory/],
    ['s3://', /must name a bucket/],
    ['s3://Models', /must name a bucket/],
    ['s3://models:9000/x', /without port/],
    ['s3://models/a//b', /prefix of letters/],
    ['s3://models?endpoint=127.0.0.1:9000', /endpoint such as/],
    ['s3://models?endpoint=http://127.0.0.1:9000/path', /endpoint such as/],
    ['s3://models?region=EU west', /region such as/],
    ['s3://models?force_path_style=yes', /force_path_style as 1 or 0/],
    ['s3://models?force_path_style=1&force_path_style=0', /force_path_style twice/],
    ['s3://models?path_style=1', /only the parameters endpoint, region, force_path_style/],
  ])('should refuse %s and say why', (url, reason) => {
    expect(() => parseStorageUrl(url)).toThrow(reason);
  });

  it.each([
    's3://key:hunter2@models',
    's3://models?secret=hunter2',
    's3://models?hunter2=1',
    's3://models?endpoint=http://key:hunter2@127.0.0.1:9000',
    'hunter2',
  ])('should name the setting and repeat nothing of it: %s', (url) => {
    let message = '';
    try {
      readSettings({ STORAGE_URL: url });
    } catch (error) {
      ({ message } = error as Error);
    }
    expect(message).toMatch(/^Setting STORAGE_URL /);
    expect(message).not.toContain('hunter2');
  });

  it('should refuse links where the store gives none', () => {
    const signed = { STORAGE_SIGNED_URLS: '1' };
    expect(() => readSettings(signed)).toThrow(/STORAGE_SIGNED_URLS needs STORAGE_URL to be an s3 URL/);
    expect(readSettings({ ...signed, STORAGE_URL: 's3://models' }).STORAGE_SIGNED_URLS).toBe(true);
  });
});

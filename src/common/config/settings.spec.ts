import { readSettings } from './settings.js';

describe('readSettings', () => {
  it('should serve on loopback with every limit set when the environment is empty', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', MAX_UPLOAD_MB: 50, TEST_MODE: false });
    expect(Object.isFrozen(settings)).toBe(true);
  });

  it.each([
    [{ PORT: '70000' }, /PORT must be a whole number from 0 to 65535/],
    [{ PORT: '1e3' }, /PORT must be a whole number/],
    [{ GENERATION_TIMEOUT_S: '-1' }, /GENERATION_TIMEOUT_S/],
    [{ TEST_MODE: 'yes' }, /TEST_MODE must be 1 or 0/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of error/],
    [{ PUBLIC_URL: 'example.com' }, /PUBLIC_URL must be an http or https URL/],
    [{ CORS_ORIGINS: 'https://a.example, https://b.example/path' }, /CORS_ORIGINS must be origins/],
  ])('should name the setting it refuses: %j', (environment, message) => {
    expect(() => readSettings(environment)).toThrow(message);
  });

  it('should treat an empty variable as unset', () => {
    expect(readSettings({ PORT: ' ' }).PORT).toBe(3000);
  });

  it('should need leave to serve beyond loopback, and never do so in test mode', () => {
    expect(() => readSettings({ HOST: '0.0.0.0' })).toThrow(/ALLOW_UNAUTHENTICATED=1/);
    expect(readSettings({ HOST: '0.0.0.0', ALLOW_UNAUTHENTICATED: '1' }).HOST).toBe('0.0.0.0');
    expect(() => readSettings({ HOST: '0.0.0.0', ALLOW_UNAUTHENTICATED: '1', TEST_MODE: '1' })).toThrow(
      /TEST_MODE needs HOST/,
    );
  });
});

import { InvalidSettingError } from './settings.errors.js';
import { isDistributed, readSettings } from './settings.js';

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

  const SHARED = {
    DATABASE_URL: 'postgres://relievo:hunter2@db.example/relievo',
    REDIS_URL: 'redis://:hunter2@queue.example:6379',
    STORAGE_URL: 'file:///mnt/share',
  };

  it('should share the work only where records, queue and files are all shared', () => {
    expect(isDistributed(readSettings(SHARED))).toBe(true);
    expect(isDistributed(readSettings({}))).toBe(false);
    expect(isDistributed(readSettings({ STORAGE_URL: SHARED.STORAGE_URL }))).toBe(false);
  });

  it.each([
    ['DATABASE_URL', ['REDIS_URL', 'STORAGE_URL']],
    ['DATABASE_URL', ['REDIS_URL']],
    ['REDIS_URL', ['DATABASE_URL', 'STORAGE_URL']],
    ['REDIS_URL', ['DATABASE_URL']],
    ['STORAGE_URL', ['DATABASE_URL', 'REDIS_URL']],
  ] as const)('should name %s where it is missing beside %j, and repeat no address', (missing, given) => {
    const environment = Object.fromEntries(given.map((name) => [name, SHARED[name]]));
    const refused = refusalOf(environment);
    expect(refused.setting).toBe(missing);
    expect(refused.message).toContain(`Setting ${missing} is needed beside`);
    expect(refused.message).not.toMatch(/hunter2|example/);
  });

  it.each([
    ['DATABASE_URL', { DATABASE_URL: 'mysql://relievo:hunter2@db.example/relievo' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres:///hunter2' }],
    ['REDIS_URL', { REDIS_URL: 'hunter2@queue.example' }],
    ['STORAGE_URL', { STORAGE_URL: 's3://key:hunter2@bucket' }],
    ['STORAGE_SIGNED_URLS', { ...SHARED, STORAGE_SIGNED_URLS: '1' }],
  ])('should refuse an unfit %s without repeating what it holds', (name, environment) => {
    const refused = refusalOf(environment);
    expect(refused.setting).toBe(name);
    expect(refused.message).not.toContain('hunter2');
  });
});

function refusalOf(environment: Readonly<Record<string, string>>): InvalidSettingError {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof InvalidSettingError) return error;
  }
  throw new Error('Nothing was refused');
}

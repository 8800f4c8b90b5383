import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseStorageUrl, type StorageLocation } from '../storage/storage-url.js';
import { InvalidSettingError } from './settings.errors.js';
import { choice, flag, integer, originList, serverUrl, text, url } from './setting-parsers.js';

/** One row of the settings table: how the text of an environment variable becomes a value. */
export interface SettingRule<T> {
  readonly parse: (raw: string) => T;
  readonly fallback: T;
  readonly help: string;
}

const LOG_LEVELS = ['error', 'warn', 'log', 'debug', 'verbose'] as const;

function rule<T>(parse: (raw: string) => T, fallback: T, help: string): SettingRule<T> {
  return { parse, fallback, help };
}

/** Every setting of the service. The table in README.md lists the same names. */
export const SETTING_RULES = {
  PORT: rule(integer(0, 65_535), 3000, 'port to listen on; 0 picks a free one'),
  HOST: rule(text, '127.0.0.1', 'address to listen on'),
  DATA_DIR: rule((raw) => resolve(raw), resolve('data'), 'records, pictures and models'),
  DATABASE_URL: rule<string | null>(
    serverUrl('postgres', 'postgresql'),
    null,
    'PostgreSQL for several processes, such as postgres://user:password@host/relievo',
  ),
  REDIS_URL: rule<string | null>(
    serverUrl('redis', 'rediss'),
    null,
    'Redis for several processes, such as redis://host:6379',
  ),
  WORKER_PORT: rule(integer(0, 65_535), 0, 'port of a worker’s health routes; 0 picks a free one'),
  STORAGE_URL: rule<StorageLocation | null>(parseStorageUrl, null, 'where pictures and models are shared'),
  STORAGE_SIGNED_URLS: rule(flag, false, 'send downloads to the S3 store itself'),
  PUBLIC_URL: rule<string | null>(url, null, 'where browsers reach the service'),
  CORS_ORIGINS: rule<readonly string[]>(originList, [], 'further origins that may call, comma-separated'),
  ALLOW_UNAUTHENTICATED: rule(flag, false, 'serve beyond loopback without keys'),
  TEST_MODE: rule(flag, false, 'honour X-Test-Scenario'),
  MAX_UPLOAD_MB: rule(integer(1, 1024), 50, 'largest upload'),
  MAX_PIXELS: rule(integer(256, 67_108_864), 33_554_432, 'most pixels of a picture'),
  MAX_TRIANGLES: rule(integer(1_000, 100_000_000), 10_000_000, 'most triangles of a model'),
  UPLOAD_CONCURRENCY: rule(integer(1, 64), 2, 'pictures decoded at once'),
  GENERATION_CONCURRENCY: rule(
    integer(1, 256),
    Math.max(1, availableParallelism() - 1),
    'models made at once',
  ),
  GENERATION_TIMEOUT_S: rule(integer(1, 86_400), 300, 'longest run of a generation'),
  GENERATION_MEMORY_MB: rule(integer(128, 262_144), 4096, 'most memory of a modelling process'),
  GENERATION_ATTEMPTS: rule(integer(1, 10), 2, 'runs lost before a generation fails'),
  QUEUE_LIMIT: rule(integer(1, 1_000_000), 10_000, 'most generations waiting'),
  RETENTION_DAYS: rule(integer(0, 36_500), 30, 'days a job is kept after its last change; 0 keeps all'),
  LOG_LEVEL: rule(choice(LOG_LEVELS), 'log', `one of ${LOG_LEVELS.join(', ')}`),
} as const;

type SettingName = keyof typeof SETTING_RULES;
type SettingValue<Name extends SettingName> =
  (typeof SETTING_RULES)[Name] extends SettingRule<infer T> ? T : never;

/** The settings of one process, read once and frozen. */
export type Settings = { readonly [Name in SettingName]: SettingValue<Name> };

/** Settings of a process that is one of several. */
export type DistributedSettings = Settings & { readonly DATABASE_URL: string; readonly REDIS_URL: string };

/** Injection token of {@link Settings}. */
export const SETTINGS = Symbol('Settings');

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '::1']);

/** Whether the service listens on this machine only. */
export function isLoopback(settings: Pick<Settings, 'HOST'>): boolean {
  return LOOPBACK_HOSTS.has(settings.HOST);
}

/**
 * Reads every setting from an environment.
 * @throws InvalidSettingError naming the setting; the message never holds the value of another one.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const settings: Record<string, unknown> = {};
  for (const [name, { parse, fallback }] of Object.entries(SETTING_RULES)) {
    const raw = environment[name]?.trim();
    try {
      settings[name] = raw === undefined || raw === '' ? fallback : parse(raw);
    } catch (error) {
      throw new InvalidSettingError(name, (error as Error).message);
    }
  }
  const read = Object.freeze(settings as Settings);
  refuseUnsafe(read);
  refuseHalfDistributed(read);
  return read;
}

/** Whether the work is shared by several processes, with records, queue and events on servers of their own. */
export function isDistributed(settings: Settings): settings is DistributedSettings {
  return settings.DATABASE_URL !== null && settings.REDIS_URL !== null;
}

/** Records that are shared without a shared queue, files and events would lose work. */
function refuseHalfDistributed(settings: Settings): void {
  const { DATABASE_URL, REDIS_URL, STORAGE_URL } = settings;
  if (DATABASE_URL !== null && REDIS_URL === null) {
    throw new InvalidSettingError('REDIS_URL', 'is needed beside DATABASE_URL');
  }
  if (REDIS_URL !== null && DATABASE_URL === null) {
    throw new InvalidSettingError('DATABASE_URL', 'is needed beside REDIS_URL');
  }
  if (DATABASE_URL !== null && STORAGE_URL === null) {
    throw new InvalidSettingError(
      'STORAGE_URL',
      'is needed beside DATABASE_URL: a directory or bucket for all processes',
    );
  }
}

function refuseUnsafe(settings: Settings): void {
  if (settings.STORAGE_SIGNED_URLS && settings.STORAGE_URL?.kind !== 's3') {
    throw new InvalidSettingError('STORAGE_SIGNED_URLS', 'needs STORAGE_URL to be an s3 URL');
  }
  if (isLoopback(settings)) return;
  if (settings.TEST_MODE) {
    throw new InvalidSettingError('TEST_MODE', 'needs HOST to be a loopback address');
  }
  if (!settings.ALLOW_UNAUTHENTICATED) {
    throw new InvalidSettingError(
      'HOST',
      'is not a loopback address: anyone who reaches it may use the service. Set ALLOW_UNAUTHENTICATED=1 to allow that',
    );
  }
}

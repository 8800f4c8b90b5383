import { fileURLToPath } from 'node:url';

/** A directory that several processes share. */
export interface DirectoryLocation {
  readonly kind: 'directory';
  readonly path: string;
}

/** A bucket of a store that speaks S3. Its credentials are no part of it. */
export interface S3Location {
  readonly kind: 's3';
  readonly bucket: string;
  /** Stands before each key; empty, or ends in a slash. */
  readonly keyPrefix: string;
  /** Null for the service of Amazon. */
  readonly endpoint: string | null;
  /** Null where the environment is to say. */
  readonly region: string | null;
  readonly isPathStyle: boolean;
}

/** Where the files are, as a URL says. */
export type StorageLocation = DirectoryLocation | S3Location;

const S3_PARAMETERS = ['endpoint', 'region', 'force_path_style'];
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const KEY_PREFIX = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

/**
 * `file:///directory` or `s3://bucket/prefix?endpoint=…&region=…&force_path_style=1`.
 * @throws Error whose message says what the URL must be and repeats nothing of it, for it may hold a secret
 */
export function parseStorageUrl(raw: string): StorageLocation {
  const url = URL.canParse(raw) ? new URL(raw) : null;
  if (url !== null && (url.username !== '' || url.password !== '')) {
    throw new Error('must not hold credentials: those of S3 come from AWS_ACCESS_KEY_ID and its like');
  }
  if (url?.protocol === 'file:') return parseDirectory(url);
  if (url?.protocol === 's3:') return parseS3(url);
  throw new Error('must be a URL such as file:///mnt/share or s3://bucket/prefix?region=eu-central-1');
}

function parseDirectory(url: URL): DirectoryLocation {
  const isPlain = url.host === '' && url.search === '' && url.hash === '';
  const path = isPlain ? toPath(url) : null;
  if (path === null || path === '/') {
    throw new Error('must name an absolute directory other than the root, such as file:///mnt/share');
  }
  return { kind: 'directory', path };
}

function toPath(url: URL): string | null {
  try {
    return fileURLToPath(url).replace(/\/+$/, '') || '/';
  } catch {
    return null;
  }
}

function parseS3(url: URL): S3Location {
  if (url.hash !== '' || url.port !== '')
    throw new Error('must be s3://bucket/prefix, without port or fragment');
  if (!BUCKET.test(url.hostname))
    throw new Error('must name a bucket as in s3://bucket: 3 to 63 of a-z 0-9 . -');
  const prefix = url.pathname.replace(/^\//, '').replace(/\/$/, '');
  if (prefix !== '' && !KEY_PREFIX.test(prefix)) {
    throw new Error('must have a prefix of letters, digits and . _ - between single slashes');
  }
  const parameters = readParameters(url.searchParams);
  return {
    kind: 's3',
    bucket: url.hostname,
    keyPrefix: prefix === '' ? '' : `${prefix}/`,
    endpoint: parseEndpoint(parameters.get('endpoint')),
    region: parseRegion(parameters.get('region')),
    isPathStyle: parsePathStyle(parameters.get('force_path_style')),
  };
}

function readParameters(search: URLSearchParams): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of search) {
    // An unknown name is not repeated: it may be the secret itself, pasted in the wrong place.
    if (!S3_PARAMETERS.includes(name))
      throw new Error(`knows only the parameters ${S3_PARAMETERS.join(', ')}`);
    if (found.has(name)) throw new Error(`has the parameter ${name} twice`);
    found.set(name, value);
  }
  return found;
}

function parseEndpoint(value: string | undefined): string | null {
  if (value === undefined) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  const isOrigin =
    url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` && !value.includes('@');
  if (!isOrigin)
    throw new Error('must have an endpoint such as http://127.0.0.1:9000, without path or credentials');
  return url.origin;
}

function parseRegion(value: string | undefined): string | null {
  if (value !== undefined && !/^[a-z0-9-]{1,40}$/.test(value)) {
    throw new Error('must have a region such as eu-central-1');
  }
  return value ?? null;
}

function parsePathStyle(value = '0'): boolean {
  if (value !== '0' && value !== '1') throw new Error('must have force_path_style as 1 or 0');
  return value === '1';
}

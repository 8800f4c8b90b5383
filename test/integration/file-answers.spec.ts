import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DirectoryFileStorage } from '../../src/common/storage/directory-file-storage.js';
import type { FileStorage } from '../../src/common/storage/file-storage.port.js';
import { S3FileStorage } from '../../src/common/storage/s3/s3-file-storage.js';
import { parseStorageUrl, type S3Location } from '../../src/common/storage/storage-url.js';
import { FileServer } from '../support/file-server.js';
import { rawRequest } from '../support/raw-http.js';
import { S3_CREDENTIALS, S3Server } from '../support/s3-server.js';
import { store } from '../support/store-file.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const BYTES = Buffer.from(Array.from({ length: 1000 }, (_, at) => at % 251));
/** More than fits into the buffers of a connection. */
const LARGE = Buffer.alloc(4 * 1024 * 1024, 7);
/** What a client may rely on; connections and dates are the server's own matter. */
const COMPARED = [
  'accept-ranges',
  'cache-control',
  'content-disposition',
  'content-length',
  'content-range',
  'content-type',
  'etag',
];

/** Files of this machine are sent by a library; what lies elsewhere must be answered for in just the same way. */
describe('a file that lies on a disk and the same file in a bucket', () => {
  let s3: S3Server;
  let storages: FileStorage[];
  let servers: FileServer[];

  beforeAll(async () => {
    s3 = await S3Server.start();
    const workRoot = await temporaryDirectory('work');
    storages = [
      await DirectoryFileStorage.openOwn(await temporaryDirectory('files')),
      await S3FileStorage.open(s3.location(), { workRoot, givesLinks: false }),
    ];
    for (const storage of storages) {
      await store(storage, 'jobs/a', BYTES);
      await store(storage, 'jobs/empty', '');
    }
    servers = await Promise.all(storages.map((storage) => FileServer.start(storage)));
  });

  afterAll(async () => {
    for (const server of servers) await server.dispose();
    for (const storage of storages) await storage.close();
    await s3.dispose();
  });

  async function answers(method: string, path: string, headers: Record<string, string>) {
    return Promise.all(
      servers.map(async (server) => {
        const { status, headers: all, bytes } = await rawRequest(server.url, method, path, headers);
        const compared = COMPARED.map((name) => [name, all[name]] as const);
        return { status, bytes: bytes.toString('base64'), headers: Object.fromEntries(compared) };
      }),
    );
  }

  it.each<[number, Record<string, string>]>([
    [200, {}],
    [206, { range: 'bytes=0-9' }],
    [206, { range: 'bytes=990-2000' }],
    [206, { range: 'bytes=990-' }],
    [206, { range: 'bytes=-50' }],
    [416, { range: 'bytes=-5000' }],
    [206, { range: 'bytes=7-7' }],
    [206, { range: 'bytes=0-9,5-19' }],
    [200, { range: 'bytes=0-9,100-109' }],
    [200, { range: `bytes=${Array.from({ length: 300 }, (_, at) => `${at * 3}-${at * 3}`).join(',')}` }],
    [416, { range: 'bytes=1000-' }],
    [416, { range: 'bytes=-0' }],
    [416, { range: 'bytes=9-5' }],
    [200, { range: 'lines=1-2' }],
    [200, { range: 'bytes=x-y' }],
    [206, { range: 'bytes=0-9', 'if-range': '"tag"' }],
    [200, { range: 'bytes=0-9', 'if-range': '"other"' }],
    [200, { range: 'bytes=0-9', 'if-range': 'Wed, 21 Oct 2015 07:28:00 GMT' }],
    [304, { 'if-none-match': '"tag"' }],
    [304, { 'if-none-match': 'W/"tag"' }],
    [304, { 'if-none-match': '"other", "tag"' }],
    [304, { 'if-none-match': '*' }],
    [304, { 'if-none-match': '"tag"', range: 'bytes=0-9' }],
    [200, { 'if-none-match': '"other"' }],
    [200, { 'if-none-match': '"tag"', 'cache-control': 'no-cache' }],
    [200, { 'if-modified-since': 'Wed, 21 Oct 2099 07:28:00 GMT' }],
    [200, { 'if-match': '"tag"' }],
    [200, { 'if-match': '*' }],
    [412, { 'if-match': '"other"' }],
    [412, { 'if-unmodified-since': 'Wed, 21 Oct 2099 07:28:00 GMT' }],
    [200, { 'if-unmodified-since': 'nonsense' }],
  ])('should both answer %i to %j, GET and HEAD', async (status, headers) => {
    for (const method of ['GET', 'HEAD']) {
      const [onDisk, inBucket] = await answers(method, '/jobs/a', headers);
      expect([method, onDisk!.status]).toEqual([method, status]);
      expect(inBucket).toEqual(onDisk);
    }
  });

  it('should both answer for an empty file, and for none', async () => {
    for (const path of ['/jobs/empty', '/jobs/none']) {
      const [onDisk, inBucket] = await answers('GET', path, {});
      expect(inBucket).toEqual(onDisk);
    }
  });
});

/** The bucket is one of our own here: what is looked at is our end, and a thousand answers are to come quickly. */
describe('downloads that nobody ends', () => {
  let bucket: Server;
  let storages: FileStorage[];
  let servers: FileServer[];

  beforeAll(async () => {
    bucket = createServer((request, response) => {
      response.writeHead(200, { 'content-length': LARGE.length });
      response.end(request.method === 'HEAD' ? undefined : LARGE);
    }).listen(0, '127.0.0.1');
    await once(bucket, 'listening');
    Object.assign(process.env, S3_CREDENTIALS);
    const { port } = bucket.address() as AddressInfo;
    const url = `s3://models?endpoint=http://127.0.0.1:${port}&force_path_style=1`;
    const workRoot = await temporaryDirectory('work');
    storages = [
      await DirectoryFileStorage.openOwn(await temporaryDirectory('files')),
      await S3FileStorage.open(parseStorageUrl(url) as S3Location, { workRoot, givesLinks: false }),
    ];
    await store(storages[0]!, 'jobs/large', LARGE);
    servers = await Promise.all(storages.map((storage) => FileServer.start(storage)));
  });

  afterAll(async () => {
    for (const server of servers) await server.dispose();
    for (const storage of storages) await storage.close();
    bucket.closeAllConnections();
    bucket.close();
  });

  it.each([
    ['a disk', 0],
    ['a bucket', 1],
  ])(
    'scenario 49: 1,000 aborted downloads from %s leave nothing open',
    async (_, at) => {
      const server = servers[at]!;
      await abortDownloads(server, 20);
      const before = await openDescriptors();
      await abortDownloads(server, 1_000);
      while (server.activeCount > 0 || (await openDescriptors()) > before + 20) await nextTurn();
      expect((await rawRequest(server.url, 'GET', '/jobs/large')).bytes.equals(LARGE)).toBe(true);
    },
    90_000,
  );
});

/** Breaks each download off at its first bytes, twenty at a time. */
async function abortDownloads(server: FileServer, count: number): Promise<void> {
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const request = get(`${server.url}/jobs/large`, { agent: false }, (response) => {
        response.once('data', () => response.destroy());
        response.once('error', () => undefined);
        response.once('close', resolve);
      });
      request.once('error', reject);
    });
  for (let left = count; left > 0; left -= 20) await Promise.all(Array.from({ length: 20 }, one));
}

async function openDescriptors(): Promise<number> {
  return (await readdir('/proc/self/fd')).length;
}

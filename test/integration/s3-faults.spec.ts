import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { S3FileStorage } from '../../src/common/storage/s3/s3-file-storage.js';
import { S3_PATIENCE_DEFAULTS } from '../../src/common/storage/s3/s3-patience.js';
import { FaultyProxy } from '../support/faulty-proxy.js';
import { FileServer } from '../support/file-server.js';
import { rawRequest } from '../support/raw-http.js';
import { S3_CREDENTIALS, S3Server } from '../support/s3-server.js';
import { store } from '../support/store-file.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const UNAVAILABLE = { code: 'STORAGE_UNAVAILABLE' };
const LARGE = Buffer.alloc(3 * 1024 * 1024, 7);
/** Two parts and a bit. */
const IN_PARTS = Buffer.alloc(17 * 1024 * 1024, 5);
/** As in earnest, but a test does not wait so long. */
const HASTY = { ...S3_PATIENCE_DEFAULTS, idleLimitMs: 2_000, restsMs: [20] };

describe('a bucket in trouble', () => {
  let server: S3Server;
  let proxy: FaultyProxy;
  let storage: S3FileStorage;

  beforeAll(async () => {
    server = await S3Server.start();
  });

  afterAll(() => server.dispose());

  beforeEach(async () => {
    proxy = await FaultyProxy.start(server.port);
    storage = await S3FileStorage.open(server.location(proxy.endpoint), {
      workRoot: await temporaryDirectory('work'),
      givesLinks: true,
      patience: HASTY,
    });
    await store(storage, 'jobs/a', LARGE);
  });

  afterEach(async () => {
    await storage.close();
    await proxy.dispose();
  });

  async function keys(): Promise<string[]> {
    const found: string[] = [];
    for await (const page of storage.list('jobs')) found.push(...page);
    return found.sort();
  }

  async function offer(files: Record<string, Uint8Array>): Promise<string> {
    const workDir = await storage.createWorkDir('test');
    for (const [name, content] of Object.entries(files)) await writeFile(join(workDir, name), content);
    return workDir;
  }

  it('should say within two seconds that a store which takes connections and answers nothing is away', async () => {
    server.freeze();
    const startedMs = performance.now();
    const [stat, open, isUp] = await Promise.allSettled([
      storage.stat('jobs/a'),
      storage.open('jobs/a'),
      storage.ping(),
    ]);
    const tookMs = performance.now() - startedMs;
    expect(stat).toMatchObject({ status: 'rejected', reason: UNAVAILABLE });
    expect(open).toMatchObject({ status: 'rejected', reason: UNAVAILABLE });
    expect(isUp).toEqual({ status: 'fulfilled', value: false });
    // The limit is 1.7 s; the rest is for a busy machine.
    expect(tookMs).toBeLessThan(6_000);
    server.thaw();
    expect(await storage.stat('jobs/a')).toMatchObject({ sizeBytes: LARGE.length });
  });

  it('should say that a store which is gone is away, whatever is asked of it', async () => {
    await proxy.dispose();
    const workDir = await offer({ one: LARGE });
    expect(await storage.ping()).toBe(false);
    await expect(storage.stat('jobs/a')).rejects.toMatchObject(UNAVAILABLE);
    await expect(storage.bringHere('jobs/a', workDir)).rejects.toMatchObject(UNAVAILABLE);
    await expect(storage.adopt(workDir, 'jobs/b')).rejects.toMatchObject(UNAVAILABLE);
    await expect(storage.remove('jobs/a')).rejects.toMatchObject(UNAVAILABLE);
    await expect(keys()).rejects.toMatchObject(UNAVAILABLE);
  });

  it('should give up an upload that does not move on, and leave nothing of it', async () => {
    const workDir = await offer({ one: LARGE, two: LARGE });
    server.freeze();
    await expect(storage.adopt(workDir, 'jobs/b')).rejects.toMatchObject(UNAVAILABLE);
    server.thaw();
    expect(await keys()).toEqual(['jobs/a']);
  });

  it('should break an answer off when its bytes break off, never end it short', async () => {
    const files = await FileServer.start(storage);
    await storage.stat('jobs/a');
    for (const kind of ['cut', 'stall'] as const) {
      proxy.fault = { kind, afterBytes: 1_000_000 };
      proxy.dropIdle();
      await expect(rawRequest(files.url, 'GET', '/jobs/a')).rejects.toMatchObject({ code: 'ECONNRESET' });
    }
    await files.dispose();
  });

  it('should bring a file whole although the first answer breaks off', async () => {
    const workDir = await storage.createWorkDir('test');
    proxy.fault = { kind: 'cut', afterBytes: 1_000_000 };
    proxy.dropIdle();
    const brought = storage.bringHere('jobs/a', workDir);
    await proxy.untilFaulty();
    proxy.fault = { kind: 'none' };
    const path = await brought;
    expect(await storage.stat('jobs/a')).toMatchObject({ sizeBytes: LARGE.length });
    expect((await readFile(path!)).equals(LARGE)).toBe(true);
  });

  it('should store a large file in parts, whole', async () => {
    await store(storage, 'jobs/large', IN_PARTS);
    expect((await buffer((await storage.open('jobs/large'))!)).equals(IN_PARTS)).toBe(true);
  });

  it('should leave no part of a directory behind that is given up midway', async () => {
    const workDir = await offer({ a: LARGE, b: IN_PARTS, c: LARGE });
    const stop = new AbortController();
    const adopted = storage.adopt(workDir, 'jobs/b', stop.signal);
    while ((await keys()).length < 2) await new Promise(setImmediate);
    stop.abort(new Error('cancelled'));
    await expect(adopted).rejects.toBeInstanceOf(Error);
    expect(await keys()).toEqual(['jobs/a']);
  });

  it('should give links that bring the file with its name and type, each for its method', async () => {
    const file = { contentType: 'model/stl', disposition: 'attachment; filename="model.stl"' };
    for (const method of ['GET', 'HEAD'] as const) {
      const link = await storage.signedUrl('jobs/a', { ...file, method });
      const { pathname, search, searchParams } = new URL(link!);
      expect(searchParams.get('X-Amz-Expires')).toBe('300');
      const answer = await rawRequest(server.endpoint, method, pathname + search);
      expect(answer).toMatchObject({ status: 200, headers: { 'content-length': String(LARGE.length) } });
      expect(answer.headers['content-type']).toBe('model/stl');
      expect(answer.headers['content-disposition']).toBe(file.disposition);
    }
  });
});

describe('uploads in parts', () => {
  let server: Server;
  let storage: S3FileStorage;
  const aborted: string[] = [];

  /** A store that gives these answers, and writes down which uploads are given up. */
  async function openWith(answer: RequestListener): Promise<void> {
    aborted.length = 0;
    server = createServer((request, response) => {
      if (request.method === 'DELETE') {
        aborted.push(request.url ?? '');
        response.writeHead(204).end();
      } else answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    Object.assign(process.env, S3_CREDENTIALS);
    storage = await S3FileStorage.open(
      {
        kind: 's3',
        bucket: 'bucket',
        keyPrefix: 'x/',
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        region: null,
        isPathStyle: true,
      },
      { workRoot: await temporaryDirectory('work'), givesLinks: false },
    );
  }

  afterEach(async () => {
    await storage.close();
    server.closeAllConnections();
    server.close();
  });

  it('should be given up once they are old, and no others: their senders are dead', async () => {
    const nowMs = Date.now();
    const listing = ['old', 'new']
      .map((name, at) => {
        const initiated = new Date(nowMs - (at === 0 ? 100_000 : 0)).toISOString();
        return `<Upload><Key>x/jobs/${name}</Key><UploadId>${name}</UploadId><Initiated>${initiated}</Initiated></Upload>`;
      })
      .join('');
    await openWith((_, response) => {
      response.end(`<ListMultipartUploadsResult>${listing}</ListMultipartUploadsResult>`);
    });
    await storage.removeLeftovers(nowMs - 50_000);
    expect(aborted).toEqual([expect.stringMatching(/^\/bucket\/x\/jobs\/old\?.*uploadId=old/)]);
  });

  it('should be given up at once when the store refuses one of the parts', async () => {
    await openWith((request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://store');
      request.resume().once('end', () => {
        if (request.method === 'HEAD') response.writeHead(404).end();
        else if (searchParams.has('uploads')) {
          response.end(
            '<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>',
          );
        } else if (searchParams.get('partNumber') === '2') response.writeHead(403).end();
        else response.writeHead(200, { etag: '"part"' }).end();
      });
    });
    const workDir = await storage.createWorkDir('test');
    await writeFile(join(workDir, 'large'), IN_PARTS);
    await expect(storage.adopt(join(workDir, 'large'), 'jobs/b')).rejects.toMatchObject(UNAVAILABLE);
    expect(aborted).toEqual([expect.stringMatching(/^\/bucket\/x\/jobs\/b\?.*uploadId=one/)]);
  });
});

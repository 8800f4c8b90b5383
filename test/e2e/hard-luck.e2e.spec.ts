import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { filePartHead, MULTIPART_TYPE } from '../support/multipart.js';
import { smallPicture } from '../support/pictures.js';
import { childrenOf } from '../support/process-table.js';
import { ServerProcess } from '../support/server-process.js';
import { TestServer } from '../support/test-server.js';

const LIMIT_MS = 90_000;

/** Things that happen to servers, each of which once did harm. */
describe('bad luck', () => {
  let server: TestServer;

  afterEach(() => server.dispose());

  it('answers 400 when a part of another name ends early, and lives', async () => {
    server = await TestServer.start();
    const answer = await fetch(`${server.url}/api/upload-image`, {
      method: 'POST',
      headers: { 'content-type': MULTIPART_TYPE },
      body: new Uint8Array(Buffer.concat([filePartHead('other', 'a.png'), Buffer.from('zz')])),
    });
    expect(answer.status).toBe(400);
    expect((await fetch(`${server.url}/live`)).status).toBe(200);
  });

  it(
    'fails a generation that finds no place to work in, and gives its claim back',
    async () => {
      server = await TestServer.start();
      const { job_id: jobId } = await server.api.upload(await smallPicture());
      const work = join(server.dataDir, 'work');
      await rm(work, { recursive: true });
      await writeFile(work, 'in the way');
      await server.api.start(jobId);
      const failed = await server.api.untilSettled(jobId);
      expect(failed).toMatchObject({ status: 'failed', code: 'ENGINE_FAILED', is_active: false });
      await rm(work);
      await mkdir(work);
      await server.api.start(jobId);
      expect((await server.api.untilSettled(jobId)).status).toBe('completed');
    },
    LIMIT_MS,
  );

  it(
    'ends with 0 in time though a download is read by nobody',
    async () => {
      server = await TestServer.start();
      const { job_id: jobId } = await server.api.upload(await smallPicture());
      await server.api.start(jobId, { quality: 10 });
      await server.api.untilSettled(jobId);
      const request = get(`${server.url}/api/download/${jobId}/all.zip`);
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.pause();
      response.on('error', () => undefined);
      expect(await server.stop()).toEqual({ code: 0, signal: null });
      request.destroy();
    },
    LIMIT_MS,
  );

  it(
    'leaves what waits alone when its port is in use',
    async () => {
      server = await TestServer.start({ GENERATION_ATTEMPTS: '2' });
      const { job_id: jobId } = await server.api.upload(await smallPicture());
      await server.api.start(jobId, {}, 'slow=60000');
      await server.api.untilProcessing(jobId);
      await server.kill();
      const blocker = createServer().listen(0, '127.0.0.1');
      await once(blocker, 'listening');
      const { port } = blocker.address() as AddressInfo;
      for (let attempt = 0; attempt < 3; attempt++) {
        const refused = new ServerProcess(server.dataDir, { TEST_MODE: '1', PORT: String(port) });
        expect((await refused.exited).code).toBe(1);
        expect(refused.stderr.join('\n')).toContain('EADDRINUSE');
      }
      blocker.close();
      await server.startAgain();
      expect((await server.api.snapshot(jobId)).is_active).toBe(true);
    },
    LIMIT_MS,
  );

  it(
    'lets children finish when the whole process group is interrupted, as a terminal does',
    async () => {
      server = await TestServer.start({ GENERATION_ATTEMPTS: '1' });
      const { job_id: jobId } = await server.api.upload(await smallPicture());
      await server.api.start(jobId, {}, 'slow=2000');
      await server.api.untilProcessing(jobId);
      const children = (await childrenOf(server.pid)).map(({ pid }) => pid);
      for (const pid of [...children, server.pid]) process.kill(pid, 'SIGINT');
      expect(await server.process.exited).toEqual({ code: 0, signal: null });
      await server.startAgain();
      expect(await server.api.snapshot(jobId)).toMatchObject({ status: 'completed', attempt: 1 });
    },
    LIMIT_MS,
  );

  it(
    'sweeps at its start what a kill left between a file and its record',
    async () => {
      server = await TestServer.start();
      const { job_id: jobId } = await server.api.upload(await smallPicture());
      await server.api.start(jobId);
      const done = await server.api.untilSettled(jobId);
      await server.stop();
      const jobs = join(server.dataDir, 'files', 'jobs');
      const strange = join(jobs, 'b4f3c1a2-0000-4000-8000-000000000000');
      const halfRun = join(jobs, jobId, 'generations', `${String(done.generation_id)}-9`);
      for (const directory of [strange, halfRun]) {
        await mkdir(directory, { recursive: true });
        await writeFile(join(directory, 'left'), 'over');
      }
      await server.startAgain();
      for (const directory of [strange, halfRun]) {
        await expect(rm(directory)).rejects.toMatchObject({ code: 'ENOENT' });
      }
      expect((await fetch(`${server.url}/api/download/${jobId}/model.stl`)).status).toBe(200);
    },
    LIMIT_MS,
  );

  it('answers conditions that do not hold with 412, and ranges that do not exist with 416, on every file', async () => {
    server = await TestServer.start();
    const { job_id: jobId } = await server.api.upload(await smallPicture());
    for (const path of [`/api/preview/${jobId}.png`, '/sample.png', '/docs/swagger-ui.css']) {
      const condition = await fetch(server.url + path, { headers: { 'if-match': '"another"' } });
      expect([path, condition.status]).toEqual([path, 412]);
      const range = await fetch(server.url + path, { headers: { range: 'bytes=99999999-' } });
      expect([path, range.status]).toEqual([path, 416]);
    }
  });

  it('serves its files from a directory whose name holds a percent sign', async () => {
    server = await TestServer.start();
    const { job_id: jobId } = await server.api.upload(await smallPicture());
    await server.stop();
    const odd = new ServerProcess(join(server.home, 'data%20of 100%'), { TEST_MODE: '1' });
    const { url } = await odd.listening();
    expect((await fetch(`${url}/api/preview/${jobId}.png`)).status).toBe(404);
    const form = new FormData();
    form.append('image', new Blob([new Uint8Array((await smallPicture()).bytes)]), 'a.png');
    const uploaded = (await (
      await fetch(`${url}/api/upload-image`, { method: 'POST', body: form })
    ).json()) as {
      preview_url: string;
    };
    expect((await fetch(url + uploaded.preview_url)).status).toBe(200);
    odd.send('SIGTERM');
    await odd.exited;
  });
});

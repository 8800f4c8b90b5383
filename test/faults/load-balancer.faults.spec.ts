import { ApiClient } from '../support/api-client.js';
import { describeWith } from '../support/describe-with.js';
import { Installation } from '../support/installation.js';
import { LoadBalancer } from '../support/load-balancer.js';
import { filePartHead, MULTIPART_TYPE } from '../support/multipart.js';
import { smallPicture } from '../support/pictures.js';
import { isTerminal, ProgressClient } from '../support/progress-client.js';
import { RawConversation } from '../support/raw-http.js';
import { describeInstallation } from './support/describe-installation.js';

const MEGABYTE = 1024 * 1024;

describeInstallation('API processes behind a load balancer', () => {
  describeWith('nginx', 'with nginx as in deploy/nginx.conf', () => {
    let site: Installation;
    let balancer: LoadBalancer;
    let api: ApiClient;

    beforeAll(async () => {
      site = await Installation.start({ apiCount: 2, workerCount: 1 });
      balancer = await LoadBalancer.start(site.apis.map(({ url }) => url));
      api = new ApiClient(balancer.url);
    });

    afterAll(async () => {
      await balancer.dispose();
      await site.dispose();
    });

    it('takes a picture, tells of its generation over a socket, and gives the model and parts of it', async () => {
      const { job_id: jobId } = await api.upload(await smallPicture());
      // One with each process.
      const clients = [await ProgressClient.connect(api.url), await ProgressClient.connect(api.url)];
      for (const client of clients) await client.follow(jobId);
      const { generation_id: generationId } = await api.start(jobId, {}, 'slow=1000');
      for (const client of clients) {
        expect(await client.untilEnd(generationId)).toMatchObject({ status: 'completed', progress: 100 });
        expect(client.updatesOf(generationId).filter(isTerminal)).toHaveLength(1);
        client.close();
      }

      const path = `/api/download/${jobId}/model.stl`;
      const whole = await api.get(path);
      expect(whole.headers.get('content-length')).toBe(String(whole.bytes.length));
      const part = await api.get(path, { range: 'bytes=80-183' });
      expect(part.status).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes 80-183/${whole.bytes.length}`);
      expect(part.bytes.equals(whole.bytes.subarray(80, 184))).toBe(true);
    });

    it.each([51, 500])(
      'passes the refusal of an upload of %d MB on while it has hardly begun',
      async (sizeMb) => {
        const upload = await RawConversation.open(balancer.url, 'POST /api/upload-image', {
          'content-type': MULTIPART_TYPE,
          'content-length': String(sizeMb * MEGABYTE),
        });
        upload.write(filePartHead('image', 'large.png'));
        expect(await upload.status()).toBe(413);
        expect(await upload.received(/UPLOAD_TOO_LARGE/)).toContain('x-request-id');
        upload.destroy();
      },
    );

    it('keeps the metrics to those who watch the processes', async () => {
      expect((await api.get('/metrics')).status).toBe(404);
      expect(await site.apis[0]!.metric('relievo_sockets')).toBe(0);
    });

    it('asks the other process when one is killed: reads and starts go on, and sockets connect anew', async () => {
      const picture = await smallPicture();
      const { job_id: running } = await api.upload(picture);
      const { job_id: next } = await api.upload(picture);
      const { generation_id: generationId } = await api.start(running, {}, 'slow=4000');
      await api.untilProcessing(running);
      await site.apis[0]!.kill();

      for (let asked = 0; asked < 20; asked++) expect((await api.snapshot(running)).is_active).toBe(true);
      expect((await api.tryStart(next)).status).toBe(202);
      const client = await ProgressClient.connect(api.url);
      await client.follow(running);
      expect((await client.untilEnd(generationId)).status).toBe('completed');
      expect((await api.untilSettled(next)).status).toBe('completed');
      client.close();
    });
  });
});

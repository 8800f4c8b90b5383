import { mkdir, rename, rmdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Installation } from '../support/installation.js';
import { smallPicture } from '../support/pictures.js';
import { untilTrue } from '../support/process-table.js';
import { S3_CREDENTIALS, S3Server } from '../support/s3-server.js';
import { describeInstallation } from './support/describe-installation.js';

const REFUSED_WITHIN_MS = 2_000;
const BACK_WITHIN_MS = 3_000;

/** A store, and how it goes away and comes back. */
interface Store {
  readonly settings: Readonly<Record<string, string>>;
  readonly leave: (site: Installation) => Promise<void>;
  readonly comeBack: (site: Installation) => Promise<void>;
  readonly dispose: () => Promise<void>;
}

async function openBucket(fault: 'killed' | 'frozen'): Promise<Store> {
  const server = await S3Server.start();
  return {
    settings: { ...S3_CREDENTIALS, STORAGE_URL: server.url() },
    leave: async () => {
      if (fault === 'killed') await server.kill();
      else server.freeze();
    },
    comeBack: async () => {
      if (fault === 'killed') await server.run();
      else server.thaw();
    },
    dispose: () => server.dispose(),
  };
}

/** A share that is no longer mounted leaves the empty directory that it was mounted on. */
function openShare(): Promise<Store> {
  const elsewhere = (site: Installation): string => `${site.shareDir}-elsewhere`;
  return Promise.resolve({
    settings: {},
    leave: async (site) => {
      await rename(site.shareDir, elsewhere(site));
      await mkdir(site.shareDir);
    },
    comeBack: async (site) => {
      // Refused where anything was written beside the share.
      await rmdir(site.shareDir);
      await rename(elsewhere(site), site.shareDir);
    },
    dispose: () => Promise.resolve(),
  });
}

describeInstallation('a store that goes away', () => {
  let store: Store;
  let site: Installation;

  afterEach(async () => {
    await site.dispose();
    await store.dispose();
  });

  it.each([
    { what: 'a bucket whose server is killed', open: () => openBucket('killed') },
    { what: 'a bucket whose server is frozen', open: () => openBucket('frozen') },
    { what: 'a share that is unmounted', open: openShare },
  ])(
    '$what: 503 within 2 s, all as before within 3 s of its return, and what runs comes to its end',
    async ({ open }) => {
      store = await open();
      site = await Installation.start({ apiCount: 1, workerCount: 1, settings: store.settings });
      const { api } = site.anyApi;
      const picture = await smallPicture();
      const done = await api.complete(picture);
      const { job_id: running } = await api.upload(picture);
      const { generation_id: generationId } = await api.start(running, {}, 'slow=3000');
      await api.untilProcessing(running);
      const download = (): ReturnType<typeof api.get> => api.get(`/api/download/${done.job_id}/model.stl`);
      const before = await download();

      await store.leave(site);
      const askedMs = performance.now();
      const refusal = await download();
      expect(performance.now() - askedMs).toBeLessThan(REFUSED_WITHIN_MS);
      expect(refusal.status).toBe(503);
      expect(refusal.body.code).toBe('STORAGE_UNAVAILABLE');
      expect(refusal.headers.get('retry-after')).toMatch(/^\d+$/);
      // Meanwhile the model is made: it cannot be stored.
      const [upload] = await Promise.all([api.tryUpload(picture), pause(4_000)]);
      expect(upload.status).toBe(503);
      expect(upload.body.code).toBe('STORAGE_UNAVAILABLE');
      expect((await site.anyApi.readiness()).dependencies).toMatchObject({ storage: false });
      expect((await api.snapshot(running)).is_active).toBe(true);

      await store.comeBack(site);
      const backMs = performance.now();
      await untilTrue(async () => (await download()).status === 200);
      expect(performance.now() - backMs).toBeLessThan(BACK_WITHIN_MS);
      expect((await download()).bytes.equals(before.bytes)).toBe(true);
      const end = await api.untilSettled(running);
      expect(end).toMatchObject({ status: 'completed', generation_id: generationId });
      const model = await api.get(`/api/download/${running}/model.stl`);
      expect(model.bytes.equals(before.bytes)).toBe(true);
      expect((await api.complete(picture)).status).toBe('completed');
    },
  );
});

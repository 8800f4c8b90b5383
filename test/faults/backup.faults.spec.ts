import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { Installation } from '../support/installation.js';
import { smallPicture } from '../support/pictures.js';
import { PostgresServer } from '../support/postgres-server.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { describeInstallation } from './support/describe-installation.js';

const PLAN = { apiCount: 1, workerCount: 1 };

describeInstallation('a backup as docs/operations.md has it', () => {
  it('is taken while all runs, and restored is an installation in which nothing is lost', async () => {
    const backup = await temporaryDirectory('backup');
    const site = await Installation.start(PLAN);
    const { api } = site.anyApi;
    const picture = await smallPicture();
    const done = await api.complete(picture);
    const model = await api.get(`/api/download/${done.job_id}/model.stl`);
    const [running, waiting] = [(await api.upload(picture)).job_id, (await api.upload(picture)).job_id];
    await api.start(running, {}, 'slow=8000');
    await api.untilProcessing(running);
    await api.start(waiting);

    const dump = join(backup, 'relievo.dump');
    await site.postgres.use('pg_dump', '--format=custom', `--file=${dump}`, site.postgres.url());
    await cp(site.filesDir, join(backup, 'files'), { recursive: true });
    expect((await api.snapshot(running)).status).toBe('processing');
    await site.dispose();

    const postgres = await PostgresServer.start();
    await postgres.use('pg_restore', `--dbname=${postgres.url()}`, '--no-owner', dump);
    const settings = { DATABASE_URL: postgres.url(), STORAGE_URL: `file://${backup}` };
    const restored = await Installation.start({ ...PLAN, settings });
    const again = restored.anyApi.api;
    expect((await again.get(`/api/download/${done.job_id}/model.stl`)).bytes.equals(model.bytes)).toBe(true);
    expect(await again.untilSettled(waiting)).toMatchObject({ status: 'completed', attempt: 1 });
    expect(await again.untilSettled(running)).toMatchObject({ status: 'completed', attempt: 2 });
    expect((await again.complete(picture)).status).toBe('completed');
    await restored.dispose();
    await postgres.stop();
  });
});

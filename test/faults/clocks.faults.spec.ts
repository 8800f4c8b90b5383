import { fileURLToPath } from 'node:url';
import { Installation } from '../support/installation.js';
import { smallPicture } from '../support/pictures.js';
import { describeInstallation } from './support/describe-installation.js';

const HOUR_MS = 3_600_000;
const PRELOAD = fileURLToPath(new URL('./support/clock-shift.mjs', import.meta.url));

function clockWrongBy(shiftMs: number): Record<string, string> {
  return { NODE_OPTIONS: `--import ${PRELOAD}`, CLOCK_SHIFT_MS: String(shiftMs) };
}

describeInstallation('clocks that disagree', () => {
  let site: Installation;

  beforeAll(async () => {
    site = await Installation.start({
      apiCount: 1,
      workerCount: 2,
      settings: { RETENTION_DAYS: '1' },
      settingsOf: (role, index) => clockWrongBy(role === 'main' || index === 1 ? -HOUR_MS : HOUR_MS),
    });
  });

  afterAll(() => site.dispose());

  it('scenario 21: clocks two hours apart, which then jump, take no run for dead and no file for old', async () => {
    const { api } = site.apis[0]!;
    const done = await api.complete(await smallPicture());
    const jobs = await Promise.all(
      [1, 2].map(async () => {
        const { job_id: jobId } = await api.upload(await smallPicture());
        // Longer than it takes to find a dead worker.
        await api.start(jobId, {}, 'slow=16000');
        await api.untilProcessing(jobId);
        return jobId;
      }),
    );
    for (const member of site.members) member.process.send('SIGUSR2');

    for (const jobId of jobs) {
      expect(await api.untilSettled(jobId)).toMatchObject({ status: 'completed', attempt: 1 });
    }
    expect((await api.get(`/api/download/${done.job_id}/model.stl`)).status).toBe(200);
  });
});

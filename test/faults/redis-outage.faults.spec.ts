import { setTimeout as pause } from 'node:timers/promises';
import { Installation } from '../support/installation.js';
import { smallPicture } from '../support/pictures.js';
import { isTerminal, ProgressClient } from '../support/progress-client.js';
import { describeInstallation } from './support/describe-installation.js';

/** How old the runs are when Redis is killed, in the order of their starts. */
const AGES_S = [40, 16, 10, 2];
/** The locks of all tasks lapse after thirty seconds. */
const AWAY_S = 32;

describeInstallation('Redis that is away for long', () => {
  let site: Installation;

  beforeAll(async () => {
    site = await Installation.start({
      apiCount: 2,
      workerCount: 2,
      settings: { GENERATION_CONCURRENCY: '2' },
      redisOptions: ['--appendonly', 'yes', '--appendfsync', 'always'],
    });
  });

  afterAll(() => site.dispose());

  it('scenario 9: Redis killed 2, 10, 16 and 40 s into runs, and away until their locks lapsed: one result each', async () => {
    const [{ api }, { url }] = site.apis as [Installation['anyApi'], Installation['anyApi']];
    const client = await ProgressClient.connect(url);
    const picture = await smallPicture();
    const started: { jobId: string; generationId: string }[] = [];
    for (const [index, ageS] of AGES_S.entries()) {
      const { job_id: jobId } = await api.upload(picture);
      await client.follow(jobId);
      // They are still at work when Redis comes back without the locks.
      const { generation_id: generationId } = await api.start(
        jobId,
        {},
        `slow=${(ageS + AWAY_S + 3) * 1000}`,
      );
      started.push({ jobId, generationId });
      await pause((ageS - (AGES_S[index + 1] ?? 0)) * 1000);
    }
    await site.redis.kill();
    await pause(AWAY_S * 1000);
    await site.redis.start();
    for (const { jobId, generationId } of started) {
      await client.untilEnd(generationId);
      expect(await api.untilSettled(jobId)).toMatchObject({
        status: 'completed',
        attempt: 1,
        generation_id: generationId,
      });
      expect(client.updatesOf(generationId).filter(isTerminal)).toHaveLength(1);
    }
    client.close();
  });
});

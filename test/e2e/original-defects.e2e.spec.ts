import { formatOf } from '../support/model-signatures.js';
import { draw, smallPicture } from '../support/pictures.js';
import { isTerminal, ProgressClient } from '../support/progress-client.js';
import { TestServer } from '../support/test-server.js';
import { FORMATS } from '../support/wire.js';

/** Each of these was a defect of the system that this one replaces. */
describe('defects of the original that must not come back', () => {
  let server: TestServer;
  let jobId: string;

  beforeAll(async () => {
    server = await TestServer.start();
  });

  beforeEach(async () => {
    ({ job_id: jobId } = await server.api.upload(await smallPicture()));
  });

  afterAll(() => server.dispose());

  it('a second start took the running job over and hung: it is refused at once, and the first goes on', async () => {
    const first = await server.api.start(jobId, {}, 'slow=700');
    const before = await server.api.untilProcessing(jobId);
    const second = await server.api.tryStart(jobId);
    const after = await server.api.snapshot(jobId);

    expect(second.status).toBe(409);
    expect(after.generation_id).toBe(first.generation_id);
    expect(after.progress).toBeGreaterThanOrEqual(before.progress);
    expect(await server.api.untilSettled(jobId)).toMatchObject({
      generation_id: first.generation_id,
      status: 'completed',
    });
  });

  it('the status answer lacked job_id: it is there in every state', async () => {
    const states = [await server.api.snapshot(jobId)];
    await server.api.start(jobId, {}, 'slow=300');
    states.push(await server.api.untilProcessing(jobId), await server.api.untilSettled(jobId));
    await server.api.start(jobId, {}, 'fail-at=decoding');
    states.push(await server.api.untilSettled(jobId));

    expect(states.map(({ status }) => status)).toEqual(['pending', 'processing', 'completed', 'failed']);
    expect(states.map((snapshot) => snapshot.job_id)).toEqual(states.map(() => jobId));
  });

  it('a valid id that was never uploaded got 200 and failed later: it is 404 at once', async () => {
    const answer = await server.api.tryStart('11111111-2222-4333-8444-555555555555');

    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe('JOB_NOT_FOUND');
  });

  it('the lock was freed before the terminal event went out: no event of a run follows its successor', async () => {
    const client = await ProgressClient.connect(server.url);
    await client.follow(jobId);
    const generationIds: string[] = [];
    for (let round = 0; round < 6; round++) {
      const { generation_id: generationId } = await server.api.start(jobId);
      generationIds.push(generationId);
      // By the status route, so that the next start may well come before the event has.
      await server.api.untilSettled(jobId);
    }
    await client.untilEnd(generationIds.at(-1)!);

    const order = client.updates.map(({ snapshot }) => generationIds.indexOf(snapshot.generation_id ?? ''));
    expect(order.filter((place, at) => at > 0 && place < order[at - 1]!)).toEqual([]);
    for (const generationId of generationIds) {
      expect(client.updatesOf(generationId).filter(isTerminal)).toHaveLength(1);
      expect(client.updatesOf(generationId).findIndex(isTerminal)).toBe(
        client.updatesOf(generationId).length - 1,
      );
    }
    client.close();
  });

  it('subscribe_job joined no room and every client got every event: only subscribers get any', async () => {
    const subscriber = await ProgressClient.connect(server.url);
    const stranger = await ProgressClient.connect(server.url);
    const { job_id: otherId } = await server.api.upload(await smallPicture());
    await subscriber.follow(jobId);
    await stranger.follow(otherId);
    const { generation_id: generationId } = await server.api.start(jobId);
    await subscriber.untilEnd(generationId);
    const other = await server.api.start(otherId);
    await stranger.untilEnd(other.generation_id);

    expect(subscriber.updates.every(({ snapshot }) => snapshot.job_id === jobId)).toBe(true);
    expect(stranger.updates.every(({ snapshot }) => snapshot.job_id === otherId)).toBe(true);
    subscriber.close();
    stranger.close();
  });

  it('a failed engine wrote a cube and called it success: it fails, and there is no file', async () => {
    await server.api.start(jobId, { formats: [...FORMATS] }, 'fail-at=meshing');
    const end = await server.api.untilSettled(jobId);

    expect(end).toMatchObject({ status: 'failed', code: 'SCENARIO_FAILURE' });
    expect(end).not.toHaveProperty('result');
    expect(end).not.toHaveProperty('download_url');
    for (const format of FORMATS) {
      expect((await server.api.get(`/api/download/${jobId}/model.${format}`)).status).toBe(404);
    }
  });

  it('OBJ and PLY files held STL bytes: each file is what its name says', async () => {
    await server.api.start(jobId, { format: 'obj', formats: ['ply', 'stl'] });
    await server.api.untilSettled(jobId);

    for (const format of ['obj', 'ply', 'stl'] as const) {
      const { bytes } = await server.api.get(`/api/download/${jobId}/model.${format}`);
      expect(formatOf(bytes)).toBe(format);
    }
  });

  it('the download route wanted model_{id}.{format} where clients asked for model.{format}: both work', async () => {
    await server.api.start(jobId);
    await server.api.untilSettled(jobId);
    const short = await server.api.get(`/api/download/${jobId}/model.stl`);
    const long = await server.api.get(`/api/download/${jobId}/model_${jobId}.stl`);

    expect([short.status, long.status]).toEqual([200, 200]);
    expect(short.bytes.equals(long.bytes)).toBe(true);
  });

  it('skipped files shifted the job ids of a batch: each answer belongs to its file', async () => {
    const widths = [20, 0, 30, 0, 40, 50];
    const answers = await Promise.all(
      widths.map(async (width, index) => {
        const bad = { name: `file-${index}.png`, type: 'image/png', bytes: Buffer.from('no picture') };
        const good = width === 0 ? bad : { ...(await draw({ width, height: 24 })), name: bad.name };
        return server.api.tryUpload(good);
      }),
    );

    for (const [index, { status, body }] of answers.entries()) {
      const width = widths[index]!;
      expect(status).toBe(width === 0 ? 415 : 200);
      if (status !== 200) continue;
      expect(body).toMatchObject({
        original_filename: `file-${index}.png`,
        image_info: { size: [width, 24] },
      });
      expect(body.filename).toContain(body.job_id);
    }
  });
});

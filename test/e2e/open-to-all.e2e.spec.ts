import { smallPicture } from '../support/pictures.js';
import { TestServer } from '../support/test-server.js';

describe('a server that is open to all', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start({ HOST: '0.0.0.0', ALLOW_UNAUTHENTICATED: '1', TEST_MODE: '0' });
  });

  afterAll(() => server.dispose());

  it('refuses the scenario header, and makes models', async () => {
    const { job_id: jobId } = await server.api.upload(await smallPicture());
    const answer = await server.api.tryStart(jobId, {}, 'slow=1');

    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('INVALID_SCENARIO');
    expect((await server.api.snapshot(jobId)).is_active).toBe(false);
    await server.api.start(jobId);
    expect((await server.api.untilSettled(jobId)).status).toBe('completed');
  });

  it('lists no jobs, which would tell everybody what others have uploaded', async () => {
    const answer = await server.api.get('/api/jobs');

    expect(answer.status).toBe(403);
    expect(answer.body.code).toBe('LISTING_FORBIDDEN');
  });
});

import { smallPicture } from '../support/pictures.js';
import { TestServer } from '../support/test-server.js';

describe('the list of jobs', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
  });

  afterAll(() => server.dispose());

  it('shows every job once, newest first, page by page, while others are added', async () => {
    const uploaded: string[] = [];
    for (let count = 0; count < 7; count++) {
      uploaded.unshift((await server.api.upload(await smallPicture())).job_id);
    }
    const pages: string[][] = [];
    let query = '';
    let isLast = false;
    while (!isLast) {
      const { body, status } = await server.api.get(`/api/jobs?limit=3${query}`);
      expect(status).toBe(200);
      pages.push((body.jobs ?? []).map((job) => job.job_id));
      isLast = body.next_cursor === null;
      query = `&cursor=${encodeURIComponent(body.next_cursor ?? '')}`;
      await server.api.upload(await smallPicture());
    }

    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(pages.flat()).toEqual(uploaded);
  });

  it('gives twenty where no limit is asked', async () => {
    for (let count = 0; count < 20; count++) await server.api.upload(await smallPicture());

    expect((await server.api.get('/api/jobs')).body.jobs).toHaveLength(20);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'limit=1.5', 'cursor=nonsense', 'colour=red'])(
    '400 for %s',
    async (query) => {
      const answer = await server.api.get(`/api/jobs?${query}`);

      expect(answer.status).toBe(400);
      expect(answer.body.message).toContain(query.split('=')[0]);
    },
  );
});

import { aString, stringLike } from '../support/matchers.js';
import { smallPicture } from '../support/pictures.js';
import { ProgressClient } from '../support/progress-client.js';
import { RawWebSocket } from '../support/raw-web-socket.js';
import { TestServer } from '../support/test-server.js';

describe('the socket endpoint', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start({ CORS_ORIGINS: 'https://shop.example' });
  });

  afterAll(() => server.dispose());

  async function expectAlive(): Promise<void> {
    const { job_id: jobId } = await server.api.upload(await smallPicture());
    const client = await ProgressClient.connect(server.url);
    await client.follow(jobId);
    const { generation_id: generationId } = await server.api.start(jobId);
    expect((await client.untilEnd(generationId)).status).toBe('completed');
    client.close();
  }

  describe('scenario 32: origins', () => {
    it.each([
      'https://evil.example',
      'http://shop.example',
      'https://shop.example.evil.example',
      'null',
      'http://127.0.0.1.evil.example',
      'file://',
    ])('refuses %s', async (origin) => {
      await expect(ProgressClient.connect(server.url, { origin })).rejects.toThrow();
    });

    it('refuses another port of this machine', async () => {
      const origin = `http://127.0.0.1:${server.port === 9 ? 10 : 9}`;

      await expect(ProgressClient.connect(server.url, { origin })).rejects.toThrow();
    });

    it('allows its own addresses, those that are listed, and clients that are no browsers', async () => {
      const own = [`http://127.0.0.1:${server.port}`, `http://localhost:${server.port}`];
      for (const origin of [...own, 'https://shop.example', undefined]) {
        const client = await ProgressClient.connect(server.url, origin === undefined ? {} : { origin });
        client.close();
      }
    });
  });

  it('speaks WebSocket only: long polling is refused', async () => {
    const answer = await server.api.get('/socket.io/?EIO=4&transport=polling');

    expect(answer.status).toBe(400);
  });

  it.each([
    ['nothing', []],
    ['null', [null]],
    ['a number', [42]],
    ['a text', ['job']],
    ['a list', [[]]],
    ['no job_id', [{}]],
    ['a number as job_id', [{ job_id: 7 }]],
    ['an object as job_id', [{ job_id: { $ne: null } }]],
    ['a list as job_id', [{ job_id: ['a', 'b'] }]],
    ['a path as job_id', [{ job_id: '../../etc/passwd' }]],
    ['a NUL in job_id', [{ job_id: 'a\0b' }]],
    ['a long job_id', [{ job_id: 'x'.repeat(10_000) }]],
    ['bytes', [Buffer.from([1, 2, 3])]],
  ])('acks a subscription to %s with an error', async (_what, payload) => {
    const client = await ProgressClient.connect(server.url);

    expect(await client.askOdd('subscribe_job', ...payload)).toMatchObject({
      error: aString,
      message: aString,
      code: stringLike(/^(INVALID_REQUEST|JOB_NOT_FOUND)$/),
    });
    client.close();
  });

  it('takes no harm from events that it does not know and acks that nobody waits for', async () => {
    const client = await ProgressClient.connect(server.url);
    client.sendOdd('subscribe_job');
    client.sendOdd('subscribe_job', { job_id: 'x' });
    client.sendOdd('unsubscribe_job', null);
    client.sendOdd('job_update', { job_id: 'x', progress: 100 });
    client.sendOdd('__proto__', {});
    client.sendOdd('constructor', {});

    expect(await client.askOdd('unsubscribe_job', { job_id: 'never subscribed' })).toEqual({ ok: true });
    client.close();
    await expectAlive();
  });

  it('scenario 34: malformed packets leave the process alive', async () => {
    const packets = [
      '',
      '4',
      '9zzz',
      '42[',
      '42',
      '42{}',
      '42[null]',
      '42[{"a":1}]',
      '451-["x",{}]',
      '40{',
      '5',
    ];
    for (const packet of packets) {
      const socket = await RawWebSocket.open(server.url);
      socket.sendFrame('40');
      socket.sendFrame(packet);
      socket.sendFrame(Buffer.from([0xff, 0xfe, 0x00]), 2);
      socket.sendFrame(Buffer.from([0xc3, 0x28]), 1);
      socket.sendBytes(Buffer.from([0xff, 0xff, 0xff, 0xff]));
      await socket.closed;
    }

    await expectAlive();
  });

  it('scenario 33: a packet of a megabyte closes the connection', async () => {
    const socket = await RawWebSocket.open(server.url);
    socket.sendFrame(`42["subscribe_job",{"job_id":"${'x'.repeat(1_000_000)}"}]`);

    await socket.closed;
    await expectAlive();
  });
});

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Role, ServerProcess } from '../support/server-process.js';
import { createHome, type SettingsOverride, TestServer } from '../support/test-server.js';

describe('starting up', () => {
  let home: string;

  beforeEach(async () => {
    home = await createHome();
  });

  afterEach(() => rm(home, { recursive: true, force: true }));

  /** Everything printed, and the exit code, of a server that must not come to serve. */
  async function failToStart(
    settings: SettingsOverride,
    { dataDir = join(home, 'data'), role = 'main' }: { dataDir?: string; role?: Role } = {},
  ): Promise<{ code: number | null; printed: string }> {
    const server = new ServerProcess(dataDir, settings, role);
    try {
      await expect(server.listening()).rejects.toThrow();
      return { code: (await server.exited).code, printed: server.printed() };
    } finally {
      server.send('SIGKILL');
    }
  }

  it.each([
    ['PORT', { PORT: 'http', PUBLIC_URL: 'https://user:hunter2@relievo.example' }],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'shop.example' }],
  ])('stops at a bad %s and names it, and no other setting with it', async (name, settings) => {
    const { code, printed } = await failToStart(settings);

    expect(code).toBeGreaterThan(0);
    expect(printed).toContain(name);
    expect(printed).not.toMatch(/^\s+at /m);
    expect(printed).not.toContain('hunter2');
  });

  it('refuses to serve everybody without being told to', async () => {
    const { code, printed } = await failToStart({ HOST: '0.0.0.0' });

    expect(code).toBeGreaterThan(0);
    expect(printed).toContain('ALLOW_UNAUTHENTICATED=1');
  });

  it('refuses test mode beyond this machine', async () => {
    const { code, printed } = await failToStart({
      HOST: '0.0.0.0',
      ALLOW_UNAUTHENTICATED: '1',
      TEST_MODE: '1',
    });

    expect(code).toBeGreaterThan(0);
    expect(printed).toContain('TEST_MODE');
  });

  const DATABASE_URL = 'postgres://relievo:hunter2@127.0.0.1:1/relievo';
  const REDIS_URL = 'redis://:hunter2@127.0.0.1:1';

  it.each([
    ['main', 'REDIS_URL', { DATABASE_URL }],
    ['main', 'STORAGE_URL', { DATABASE_URL, REDIS_URL, STORAGE_URL: 'file:///nowhere/hunter2' }],
    ['worker', 'DATABASE_URL', {}],
  ] as const)('stops a %s that lacks %s of what is shared: %j', async (role, name, settings) => {
    const { code, printed } = await failToStart(settings, { role });

    expect(code).toBe(1);
    expect(printed).toMatch(new RegExp(`^Setting ${name} .+\\.$`));
    expect(printed).not.toContain('hunter2');
  });

  it('prints one line that says where it serves, and keeps its port and its data directory', async () => {
    const server = await TestServer.start();
    const lines = server.process.stdout.filter((line) => line.includes('"event":"listening"'));
    const samePort = await failToStart({ PORT: String(server.port) });
    const sameDataDir = await failToStart({}, { dataDir: server.dataDir });
    const health = await server.api.get('/api/health');
    await server.dispose();

    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        event: 'listening',
        url: `http://127.0.0.1:${server.port}`,
        port: server.port,
        pid: server.pid,
      },
    ]);
    expect(samePort.code).toBeGreaterThan(0);
    expect(samePort.printed).toContain(String(server.port));
    expect(sameDataDir.code).toBeGreaterThan(0);
    expect(sameDataDir.printed).toContain('DATA_DIR');
    expect(health.status).toBe(200);
  });
});

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/**
 * A server of its own on the built files, with no jobs yet. In test mode, so that every state can be reached.
 *
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startServer() {
  const dataDir = await mkdtemp(join(tmpdir(), 'relievo-pictures-'));
  const env = { ...process.env, PORT: '0', DATA_DIR: dataDir, TEST_MODE: '1', GENERATION_CONCURRENCY: '1' };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  for await (const line of createInterface(child.stdout)) {
    const { event, url } = JSON.parse(line);
    if (event === 'listening') return { url, stop };
  }
  await stop();
  throw new Error('The server ended before it served.');
}

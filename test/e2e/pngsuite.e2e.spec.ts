import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PictureFile } from '../support/pictures.js';
import { TestServer } from '../support/test-server.js';

const SUITE = fileURLToPath(new URL('../fixtures/pngsuite/', import.meta.url));
const FILES = readdirSync(SUITE).filter((name) => name.endsWith('.png'));
const CORRUPT = FILES.filter((name) => name.startsWith('x'));
/** The sizes 1 to 9, and the chunks of physical dimensions, of which three pictures are 8 pixels wide or high. */
const TOO_SMALL = FILES.filter((name) => /^(s0[1-9]|cd[fhs])/.test(name));
const VALID = FILES.filter((name) => !CORRUPT.includes(name) && !TOO_SMALL.includes(name));

function fixture(name: string): PictureFile {
  return { name, type: 'image/png', bytes: readFileSync(`${SUITE}${name}`) };
}

describe('PngSuite through the upload route', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
  });

  afterAll(() => server.dispose());

  /** The status of each file's upload, and the code of each refusal. */
  async function outcomes(names: string[]): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const name of names) {
      const { status, body } = await server.api.tryUpload(fixture(name));
      found[name] = [status, body.code].join(' ').trim();
    }
    return found;
  }

  function all(names: string[], outcome: string): Record<string, string> {
    return Object.fromEntries(names.map((name) => [name, outcome]));
  }

  it('takes every valid file with both sides of 16 pixels or more', async () => {
    expect(VALID).toHaveLength(140);
    expect(await outcomes(VALID)).toEqual(all(VALID, '200'));
  });

  it('refuses the files that are smaller', async () => {
    expect(TOO_SMALL).toHaveLength(21);
    expect(await outcomes(TOO_SMALL)).toEqual(all(TOO_SMALL, '422 IMAGE_TOO_SMALL'));
  });

  it('refuses every corrupt file as the fault of the sender', async () => {
    expect(CORRUPT).toHaveLength(14);
    for (const outcome of Object.values(await outcomes(CORRUPT))) {
      expect(outcome).toMatch(/^(415 NOT_A_PICTURE|422 \w+)$/);
    }
  });
});

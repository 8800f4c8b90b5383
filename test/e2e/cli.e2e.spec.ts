import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENGINE_NAMES, ENGINES } from '../../src/modelling/engines/engines.js';
import { draw } from '../support/pictures.js';
import { FORMATS } from '../support/wire.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line, its output on pipes. */
function relievo(...args: string[]): Promise<Ended> {
  return endOf(start(args));
}

function start(args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [CLI, ...args], { env: { ...process.env, COLUMNS: '200' } });
}

function endOf(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text));
    }
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, ...output });
    });
  });
}

describe('the command line', () => {
  let directory: string;
  let picture: string;
  const at = (name: string): string => join(directory, name);

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'relievo-cli-'));
    picture = at('picture.jpg');
    const disc = await draw(
      { width: 64, height: 48 },
      (x, y) => (Math.hypot(x - 32, y - 24) < 16 ? [20, 20, 20, 255] : [240, 240, 240, 255]),
      'jpg',
    );
    await writeFile(picture, disc.bytes);
  });

  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('ends without a fault when nobody reads on', async () => {
    const child = start(['model', '--help']);
    child.stdout.destroy();
    expect(await endOf(child)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  describe.each(ENGINE_NAMES)('model and inspect with the engine %s', (engine) => {
    it.each(FORMATS)('make a %s and find the same in it', async (format) => {
      const output = at(`${engine}.${format}`);
      const made = await relievo('model', picture, output, '--engine', engine, '--quality', '1', '--json');
      expect(made).toMatchObject({ exitCode: 0, stderr: '' });
      const report = JSON.parse(made.stdout) as Record<string, unknown>;
      expect(report).toMatchObject({ file: output, format, is_printable: true, defects: {} });

      const found = await relievo('inspect', output, '--json');
      expect(found).toMatchObject({ exitCode: 0, stderr: '' });
      const { triangle_count, vertex_count, shell_count, bounding_box_mm, is_printable } = report;
      expect(JSON.parse(found.stdout)).toMatchObject({
        format,
        triangle_count,
        vertex_count,
        shell_count,
        bounding_box_mm,
        is_printable,
      });
    });
  });

  it('tells a person what was made, and draws no bar where nobody sees it', async () => {
    const { exitCode, stdout, stderr } = await relievo('model', picture, at('told.stl'), '--width', '60');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^size +60 × 45 × 20 mm$/m);
    expect(stdout).toMatch(/^printable +yes$/m);
  });

  it('makes the same file again in the place of the old one, and leaves nothing else behind', async () => {
    const output = at('again.stl');
    await relievo('model', picture, output, '--quality', '1');
    const first = await readFile(output);
    expect((await relievo('model', picture, output, '--quality', '1')).exitCode).toBe(0);
    expect((await readFile(output)).equals(first)).toBe(true);
    expect((await readdir(directory)).filter((name) => name.includes('again'))).toEqual(['again.stl']);
  });

  it('makes the same file and the same report on one core, where nothing is done beside the writing', async () => {
    const args = ['--quality', '4', '--json'];
    const onAll = await relievo('model', picture, at('cores.glb'), ...args);
    const first = await readFile(at('cores.glb'));
    const command = [process.execPath, CLI, 'model', picture, at('cores.glb'), ...args];
    const onOne = await endOf(spawn('taskset', ['--cpu-list', '0', ...command]));
    expect(onOne).toEqual(onAll);
    expect(onAll).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await readFile(at('cores.glb'))).equals(first)).toBe(true);
  });

  it('writes the pictures beside the model where they are asked for', async () => {
    const args = ['--engine', 'lithophane', '--quality', '1', '--shape', 'cylinder', '--pictures'];
    expect((await relievo('model', picture, at('tube.3mf'), ...args)).exitCode).toBe(0);
    const names = (await readdir(directory)).filter((name) => name.startsWith('tube'));
    expect(names.sort()).toEqual(['tube.3mf', 'tube.backlit.png', 'tube.thumbnail.png']);
  });

  it('lists every option of every engine in its help', async () => {
    const { exitCode, stdout } = await relievo('model', '--help');
    expect(exitCode).toBe(0);
    for (const engine of ENGINE_NAMES) {
      expect(stdout).toContain(engine);
      for (const [name, spec] of Object.entries(ENGINES[engine].options)) {
        const isOff = spec.type === 'boolean' && spec.default;
        expect(stdout).toContain(`--${isOff ? 'no-' : ''}${name.replaceAll('_', '-')}`);
        expect(stdout.replace(/\s+/g, ' ')).toContain(spec.help);
      }
    }
  });

  it('exits with 2 for a command line that cannot be carried out', async () => {
    const { exitCode, stdout, stderr } = await relievo('model', picture, at('refused.stl'), '--wobble');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/unknown option '--wobble'/);
  });

  it('exits with 1 for a file that is no picture, and leaves nothing behind', async () => {
    await writeFile(at('letter.png'), 'Dear printer');
    const { exitCode, stderr } = await relievo('model', at('letter.png'), at('letter.stl'));
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: 'relievo: The file is not a picture.\n' });
    const left = (await readdir(directory)).filter((name) => name.includes('letter'));
    expect(left).toEqual(['letter.png']);
  });

  it('exits with 1 for a model that cannot be printed, and says why', async () => {
    await writeFile(at('open.obj'), 'v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n');
    const told = await relievo('inspect', at('open.obj'));
    expect(told.exitCode).toBe(1);
    expect(told.stdout).toMatch(/^printable +no$/m);
    expect(told.stdout).toMatch(/^open edge count +3$/m);
    const json = await relievo('inspect', at('open.obj'), '--json');
    expect(json.exitCode).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ is_printable: false, defects: { open_edge_count: 3 } });
  });

  it('exits with 1 for a model that cannot be read', async () => {
    await writeFile(at('cut.stl'), Buffer.alloc(100));
    const { exitCode, stderr } = await relievo('inspect', at('cut.stl'));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/claims 0 triangles but is 100 bytes long/);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { drawPicture } from '../../test/support/modelling/draw-picture.js';
import { ProgressBar } from './progress-bar.js';
import { runCommandLine } from './run-command-line.js';

/** A stream that keeps what is written to it. */
class Paper {
  text = '';
  constructor(readonly isTTY = false) {}
  write(text: string): void {
    this.text += text;
  }
}

describe('command lines that cannot be carried out', () => {
  let directory: string;
  let picture: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'relievo-cli-'));
    picture = join(directory, 'picture.png');
    await drawPicture(32, 24, (x) => [x * 8])
      .png()
      .toFile(picture);
  });

  afterAll(() => rm(directory, { recursive: true, force: true }));

  it.each<[string[], RegExp]>([
    [['model', 'PICTURE', 'OUT.step'], /must end in one of \.stl, \.obj, \.ply, \.glb, \.3mf/],
    [['model', 'PICTURE', 'OUT.stl', '--format', 'obj'], /--format obj does not fit .* \.stl/],
    [['model', 'PICTURE', 'OUT.stl', '--engine', 'magic'], /--engine must be one of relief, lithophane/],
    [['model', 'PICTURE', 'OUT.stl', '--width', 'wide'], /--width must be a number from 1 to 1000/],
    [['model', 'PICTURE', 'OUT.stl', '--base-mm', '0.1'], /--base-mm must be a number from 0\.2 to 500/],
    [['model', 'PICTURE', 'OUT.stl', '--base-mm', 'thick'], /--base-mm must be a number from 0\.2 to 500/],
    [
      ['model', 'PICTURE', 'OUT.stl', '--frame-mm', '3'],
      /--frame-mm is not an option of relief; it has .*--base-mm/,
    ],
    [
      ['model', 'PICTURE', 'OUT.stl', '--engine', 'lithophane', '--shape', 'cylinder', '--depth', '20'],
      /--depth must be at least 100/,
    ],
    [
      ['model', 'PICTURE', 'OUT.stl', '--engine', 'extrusion', '--ring-hole-mm', '5'],
      /--ring-hole-mm needs --ring other than none/,
    ],
    [
      ['model', 'PICTURE', 'OUT.stl', '--engine', 'extrusion', '--bevel-shape', 'round'],
      /--bevel-shape needs --bevel-mm other than 0/,
    ],
    [['model', 'PICTURE', 'OUT.stl', '--wobble'], /unknown option '--wobble'/],
    [['model', 'PICTURE'], /missing required argument 'output'/],
    [['model', 'nowhere.png', 'OUT.stl'], /There is no file nowhere\.png/],
    [['inspect', 'nowhere.stl'], /There is no file nowhere\.stl/],
    [['inspect', 'PICTURE'], /must end in one of \.stl/],
    [['carve'], /unknown command 'carve'/],
  ])('exits with 2 and names what is wrong: %j', async (args, message) => {
    const out = join(directory, 'refused');
    const places = args.map((arg) => arg.replace('PICTURE', picture).replace('OUT', out));
    const terminal = { stdout: new Paper(), stderr: new Paper() };
    const exitCode = await runCommandLine(places, terminal, new AbortController().signal);
    expect({ exitCode, stdout: terminal.stdout.text }).toEqual({ exitCode: 2, stdout: '' });
    expect(terminal.stderr.text).toMatch(message);
  });

  it('stop at an interrupt and say no more', async () => {
    const interrupt = new AbortController();
    interrupt.abort();
    const terminal = { stdout: new Paper(), stderr: new Paper() };
    const args = ['model', picture, join(directory, 'stopped.stl')];
    expect(await runCommandLine(args, terminal, interrupt.signal)).toBe(130);
    expect(terminal.stdout.text + terminal.stderr.text).toBe('');
  });
});

describe('the progress bar', () => {
  it('should be drawn on a terminal and gone in the end', () => {
    const terminal = new Paper(true);
    const bar = new ProgressBar(terminal);
    bar.show('decoding', 0);
    bar.clear();
    expect(terminal.text).toBe(`\r\u001b[2K${'░'.repeat(30)}   0 % decoding\r\u001b[2K`);
  });

  it('should not be drawn on anything else', () => {
    const file = new Paper();
    const bar = new ProgressBar(file);
    bar.show('meshing', 0.5);
    bar.clear();
    expect(file.text).toBe('');
  });

  it.each([true, false])(
    'should be on standard error only, while a model is made, on a terminal: %s',
    async (isTTY) => {
      const directory = await mkdtemp(join(tmpdir(), 'relievo-bar-'));
      const picture = join(directory, 'picture.png');
      await drawPicture(32, 24, (x) => [x * 8])
        .png()
        .toFile(picture);
      const terminal = { stdout: new Paper(isTTY), stderr: new Paper(isTTY) };
      const args = ['model', picture, join(directory, 'model.stl')];
      const exitCode = await runCommandLine(args, terminal, new AbortController().signal);
      await rm(directory, { recursive: true });
      expect(exitCode).toBe(0);
      expect(terminal.stdout.text).not.toMatch(/[░█\u001b]/);
      if (isTTY) expect(terminal.stderr.text).toMatch(/░+ +\d+ % decoding.*\r\u001b\[2K$/s);
      else expect(terminal.stderr.text).toBe('');
    },
  );
});

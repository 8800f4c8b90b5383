/**
 * Reliefs within an error bound, against hmm (C++) and delatin: time, memory, triangles, and the error that
 * our own checker finds in every file. Run by
 * `npm run bench:relief -- [--hmm /path/to/hmm] [--sides 1024,2048] [--errors .01,.001] [--runs 3] [--no-delatin] picture …`.
 *
 * Each picture is scaled to each side; a smooth hill of 16 bits is always among them, at E = .0001. Every run
 * is a process of its own that ends with the file written; runs of the programs alternate, so that what else
 * the machine does meets them alike, and the medians and their ratios are printed. GNU time measures.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

import sharp from 'sharp';

const { values: settings, positionals: pictures } = parseArgs({
  allowPositionals: true,
  options: {
    hmm: { type: 'string' },
    sides: { type: 'string', default: '1024,2048,4096' },
    errors: { type: 'string', default: '.01,.001' },
    runs: { type: 'string', default: '3' },
    hill: { type: 'string', default: '2048' },
    'no-delatin': { type: 'boolean', default: false },
  },
});
const RUN_SCRIPT = join(import.meta.dirname, 'relief-run.mjs');
const directory = await mkdtemp(join(tmpdir(), 'relievo-bench-'));

try {
  for (const picture of pictures) {
    for (const side of settings.sides.split(',').map(Number)) {
      const path = join(directory, `${side}-${basename(picture)}.png`);
      await sharp(picture)
        .resize(side, side, { fit: 'cover' })
        .flatten()
        .toColourspace('b-w')
        .png({ compressionLevel: 1 })
        .toFile(path);
      for (const error of settings.errors.split(',')) compare(`${basename(picture)} ${side}`, path, error);
    }
  }
  const hillPath = join(directory, 'hill.png');
  await drawHill(hillPath, Number(settings.hill));
  compare(`hill ${settings.hill}`, hillPath, '.0001');
} finally {
  await rm(directory, { recursive: true });
}

async function drawHill(path, side) {
  const values = new Uint16Array(side * side);
  for (let index = 0; index < values.length; index++) {
    const x = ((index % side) / side) * 2 - 1;
    const y = (Math.floor(index / side) / side) * 2 - 1;
    const height = 0.5 + 0.35 * Math.exp(-3 * (x * x + y * y)) + 0.12 * Math.sin(5 * x) * Math.cos(4 * y);
    values[index] = Math.round(65535 * height);
  }
  await sharp(values, { raw: { width: side, height: side, channels: 1 } })
    .toColourspace('grey16')
    .png({ compressionLevel: 1 })
    .toFile(path);
}

function compare(name, picture, error) {
  const modelPath = join(directory, 'model.stl');
  const ours = (mode, mesh) => [process.execPath, RUN_SCRIPT, mode, picture, modelPath, error, mesh];
  const programs = [
    ...(settings.hmm === undefined
      ? []
      : [
          {
            label: 'hmm',
            command: [settings.hmm, picture, modelPath, '-q', '-z', '100', '-b', '0.1', '-e', error],
          },
        ]),
    { label: 'adaptive', command: ours('ours', 'adaptive') },
    { label: 'fewest_triangles', command: ours('ours', 'fewest_triangles') },
    ...(settings['no-delatin'] ? [] : [{ label: 'delatin', command: ours('delatin', 'adaptive') }]),
  ];
  const runs = new Map(programs.map(({ label }) => [label, []]));
  for (let turn = 0; turn < Number(settings.runs); turn++) {
    for (const { label, command } of programs) {
      const run = time(command);
      const [executable, script, , ...rest] = ours('measure', label === 'hmm' ? 'hmm' : 'adaptive');
      const measured = spawnSync(executable, [script, 'measure', ...rest], { encoding: 'utf8' });
      if (measured.status !== 0) throw new Error(measured.stderr);
      runs.get(label).push({ ...run, ...JSON.parse(measured.stdout) });
    }
  }
  console.log(`\n${name}, E = ${error}`);
  const first = programs[0].label;
  for (const { label } of programs) {
    const of = (field, whose = label) => median(runs.get(whose).map((run) => run[field]));
    const ratio = (field) => (of(field, first) / of(field)).toFixed(2);
    console.log(
      `  ${label.padEnd(17)} ${of('wallS').toFixed(2)} s (${ratio('wallS')}×)  cpu ${of('cpuS').toFixed(2)} s (${ratio('cpuS')}×)  ` +
        `${of('memoryMb').toFixed(0)} MB  ${of('triangleCount')} triangles (${(of('triangleCount') / of('triangleCount', first)).toFixed(3)})  ` +
        `error ${of('error').toPrecision(5)}`,
    );
  }
}

/** Seconds on the clock, seconds of processor, and peak memory of a command that must succeed. */
function time(command) {
  const run = spawnSync('/usr/bin/time', ['-f', '%e %U %S %M', ...command], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  const [wallS, userS, systemS, kilobytes] = run.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { wallS, cpuS: userS + systemS, memoryMb: kilobytes / 1024 };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

// Draws the pictures of docs/modelling.md: results of every engine, from the project's own sample picture.
// Run by `npm run docs:pictures`, which builds first.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import sharp from 'sharp';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sample = join(root, 'web/public/sample.png');
const MOST_BYTES = 100_000;

/** The bright parts of the sample as the subject. */
const BRIGHT = ['--source', 'luminance', '--invert'];

/** A picture of the page: its name, the arguments of `relievo model`, and which of its pictures it is. */
const RESULTS = [
  ['relief', ['--depth', '8'], 'thumbnail'],
  [
    'extrusion',
    [
      ...['--engine', 'extrusion', ...BRIGHT, '--depth', '6', '--ring', 'top'],
      ...['--base', 'outline', '--base-margin-mm', '1.5', '--bevel-mm', '1', '--bevel-shape', 'round'],
    ],
    'thumbnail',
  ],
  ['inflation', ['--engine', 'inflation', ...BRIGHT, '--min-feature-mm', '8'], 'thumbnail'],
  ['lithophane-flat', ['--engine', 'lithophane', '--frame-mm', '5', '--hanger-hole-mm', '3'], 'thumbnail'],
  ['lithophane-backlit', ['--engine', 'lithophane', '--frame-mm', '5', '--hanger-hole-mm', '3'], 'backlit'],
  ['lithophane-arc', ['--engine', 'lithophane', '--shape', 'arc', '--stand-mm', '8'], 'thumbnail'],
  ['lithophane-cylinder', ['--engine', 'lithophane', '--shape', 'cylinder'], 'thumbnail'],
];

const directory = await mkdtemp(join(tmpdir(), 'relievo-docs-'));
try {
  for (const [name, args, kind] of RESULTS) {
    const model = join(directory, `${name}.stl`);
    const command = [join(root, 'dist/cli.js'), 'model', sample, model, '--pictures', ...args];
    execFileSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
    const bytes = await sharp(join(directory, `${name}.${kind}.png`))
      .resize(400, 400, { fit: 'inside' })
      .png({ compressionLevel: 9, palette: true, quality: 90 })
      .toBuffer();
    if (bytes.length > MOST_BYTES) throw new Error(`${name}.png would have ${bytes.length} bytes`);
    await writeFile(join(root, 'docs/images', `${name}.png`), bytes);
    console.log(`docs/images/${name}.png  ${bytes.length} bytes`);
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}

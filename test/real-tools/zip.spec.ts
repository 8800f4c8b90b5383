import { execFileSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

import { describeWith } from '../support/describe-with.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { FileSink } from '../../src/modelling/formats/byte-sink.js';
import { ZipWriter } from '../../src/modelling/formats/zip-writer.js';

const GIB = 2 ** 30;

/** Writes a zip behind `startBytes` of nothing, which take no room on the disk; gives its path. */
async function writeZip(startBytes: number, write: (sink: FileSink) => Promise<void>): Promise<string> {
  const path = join(await temporaryDirectory('zip'), 'archive.zip');
  const file = await open(path, 'wx');
  try {
    const sink = new FileSink(file);
    sink.sizeBytes = startBytes;
    await write(sink);
    await sink.settle();
  } finally {
    await file.close();
  }
  return path;
}

/** Lists what Info-ZIP finds: the length, the packed length and the name of each entry. */
function list(path: string): string[] {
  const text = execFileSync('unzip', ['-v', path], { encoding: 'utf8' });
  return Array.from(
    text.matchAll(/^ *(\d+) +\S+ +(\d+) .* (\S+\.txt)$/gm),
    ([, plain, packed, name]) => `${name} ${plain} ${packed}`,
  );
}

describeWith('unzip', 'a zip', () => {
  it('should be read where it is small, also with room kept for more', async () => {
    const path = await writeZip(0, async (sink) => {
      const zip = new ZipWriter(sink);
      await zip.add('a.txt', 5, (entry) => entry.append(Buffer.from('first')));
      await zip.add('b.txt', 5 * GIB, (entry) => entry.append(Buffer.from('second')));
      await zip.finish();
    });
    expect(execFileSync('unzip', ['-p', path], { encoding: 'utf8' })).toBe('firstsecond');
  });

  it('should be read where its entries lie beyond 4 GiB', async () => {
    const path = await writeZip(5 * GIB, async (sink) => {
      const zip = new ZipWriter(sink);
      await zip.add('a.txt', 5, (entry) => entry.append(Buffer.from('first')));
      await zip.add('b.txt', 6, (entry) => entry.append(Buffer.from('second')));
      await zip.finish();
    });
    expect(execFileSync('unzip', ['-p', path, 'b.txt'], { encoding: 'utf8' })).toBe('second');
  });

  it('should tell lengths beyond 4 GiB, plain and packed', async () => {
    const path = await writeZip(0, async (sink) => {
      const zip = new ZipWriter(sink, (target) => ({
        bytes: target.bytes,
        view: target.view,
        checksum: 7,
        plainBytes: 6 * GIB,
        flush: () => Promise.resolve(),
        append: () => Promise.resolve(),
        finish: () => {
          target.sizeBytes += 5 * GIB;
          return Promise.resolve();
        },
      }));
      await zip.add('large.txt', 6 * GIB, () => Promise.resolve());
      await zip.finish();
    });
    expect(list(path)).toEqual([`large.txt ${6 * GIB} ${5 * GIB}`]);
  });
});

import { open } from 'node:fs/promises';
import { PassThrough } from 'node:stream';

import { ZipFile } from 'yazl';

/** The first day a zip can name: the bytes must not depend on when they are written. */
const FIXED_DATE = new Date(1980, 0, 1);

/** File modes of the archive's entries: whatever the umask was, `-rw-r--r--`. */
const ENTRY_MODE = 0o100644;

/**
 * Packs files into a new zip, durable on return, in the order given. Entries are stored: the model formats are
 * large and a download should not wait for a compressor; 3MF and PNG are compressed already.
 */
export async function writeArchive(request: {
  files: { path: string; name: string }[];
  outputPath: string;
}): Promise<{ sizeBytes: number }> {
  const file = await open(request.outputPath, 'wx');
  try {
    for await (const chunk of streamArchive(request.files)) await file.appendFile(chunk as Buffer);
    await file.sync();
    return { sizeBytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

function streamArchive(files: { path: string; name: string }[]): PassThrough {
  const archive = new ZipFile();
  const output = new PassThrough();
  // Ends the reader's loop; yazl would leave it waiting.
  archive.on('error', (error: Error) => output.destroy(error));
  for (const { path, name } of files) {
    archive.addFile(path, name, {
      mtime: FIXED_DATE,
      mode: ENTRY_MODE,
      compress: false,
      forceDosTimestamp: true,
    });
  }
  archive.end();
  archive.outputStream.pipe(output);
  return output;
}

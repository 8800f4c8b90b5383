import { join } from 'node:path';
import type { Settings } from '../config/settings.js';
import { InvalidSettingError } from '../config/settings.errors.js';
import { DirectoryFileStorage } from './directory-file-storage.js';
import type { FileStorage } from './file-storage.port.js';

/**
 * Opens the store that the settings name: without STORAGE_URL the data directory, which the caller has locked.
 * An S3 store that is away is no hindrance; a shared directory has to be there.
 * @throws InvalidSettingError
 */
export async function openStorage(
  settings: Pick<Settings, 'DATA_DIR' | 'STORAGE_URL' | 'STORAGE_SIGNED_URLS'>,
): Promise<FileStorage> {
  const { DATA_DIR, STORAGE_URL: location } = settings;
  switch (location?.kind) {
    case undefined:
      return DirectoryFileStorage.openOwn(DATA_DIR);
    case 'directory':
      return openShared(location.path);
    case 's3': {
      // Loaded only where it is used: the client of S3 is large.
      const { S3FileStorage } = await import('./s3/s3-file-storage.js');
      return S3FileStorage.open(location, {
        workRoot: join(DATA_DIR, 'work'),
        givesLinks: settings.STORAGE_SIGNED_URLS,
      });
    }
  }
}

async function openShared(path: string): Promise<FileStorage> {
  try {
    return await DirectoryFileStorage.openShared(path);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new InvalidSettingError('STORAGE_URL', `names a directory that cannot be used (${code})`);
  }
}

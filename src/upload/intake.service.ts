import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS, type Settings } from '../common/config/settings.js';
import { DomainError } from '../common/errors/domain-error.js';
import { isErrorCode } from '../common/errors/error-catalogue.js';
import { ProcessPool } from '../common/processes/process-pool.js';
import { ProcessFailure } from '../common/processes/process.errors.js';
import type { PictureInfo } from '../modelling/image/intake-picture.js';
import { sniffPicture } from '../modelling/image/sniff-picture.js';
import { notAPicture, unreadablePicture, uploadsBusy } from './upload.errors.js';

const TIME_LIMIT_MS = 20_000;
const MEMORY_MB = 2_048;
/** Pictures that may wait for each process that decodes. */
const WAITING_PER_PROCESS = 8;
const SNIFFED_BYTES = 4_096;

export interface IntakeRequest {
  readonly inputPath: string;
  readonly picturePath: string;
  readonly previewPath: string;
}

/** Turns an uploaded file into the one kind of picture that the rest of the program reads. */
@Injectable()
export class IntakeService implements OnApplicationShutdown {
  readonly #pool: ProcessPool;
  readonly #mostAtOnce: number;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.#mostAtOnce = settings.UPLOAD_CONCURRENCY * (1 + WAITING_PER_PROCESS);
    this.#pool = new ProcessPool(fileURLToPath(new URL('./intake.worker.js', import.meta.url)), {
      maxProcesses: settings.UPLOAD_CONCURRENCY,
      warmProcesses: 1,
      memoryMb: MEMORY_MB,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.close();
  }

  /** @throws DomainError NOT_A_PICTURE, UNREADABLE_PICTURE, IMAGE_TOO_…, TOO_MANY_PIXELS, UPLOADS_BUSY */
  async intake(request: IntakeRequest): Promise<PictureInfo> {
    if (sniffPicture(await readHead(request.inputPath)) === null) throw notAPicture();
    if (this.#pool.activeCount >= this.#mostAtOnce) throw uploadsBusy();
    try {
      return await this.#pool.run<PictureInfo>(
        'intake',
        { ...request, maxPixels: this.settings.MAX_PIXELS },
        { timeoutMs: TIME_LIMIT_MS },
      );
    } catch (error) {
      throw error instanceof ProcessFailure ? toDomainError(error) : error;
    }
  }
}

/** Whatever a picture does to the process that reads it, the picture is to blame. */
function toDomainError(failure: ProcessFailure): DomainError {
  switch (failure.kind) {
    case 'rejected':
      if (isErrorCode(failure.code)) return new DomainError(failure.code, failure.message, failure.details);
      if (failure.code === 'ENOSPC')
        return new DomainError('DISK_FULL', 'The disk is full. Nothing was stored.');
      return new DomainError('INTERNAL', 'The picture could not be stored.', {}, failure);
    case 'timed-out':
      return unreadablePicture(`The picture could not be read within ${TIME_LIMIT_MS / 1000} s.`);
    case 'out-of-memory':
      return unreadablePicture('The picture needs too much memory to be read.');
    case 'never-started':
      return uploadsBusy();
    case 'crashed':
    case 'aborted':
      return unreadablePicture('The picture could not be read.');
  }
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

import { join, posix } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../common/errors/domain-error.js';
import { ProcessFailure } from '../../common/processes/process.errors.js';
import { FILE_STORAGE, type FileStorage } from '../../common/storage/file-storage.port.js';
import { runKey } from '../../common/storage/job-keys.js';
import type { GenerationRecord } from '../../jobs/job-store.port.js';
import { FORMAT_NAMES, type FormatName } from '../../modelling/formats/model-formats.js';
import { MESH_FILE_NAME } from '../../modelling/formats/stored-mesh.js';
import { ExportProcesses } from './export-processes.service.js';

const TIME_LIMIT_MS = 60_000;
const MOST_AT_ONCE = 16;

/**
 * Writes files of a completed generation that were not asked for at its start. The stored mesh never changes,
 * so this needs no claim; and however many ask for one file at once, it is written once.
 */
@Injectable()
export class ExportService {
  readonly #exports = new Map<string, Promise<string>>();

  constructor(
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    private readonly processes: ExportProcesses,
  ) {}

  /**
   * @returns a path where the model in this format can be read
   * @throws DomainError FILE_NOT_FOUND, EXPORTS_BUSY, TIMED_OUT, DISK_FULL
   */
  format(generation: GenerationRecord, format: FormatName): Promise<string> {
    return this.#ensure(keyOf(generation, `model.${format}`), 'writeFormat', async (outputPath) => ({
      meshPath: await this.#need(keyOf(generation, MESH_FILE_NAME)),
      outputPath,
      format,
    }));
  }

  /**
   * The model in every format, the thumbnail and the preview.
   * @returns a path where they can be read as one archive
   * @throws as {@link format}
   */
  archive(generation: GenerationRecord): Promise<string> {
    return this.#ensure(keyOf(generation, 'all.zip'), 'writeArchive', async (outputPath) => {
      const files: { name: string; path: string }[] = [];
      for (const format of FORMAT_NAMES) {
        files.push({ name: `model.${format}`, path: await this.format(generation, format) });
      }
      for (const name of ['thumbnail.png', 'preview.glb']) {
        files.push({ name, path: await this.#need(keyOf(generation, name)) });
      }
      return { files, outputPath };
    });
  }

  async #ensure(
    key: string,
    method: 'writeFormat' | 'writeArchive',
    plan: (outputPath: string) => Promise<unknown>,
  ): Promise<string> {
    const running = this.#exports.get(key);
    if (running !== undefined) return running;
    const written = this.#find(key, method, plan).finally(() => this.#exports.delete(key));
    this.#exports.set(key, written);
    return written;
  }

  async #find(
    key: string,
    method: 'writeFormat' | 'writeArchive',
    plan: (outputPath: string) => Promise<unknown>,
  ): Promise<string> {
    const stored = await this.storage.localPath(key);
    if (stored !== null) return stored;
    if (this.#exports.size > MOST_AT_ONCE) throw exportsBusy();
    const workDir = await this.storage.createWorkDir('export');
    try {
      const outputPath = join(workDir, 'file');
      await this.processes.pool.run(method, await plan(outputPath), { timeoutMs: TIME_LIMIT_MS });
      await this.storage.adopt(outputPath, key);
      await this.#dropIfOrphaned(key);
    } catch (error) {
      throw error instanceof ProcessFailure ? toDomainError(error) : error;
    } finally {
      await this.storage.removeWorkDir(workDir);
    }
    return this.#need(key);
  }

  /** A clean-up that came meanwhile removed the generation's files: what was just added must go with them. */
  async #dropIfOrphaned(key: string): Promise<void> {
    const directory = posix.dirname(key);
    if ((await this.storage.localPath(`${directory}/${MESH_FILE_NAME}`)) === null)
      await this.storage.remove(directory);
  }

  async #need(key: string): Promise<string> {
    const path = await this.storage.localPath(key);
    if (path === null) throw new DomainError('FILE_NOT_FOUND', 'The files of this generation are gone.');
    return path;
  }
}

function keyOf({ jobId, id, epoch }: GenerationRecord, name: string): string {
  return `${runKey({ jobId, generationId: id, epoch })}/${name}`;
}

function exportsBusy(): DomainError {
  return new DomainError('EXPORTS_BUSY', 'Too many files are being written at once. Try again shortly.');
}

function toDomainError(failure: ProcessFailure): DomainError {
  if (failure.kind === 'never-started') return exportsBusy();
  if (failure.kind === 'timed-out') {
    return new DomainError('TIMED_OUT', `Writing the file took longer than ${TIME_LIMIT_MS / 1000} s.`);
  }
  if (failure.code === 'ENOSPC') return new DomainError('DISK_FULL', 'The disk is full.');
  return new DomainError('INTERNAL', 'The file could not be written.', {}, failure);
}

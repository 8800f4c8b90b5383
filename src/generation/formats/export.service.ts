import { join, posix } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../common/errors/domain-error.js';
import { ProcessFailure } from '../../common/processes/process.errors.js';
import { FILE_STORAGE, type FileStorage, type StoredFile } from '../../common/storage/file-storage.port.js';
import { runKey } from '../../common/storage/job-keys.js';
import type { GenerationRecord } from '../../jobs/job-store.port.js';
import { ARTIFACT_NAMES } from '../../modelling/artifact-names.js';
import { FORMAT_NAMES, type FormatName } from '../../modelling/formats/model-formats.js';
import { MESH_FILE_NAME } from '../../modelling/formats/stored-model.js';
import { ExportProcesses } from './export-processes.service.js';

const TIME_LIMIT_MS = 60_000;
const MOST_AT_ONCE = 16;

/**
 * Writes files of a completed generation that were not asked for at its start. The stored mesh never changes,
 * so this needs no claim; and however many ask for one file at once, it is written once.
 */
@Injectable()
export class ExportService {
  readonly #exports = new Map<string, Promise<StoredFile>>();

  constructor(
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    private readonly processes: ExportProcesses,
  ) {}

  /**
   * The model in this format.
   * @throws DomainError FILE_NOT_FOUND, EXPORTS_BUSY, TIMED_OUT, DISK_FULL, STORAGE_UNAVAILABLE
   */
  format(generation: GenerationRecord, format: FormatName): Promise<StoredFile> {
    return this.#ensure(keyOf(generation, `model.${format}`), 'writeFormat', async (workDir) => ({
      meshPath: await this.#bring(keyOf(generation, MESH_FILE_NAME), workDir),
      format,
    }));
  }

  /**
   * The model in every format and all that was made beside it, as one archive.
   * @throws as {@link format}
   */
  archive(generation: GenerationRecord): Promise<StoredFile> {
    return this.#ensure(keyOf(generation, 'all.zip'), 'writeArchive', async (workDir) => {
      const files: { name: string; path: string }[] = [];
      for (const format of FORMAT_NAMES) {
        const { key } = await this.format(generation, format);
        files.push({ name: `model.${format}`, path: await this.#bring(key, workDir) });
      }
      for (const name of ARTIFACT_NAMES) {
        if (!generation.result?.artifacts.some((artifact) => artifact.name === name)) continue;
        files.push({ name, path: await this.#bring(keyOf(generation, name), workDir) });
      }
      return { files };
    });
  }

  async #ensure(
    key: string,
    method: 'writeFormat' | 'writeArchive',
    plan: (workDir: string) => Promise<object>,
  ): Promise<StoredFile> {
    const running = this.#exports.get(key);
    if (running !== undefined) return running;
    const written = this.#find(key, method, plan).finally(() => this.#exports.delete(key));
    this.#exports.set(key, written);
    return written;
  }

  async #find(
    key: string,
    method: 'writeFormat' | 'writeArchive',
    plan: (workDir: string) => Promise<object>,
  ): Promise<StoredFile> {
    const stored = await this.storage.stat(key);
    if (stored !== null) return stored;
    if (this.#exports.size > MOST_AT_ONCE) throw exportsBusy();
    const workDir = await this.storage.createWorkDir('export');
    try {
      const outputPath = join(workDir, 'written');
      const request = { ...(await plan(workDir)), outputPath };
      await this.processes.pool.run(method, request, { timeoutMs: TIME_LIMIT_MS });
      await this.storage.adopt(outputPath, key);
      await this.#dropIfOrphaned(key);
    } catch (error) {
      throw error instanceof ProcessFailure ? toDomainError(error) : error;
    } finally {
      await this.storage.removeWorkDir(workDir);
    }
    const written = await this.storage.stat(key);
    if (written === null) throw filesGone();
    return written;
  }

  /** A clean-up that came meanwhile removed the generation's files: what was just added must go with them. */
  async #dropIfOrphaned(key: string): Promise<void> {
    const directory = posix.dirname(key);
    if ((await this.storage.stat(`${directory}/${MESH_FILE_NAME}`)) === null)
      await this.storage.remove(directory);
  }

  async #bring(key: string, workDir: string): Promise<string> {
    const path = await this.storage.bringHere(key, workDir);
    if (path === null) throw filesGone();
    return path;
  }
}

function keyOf({ jobId, id, epoch }: GenerationRecord, name: string): string {
  return `${runKey({ jobId, generationId: id, epoch })}/${name}`;
}

function filesGone(): DomainError {
  return new DomainError('FILE_NOT_FOUND', 'The files of this generation are gone.');
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

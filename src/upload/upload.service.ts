import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../common/config/settings.js';
import { FILE_STORAGE, type FileStorage } from '../common/storage/file-storage.port.js';
import { jobKey } from '../common/storage/job-keys.js';
import type { JobRecord } from '../jobs/job-store.port.js';
import { JobsService } from '../jobs/jobs.service.js';
import { IntakeService } from './intake.service.js';
import { receivePicture } from './receive-picture.js';
import { uploadsBusy } from './upload.errors.js';

/** Bodies that may arrive at once for each process that decodes. */
const ARRIVING_PER_PROCESS = 16;

/** Takes a picture in: once the job is answered its picture is whole, checked and on the disk. */
@Injectable()
export class UploadService {
  #arrivingCount = 0;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    private readonly intake: IntakeService,
    private readonly jobs: JobsService,
  ) {}

  /** @throws DomainError as {@link receivePicture} and {@link IntakeService.intake} do; nothing is left behind */
  async upload(request: IncomingMessage): Promise<JobRecord> {
    if (this.#arrivingCount >= this.settings.UPLOAD_CONCURRENCY * ARRIVING_PER_PROCESS) throw uploadsBusy();
    this.#arrivingCount += 1;
    let workDir: string | null = null;
    try {
      workDir = await this.storage.createWorkDir('upload');
      return await this.#takeIn(request, workDir);
    } finally {
      this.#arrivingCount -= 1;
      if (workDir !== null) await this.storage.removeWorkDir(workDir);
    }
  }

  async #takeIn(request: IncomingMessage, workDir: string): Promise<JobRecord> {
    const inputPath = join(workDir, 'upload');
    const { originalFilename, sizeBytes } = await receivePicture(
      request,
      inputPath,
      this.settings.MAX_UPLOAD_MB,
    );
    const info = await this.intake.intake({
      inputPath,
      picturePath: join(workDir, 'picture.png'),
      previewPath: join(workDir, 'preview.png'),
    });
    await rm(inputPath);
    const id = randomUUID();
    await this.storage.adopt(workDir, jobKey(id));
    try {
      const { job } = await this.jobs.create({
        id,
        owner: 'local',
        picture: { ...info, originalFilename, sizeBytes },
      });
      return job;
    } catch (error) {
      await this.storage.remove(jobKey(id));
      throw error;
    }
  }
}

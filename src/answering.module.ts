import { Module } from '@nestjs/common';
import { GenerationModule } from './generation/generation.module.js';
import { ProgressModule } from './progress/progress.module.js';
import { UploadModule } from './upload/upload.module.js';

/** What callers of a process can do. One without callers does not load it. */
@Module({ imports: [ProgressModule, UploadModule, GenerationModule] })
export class AnsweringModule {}

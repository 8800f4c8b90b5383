import type { Type } from '@nestjs/common';
import { GenerationModule } from './generation/generation.module.js';
import { ProgressModule } from './progress/progress.module.js';
import { UploadModule } from './upload/upload.module.js';

/** What callers of a process can do, in the order of the OpenAPI document. One without callers does not load it. */
export const ANSWERING_MODULES: readonly Type[] = [ProgressModule, UploadModule, GenerationModule];

import type { Schema } from './schema.js';

export type ModelsInfo = Schema['ModelsInfo'];
export type EngineInfo = Schema['EngineInfo'];
export type PictureLimits = Schema['PictureLimits'];
export type UploadAnswer = Schema['UploadAnswer'];
export type JobDetail = Schema['JobDetailDto'];
export type ModelFormat = Schema['ModelsInfo']['formats'][number];
export type OptionValue = number | boolean | string;

type Shape = 'format' | 'formats' | 'dimensions' | 'quality' | 'options';

/** A start without its job. Lengths in millimetres. `engine` is any that the server lists. */
export type GenerationRequest = Required<Pick<Schema['GenerateBody'], Shape>> & { readonly engine: string };

export type StartedAnswer = Schema['GenerateAnswer'];
export type ConflictAnswer = Schema['ConflictDto'];

/** A conflict is an expected outcome of a start, so it is a value and not an exception. */
export type StartOutcome =
  | { readonly kind: 'started'; readonly started: StartedAnswer }
  | { readonly kind: 'conflict'; readonly conflict: ConflictAnswer };

import type { ModelsInfo } from './api.types.js';
import { bodyOf, request } from './request.js';

/** Every engine with its options, and the limits of what may be asked for. */
export async function readModelsInfo(): Promise<ModelsInfo> {
  return bodyOf(await request('/api/models-info')) as ModelsInfo;
}

import type { ModelFormat } from './api.types.js';

/** Where to download a file of one certain generation; formats not yet written are written when asked for. */
export function downloadUrl(jobId: string, generationId: string, filename: string): string {
  return `/api/download/${encodeURIComponent(jobId)}/${filename}?generation=${encodeURIComponent(generationId)}`;
}

export function modelFilename(format: ModelFormat): string {
  return `model.${format}`;
}

/** A job's picture, at most 1024 pixels on its longest side. */
export function pictureUrl(jobId: string): string {
  return `/api/preview/${encodeURIComponent(jobId)}.png`;
}

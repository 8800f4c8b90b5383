import { ARTIFACT_NAMES, type ArtifactName } from '../../modelling/artifact-names.js';
import { FORMAT_NAMES, type FormatName } from '../../modelling/formats/model-formats.js';

/** What a file name of the download route stands for. */
export type DownloadName =
  | { readonly kind: 'model'; readonly format: FormatName }
  | { readonly kind: 'artifact'; readonly name: ArtifactName }
  | { readonly kind: 'archive' };

/** @returns null where the name stands for nothing: only names from this list ever reach the storage */
export function parseDownloadName(name: string, jobId: string): DownloadName | null {
  if (name === 'all.zip') return { kind: 'archive' };
  const artifact = ARTIFACT_NAMES.find((known) => known === name);
  if (artifact !== undefined) return { kind: 'artifact', name: artifact };
  const format = FORMAT_NAMES.find(
    (known) => name === `model.${known}` || name === `model_${jobId}.${known}`,
  );
  return format === undefined ? null : { kind: 'model', format };
}

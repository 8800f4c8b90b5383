import { signal, type Signal } from '@preact/signals';
import type { PictureSize } from './read-picture-size.js';

export type UploadState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending'; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly kind: 'refused'; readonly message: string }
  /** It has become a job: the draft may forget it. */
  | { readonly kind: 'started' };

/** A picture that the reader has brought and the server does not have yet. */
export interface Picture {
  readonly key: string;
  readonly file: File;
  /** Where the page can show it from; given back by `URL.revokeObjectURL`. */
  readonly url: string;
  /** Null where this browser cannot read it, though the server may. */
  readonly size: PictureSize | null;
  readonly upload: Signal<UploadState>;
}

export function newPicture(file: File, url: string, size: PictureSize | null): Picture {
  // No two of a page's object URLs are the same; `crypto.randomUUID` is not there without TLS.
  return { key: url, file, url, size, upload: signal<UploadState>({ kind: 'waiting' }) };
}

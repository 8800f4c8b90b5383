import { ApiError } from './api-error.js';
import type { UploadAnswer } from './api.types.js';

export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

/**
 * Stores a picture and creates its job. `fetch` tells nothing of a body on its way, so this is an XMLHttpRequest.
 * @throws ApiError with the server's reason when the picture is refused, `ABORTED` after `signal`.
 */
export function uploadPicture(
  picture: File,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', '/api/upload-image');
    call.responseType = 'json';
    call.upload.addEventListener('progress', ({ loaded, total }) => {
      onProgress({ sentBytes: loaded, totalBytes: total });
    });
    call.addEventListener('load', () => {
      const body: unknown = call.response;
      if (call.status === 200) resolve(body as UploadAnswer);
      else reject(ApiError.fromAnswer(call.status, body));
    });
    call.addEventListener('error', () => {
      reject(ApiError.unreachable());
    });
    const stop = (): void => {
      call.abort();
      reject(new ApiError('The upload was stopped.', 'ABORTED', null));
    };
    signal.addEventListener('abort', stop);
    call.addEventListener('loadend', () => {
      signal.removeEventListener('abort', stop);
    });
    if (signal.aborted) {
      stop();
      return;
    }
    const form = new FormData();
    form.append('image', picture);
    call.send(form);
  });
}

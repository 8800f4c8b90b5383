import { ApiError } from '../api/api-error.js';

/** The picture that comes with the studio. @throws ApiError when it cannot be had. */
export async function readSample(): Promise<File> {
  try {
    const response = await fetch('/sample.png');
    if (!response.ok) throw ApiError.fromAnswer(response.status, null);
    return new File([await response.blob()], 'sample.png', { type: 'image/png' });
  } catch (error) {
    throw error instanceof ApiError ? error : ApiError.unreachable(error);
  }
}

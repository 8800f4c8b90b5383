import { DomainError } from '../common/errors/domain-error.js';
import { invalidRequest } from '../common/http/validation.js';

export function noFile(): DomainError {
  return new DomainError(
    'NO_FILE',
    'Send the picture as the file field "image" of a multipart/form-data body.',
  );
}

export function unknownField(field: string): DomainError {
  const name = field.slice(0, 100);
  return invalidRequest([{ field: name, message: `${name} is not a known field: only the file "image" is` }]);
}

export function malformedUpload(): DomainError {
  return new DomainError('MALFORMED_UPLOAD', 'The multipart body is malformed or ended too early.');
}

export function uploadTooLarge(limitMb: number): DomainError {
  return new DomainError('UPLOAD_TOO_LARGE', `The picture may have at most ${limitMb} MB.`, {
    limit_mb: limitMb,
  });
}

export function notAPicture(): DomainError {
  return new DomainError('NOT_A_PICTURE', 'The file is none of PNG, JPEG, WebP, GIF, BMP and TIFF.');
}

export function unreadablePicture(reason: string): DomainError {
  return new DomainError('UNREADABLE_PICTURE', reason);
}

export function uploadsBusy(): DomainError {
  return new DomainError('UPLOADS_BUSY', 'Too many pictures are being uploaded at once. Try again shortly.');
}

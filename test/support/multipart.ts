import type { PictureFile } from './pictures.js';

const BOUNDARY = 'relievo-test-boundary';

/** The header of a multipart body made with these helpers. */
export const MULTIPART_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** One text field. */
export function fieldPart(name: string, value: string): Buffer {
  return Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
}

/** What comes before the bytes of a file. The name is sent as it is, be it ever so odd. */
export function filePartHead(field: string, fileName: string, type = 'image/png'): Buffer {
  const disposition = `form-data; name="${field}"; filename="${fileName}"`;
  return Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: ${disposition}\r\ncontent-type: ${type}\r\n\r\n`);
}

/** One file. */
export function filePart(field: string, picture: PictureFile): Buffer {
  return Buffer.concat([filePartHead(field, picture.name, picture.type), picture.bytes, Buffer.from('\r\n')]);
}

/** A whole body of these parts. */
export function multipartBody(...parts: Buffer[]): Buffer {
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

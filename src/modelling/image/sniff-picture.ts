/** The picture formats that can be uploaded. */
export type PictureFormat = 'PNG' | 'JPEG' | 'WEBP' | 'GIF' | 'BMP' | 'TIFF';

/** Sizes of the second header of a BMP, which tell its version; without them any text with `BM` would do. */
const BMP_HEADER_SIZES = new Set([12, 40, 52, 56, 64, 108, 124]);

/**
 * Tells a picture's format by its first bytes (32 suffice), never by its name. Null for everything else:
 * SVG, PDF, HEIF, scripts, executables, text.
 */
export function sniffPicture(head: Uint8Array): PictureFormat | null {
  if (startsWith(head, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'PNG';
  if (startsWith(head, 0, [0xff, 0xd8, 0xff])) return 'JPEG';
  if (startsWith(head, 0, ascii('RIFF')) && startsWith(head, 8, ascii('WEBP'))) return 'WEBP';
  if (startsWith(head, 0, ascii('GIF87a')) || startsWith(head, 0, ascii('GIF89a'))) return 'GIF';
  if (isTiff(head)) return 'TIFF';
  if (isBmp(head)) return 'BMP';
  return null;
}

/** Either byte order, with the number 42 (TIFF) or 43 (BigTIFF) in it. */
function isTiff(head: Uint8Array): boolean {
  return (
    startsWith(head, 0, [0x49, 0x49, 0x2a, 0]) ||
    startsWith(head, 0, [0x4d, 0x4d, 0, 0x2a]) ||
    startsWith(head, 0, [0x49, 0x49, 0x2b, 0]) ||
    startsWith(head, 0, [0x4d, 0x4d, 0, 0x2b])
  );
}

function isBmp(head: Uint8Array): boolean {
  if (head.length < 18 || !startsWith(head, 0, ascii('BM'))) return false;
  return BMP_HEADER_SIZES.has(head[14]!) && startsWith(head, 15, [0, 0, 0]);
}

function startsWith(head: Uint8Array, offset: number, signature: readonly number[]): boolean {
  return signature.every((byte, index) => head[offset + index] === byte);
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

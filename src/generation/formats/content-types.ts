import { extname } from 'node:path';
import { FORMAT_NAMES, MODEL_FORMATS } from '../../modelling/formats/model-formats.js';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(FORMAT_NAMES.map((name) => [`.${name}`, MODEL_FORMATS[name].contentType])),
  '.png': 'image/png',
  '.zip': 'application/zip',
};

/** The media type of a file that a generation makes. */
export function contentTypeOf(name: string): string {
  return CONTENT_TYPES[extname(name)] ?? 'application/octet-stream';
}

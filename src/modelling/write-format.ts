import { writeDurably } from './formats/byte-sink.js';
import { MODEL_FORMATS, type FormatName } from './formats/model-formats.js';
import { readStoredModel } from './formats/read-stored-model.js';

/**
 * Writes another format of a stored mesh into a new, durable file, with the bytes that `buildModel` would
 * have written.
 */
export async function writeFormat(request: {
  meshPath: string;
  outputPath: string;
  format: FormatName;
}): Promise<{ sizeBytes: number }> {
  const { mesh, thumbnail } = readStoredModel(request.meshPath);
  const { write } = MODEL_FORMATS[request.format];
  return { sizeBytes: await writeDurably(request.outputPath, (sink) => write(mesh, sink, thumbnail)) };
}

import { PREVIEW_FILE_NAME, THUMBNAIL_FILE_NAME } from './artifact-names.js';
import type { BuiltMesh, BuiltStream } from './engines/engine.js';
import type { FileSink } from './formats/byte-sink.js';
import { MODEL_FORMATS, type FormatName } from './formats/model-formats.js';
import { MESH_FILE_NAME, writeStoredModel } from './formats/stored-model.js';
import { writeShadedGlb } from './formats/write-glb.js';
import { collectMesh, type MeshSource } from './mesh/mesh-source.js';
import { drawThumbnail } from './thumbnail/draw-thumbnail.js';

/** Which files to write beside the model in its formats. */
export type FilesBeside = 'everything' | 'pictures' | 'nothing';

/** A file to write, by its name in the output directory. */
export interface ModelFile {
  name: string;
  write: (sink: FileSink) => Promise<void>;
  /** About how many bytes it will be, where that is much. */
  typicalBytes?: number;
}

/**
 * Lists the files of a checked model in the order of their writing.
 *
 * @param source the model's mesh as it is to be written
 * @param makePreview the light mesh; asked for only where a file needs it, and once
 */
export function listModelFiles(
  built: BuiltMesh | BuiltStream,
  source: MeshSource,
  formats: readonly FormatName[],
  beside: FilesBeside,
  makePreview: () => Promise<MeshSource>,
): ModelFile[] {
  const preview = once(makePreview);
  const thumbnail = once(async () => {
    const drawn = 'mesh' in built ? source : await preview();
    return drawThumbnail(collectMesh(drawn), built.isUpright);
  });
  const files: ModelFile[] = formats.map((format) => {
    const { write, hasThumbnail, typicalTriangleBytes } = MODEL_FORMATS[format];
    return {
      name: `model.${format}`,
      write: async (sink) => write(source, sink, hasThumbnail ? await thumbnail() : null),
      typicalBytes: typicalTriangleBytes * source.triangleCount,
    };
  });
  if (beside === 'nothing') return files;
  files.push(
    file(THUMBNAIL_FILE_NAME, thumbnail),
    ...(built.pictures ?? []).map(({ name, draw }) => file(name, draw)),
  );
  if (beside === 'pictures') return files;
  files.push(
    { name: PREVIEW_FILE_NAME, write: async (sink) => writeShadedGlb(await preview(), sink) },
    {
      name: MESH_FILE_NAME,
      write: async (sink) => writeStoredModel({ mesh: source, thumbnail: await thumbnail() }, sink),
    },
  );
  return files;
}

/** What is made when it is first asked for. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

function file(name: string, make: () => Promise<Uint8Array>): ModelFile {
  return {
    name,
    write: async (sink) => {
      await sink.append(await make());
    },
  };
}

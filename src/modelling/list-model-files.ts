import { PREVIEW_FILE_NAME, THUMBNAIL_FILE_NAME } from './artifact-names.js';
import type { BuiltMesh, BuiltStream } from './engines/engine.js';
import type { FileSink } from './formats/byte-sink.js';
import { MODEL_FORMATS, type FormatName } from './formats/model-formats.js';
import { MESH_FILE_NAME, writeStoredMesh } from './formats/stored-mesh.js';
import { writeGlb } from './formats/write-glb.js';
import { collectMesh, type MeshSource } from './mesh/mesh-source.js';
import type { Mesh } from './mesh/mesh.js';
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
  let made: Promise<MeshSource> | undefined;
  const preview = (): Promise<MeshSource> => (made ??= makePreview());
  const drawn = async (): Promise<Mesh> => collectMesh('mesh' in built ? source : await preview());
  const files: ModelFile[] = formats.map((format) => ({
    name: `model.${format}`,
    write: (sink) => MODEL_FORMATS[format].write(source, sink),
    typicalBytes: MODEL_FORMATS[format].typicalTriangleBytes * source.triangleCount,
  }));
  if (beside === 'nothing') return files;
  files.push(
    file(THUMBNAIL_FILE_NAME, async () => drawThumbnail(await drawn(), built.isUpright)),
    ...(built.pictures ?? []).map(({ name, draw }) => file(name, draw)),
  );
  if (beside === 'pictures') return files;
  files.push(
    { name: PREVIEW_FILE_NAME, write: async (sink) => writeGlb(await preview(), sink) },
    { name: MESH_FILE_NAME, write: (sink) => writeStoredMesh(source, sink) },
  );
  return files;
}

function file(name: string, make: () => Promise<Uint8Array>): ModelFile {
  return {
    name,
    write: async (sink) => {
      await sink.append(await make());
    },
  };
}

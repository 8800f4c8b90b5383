import type { MeshSource } from '../mesh/mesh-source.js';
import type { FileSink } from './byte-sink.js';
import type { FormatName } from './format-names.js';
import { write3mf } from './write-3mf.js';
import { writeGlb } from './write-glb.js';
import { writeObj } from './write-obj.js';
import { writePly } from './write-ply.js';
import { writeStl } from './write-stl.js';

export { FORMAT_NAMES, type FormatName } from './format-names.js';

export interface ModelFormat {
  contentType: string;
  /** About how many bytes a triangle takes, by which a writer's progress is told. */
  typicalTriangleBytes: number;
  /** Whether the colours of vertices are written, if there are any. */
  hasColors: boolean;
  /** Whether a picture of the model is part of the file. */
  hasThumbnail: boolean;
  /**
   * Writes a checked mesh; the same mesh always gives the same bytes.
   *
   * @param thumbnail a PNG for the formats that have one; null leaves it out
   */
  write: (mesh: MeshSource, sink: FileSink, thumbnail: Uint8Array | null) => Promise<void>;
}

/** What most formats are. */
const PLAIN = { hasColors: false, hasThumbnail: false };

/** Every format by its name, which is also the extension of its files. */
export const MODEL_FORMATS: Record<FormatName, ModelFormat> = {
  stl: { ...PLAIN, contentType: 'model/stl', typicalTriangleBytes: 50, write: writeStl },
  obj: { ...PLAIN, contentType: 'model/obj', typicalTriangleBytes: 38, write: writeObj },
  ply: {
    ...PLAIN,
    contentType: 'application/octet-stream',
    typicalTriangleBytes: 19,
    hasColors: true,
    write: writePly,
  },
  glb: {
    ...PLAIN,
    contentType: 'model/gltf-binary',
    typicalTriangleBytes: 18,
    hasColors: true,
    write: writeGlb,
  },
  '3mf': {
    contentType: 'model/3mf',
    typicalTriangleBytes: 15,
    hasColors: true,
    hasThumbnail: true,
    write: write3mf,
  },
};

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
  /** Writes a checked mesh; the same mesh always gives the same bytes. */
  write: (mesh: MeshSource, sink: FileSink) => Promise<void>;
}

/** Every format by its name, which is also the extension of its files. */
export const MODEL_FORMATS: Record<FormatName, ModelFormat> = {
  stl: { contentType: 'model/stl', write: writeStl },
  obj: { contentType: 'model/obj', write: writeObj },
  ply: { contentType: 'application/octet-stream', write: writePly },
  glb: { contentType: 'model/gltf-binary', write: writeGlb },
  '3mf': { contentType: 'model/3mf', write: write3mf },
};

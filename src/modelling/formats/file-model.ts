import type { Mesh } from '../mesh/mesh.js';

/** A model as its file has it. */
export interface FileModel {
  mesh: Mesh;
  /** What one unit of the positions is; they stay as they are written, so that the check sees what a slicer sees. */
  mmPerUnit: number;
}

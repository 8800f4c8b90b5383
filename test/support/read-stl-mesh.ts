import type { Mesh } from '../../src/modelling/mesh/mesh.js';

const HEADER_BYTES = 84;
const FACET_BYTES = 50;
const NORMAL_BYTES = 12;

/** The triangles of a binary STL file as a slicer gets them: three corners each, none of them shared. */
export function readStlMesh(bytes: Buffer): Mesh {
  const facetCount = bytes.readUInt32LE(80);
  const positions = new Float32Array(9 * facetCount);
  for (let facet = 0; facet < facetCount; facet++) {
    const start = HEADER_BYTES + FACET_BYTES * facet + NORMAL_BYTES;
    for (let value = 0; value < 9; value++)
      positions[9 * facet + value] = bytes.readFloatLE(start + 4 * value);
  }
  return { positions, indices: Uint32Array.from({ length: 3 * facetCount }, (_, index) => index) };
}

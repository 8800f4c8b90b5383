import { checkMesh } from './check-mesh.js';
import type { HeightGrid } from './height-grid.js';
import { meshHeightGrid } from './mesh-height-grid.js';
import { collectMesh, sourceOf, type MeshSource } from './mesh-source.js';
import { streamHeightGrid } from './stream-height-grid.js';

function drawGrid(columns: number, rows: number): HeightGrid {
  return {
    xs: Float32Array.from({ length: columns }, (_, column) => 0.3 * column),
    ys: Float32Array.from({ length: rows }, (_, row) => 0.7 * (rows - 1 - row)),
    heights: Float32Array.from({ length: columns * rows }, (_, index) => 1 + ((index * 37) % 11) / 7),
  };
}

/** All corners as bytes; each chunk is copied before the next is taken. */
function joinCorners(source: MeshSource): Buffer {
  const chunks: Buffer[] = [];
  for (const chunk of source.corners()) chunks.push(Buffer.from(new Float32Array(chunk).buffer));
  return Buffer.concat(chunks);
}

describe('a streamed grid', () => {
  it('should be the grid that is meshed at once, value for value, on every small size', () => {
    for (let columns = 2; columns <= 9; columns++) {
      for (let rows = 2; rows <= 9; rows++) {
        const grid = drawGrid(columns, rows);
        const held = meshHeightGrid(grid);
        const source = streamHeightGrid(grid);
        expect(collectMesh(source)).toEqual(held);
        expect(joinCorners(source).equals(joinCorners(sourceOf(held)))).toBe(true);
        expect(source.box).toEqual(sourceOf(held).box);
        expect(checkMesh(collectMesh(source)).facts.shellCount).toBe(1);
      }
    }
  });

  it('should be the same where a line takes several chunks', () => {
    const grid = drawGrid(700, 3);
    const held = joinCorners(sourceOf(meshHeightGrid(grid)));
    expect(joinCorners(streamHeightGrid(grid)).equals(held)).toBe(true);
  });
});

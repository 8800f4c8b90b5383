import type { Mesh } from '../mesh/mesh.js';
import { FROM_BELOW, placeCamera, project } from './camera.js';
import { rasterise } from './rasterise.js';

/** A plate of two triangles, 100 mm wide and lying at z = 0. */
const PLATE: Mesh = {
  positions: Float32Array.from([0, 0, 0, 100, 0, 0, 100, 100, 0, 0, 100, 0]),
  indices: Uint32Array.from([0, 1, 2, 0, 2, 3]),
};

describe('the depth buffer', () => {
  it('should have every pixel of a large triangle as near as its place is in perspective', () => {
    const side = 256;
    const camera = placeCamera({ lower: [0, 0, 0], upper: [100, 100, 0] }, side, FROM_BELOW);
    const { nearness } = rasterise(PLATE, camera, side);
    for (const [x, y] of [
      [50, 20],
      [30, 70],
      [80, 40],
    ] as const) {
      const [across, down, near] = project(camera, x, y, 0);
      const slopePerPixel = 0.5;
      const found = nearness[Math.floor(down) * side + Math.floor(across)]!;
      expect(Math.abs(found - near)).toBeLessThan(slopePerPixel);
    }
  });
});

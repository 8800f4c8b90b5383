import { meshHeightGrid } from './mesh-height-grid.js';
import { InspectionThread } from './inspection-thread.js';
import { prepareMesh } from './prepare-mesh.js';

const prepare = () =>
  prepareMesh(
    meshHeightGrid({
      xs: Float32Array.of(0, 1, 2),
      ys: Float32Array.of(1, 0),
      heights: new Float32Array(6).fill(3),
    }),
  );

// Beside the sources there is no compiled script for the thread to run; the command line's tests run the real one.
describe('a thread that cannot run', () => {
  it('should fail every inspection, whether it was asked for before or after, and end nothing else', async () => {
    const thread = new InspectionThread();
    await expect(thread.inspect(prepare())).rejects.toThrow(/Cannot find module/);
    await expect(thread.inspect(prepare())).rejects.toThrow(/Cannot find module/);
    await thread.close();
  });
});

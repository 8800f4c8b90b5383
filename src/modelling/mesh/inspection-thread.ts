import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import type { MeshFindings } from './check-mesh.js';
import type { PreparedMesh } from './prepare-mesh.js';

/**
 * A thread that inspects meshes while this one does something else. It starts when it is made, so that it is
 * ready when there is a mesh, and keeps the process alive until it is closed.
 */
export class InspectionThread {
  private readonly worker = new Worker(new URL('./inspection.worker.js', import.meta.url));

  /** The findings of `inspectPrepared`, which are those of the very same code. One mesh at a time. */
  async inspect(prepared: PreparedMesh): Promise<MeshFindings> {
    this.worker.postMessage(prepared);
    const [findings] = (await once(this.worker, 'message')) as [MeshFindings];
    return findings;
  }

  /** Ends the thread, whatever it is at. */
  async close(): Promise<void> {
    await this.worker.terminate();
  }
}

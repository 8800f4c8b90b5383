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
  private readonly death: Promise<never>;

  constructor() {
    this.death = once(this.worker, 'error').then(([error]) => {
      throw error as Error;
    });
    // It may die while nobody waits for it, which is not to end the process.
    this.death.catch(() => undefined);
  }

  /**
   * The findings of `inspectPrepared`, which are those of the very same code. One mesh at a time. Rejects if the
   * thread dies or has died.
   */
  async inspect(prepared: PreparedMesh): Promise<MeshFindings> {
    this.worker.postMessage(prepared);
    const [findings] = (await Promise.race([once(this.worker, 'message'), this.death])) as [MeshFindings];
    return findings;
  }

  /** Ends the thread, whatever it is at. */
  async close(): Promise<void> {
    await this.worker.terminate();
  }
}

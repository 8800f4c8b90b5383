import { parentPort } from 'node:worker_threads';

import { inspectPrepared } from './check-mesh.js';
import type { PreparedMesh } from './prepare-mesh.js';

/** The thread of `InspectionThread`. */
parentPort?.on('message', (prepared: PreparedMesh) => {
  parentPort?.postMessage(inspectPrepared(prepared));
});

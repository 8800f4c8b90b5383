import Module from 'manifold-3d';

import type { Mesh } from '../../../src/modelling/mesh/mesh.js';

/** What the manifold kernel makes of triangles that share no corner. */
export interface ManifoldInfo {
  readonly status: string;
  readonly volumeMm3: number;
  readonly triangleCount: number;
}

/** Has manifold-3d weld loose triangles and take them as a solid. */
export async function askManifold({ positions, indices }: Mesh): Promise<ManifoldInfo> {
  const kernel = await load();
  const mesh = new kernel.Mesh({ numProp: 3, vertProperties: positions, triVerts: indices });
  mesh.merge();
  const body = new kernel.Manifold(mesh);
  try {
    return { status: body.status(), volumeMm3: body.volume(), triangleCount: body.numTri() };
  } finally {
    body.delete();
  }
}

let loading: ReturnType<typeof Module> | undefined;

async function load(): ReturnType<typeof Module> {
  if (loading === undefined) {
    loading = Module();
    (await loading).setup();
  }
  return loading;
}

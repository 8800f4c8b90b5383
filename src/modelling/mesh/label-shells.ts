import { vertexCountOf, type Mesh } from './mesh.js';

/** The shell of each vertex, numbered 0… by their first vertex. */
export interface ShellLabels {
  shellCount: number;
  shellOf: Uint32Array;
}

/** Finds the connected parts of a mesh: union-find with path halving, the lowest vertex as the root. */
export function labelShells(mesh: Mesh): ShellLabels {
  const { indices } = mesh;
  const roots = new Uint32Array(vertexCountOf(mesh));
  for (let vertex = 0; vertex < roots.length; vertex++) roots[vertex] = vertex;
  for (let corner = 0; corner < indices.length; corner += 3) {
    let root = findRoot(roots, indices[corner]!);
    for (let other = corner + 1; other < corner + 3; other++) {
      const rival = findRoot(roots, indices[other]!);
      if (rival === root) continue;
      if (rival < root) {
        roots[root] = rival;
        root = rival;
      } else {
        roots[rival] = root;
      }
    }
  }
  let shellCount = 0;
  // A root is never above its vertices, so its label is set before theirs are read.
  const shellOf = new Uint32Array(roots.length);
  for (let vertex = 0; vertex < roots.length; vertex++) {
    const root = findRoot(roots, vertex);
    shellOf[vertex] = root === vertex ? shellCount++ : shellOf[root]!;
  }
  return { shellCount, shellOf };
}

function findRoot(roots: Uint32Array, vertex: number): number {
  let current = vertex;
  while (roots[current] !== current) {
    roots[current] = roots[roots[current]!]!;
    current = roots[current]!;
  }
  return current;
}

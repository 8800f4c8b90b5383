import { SPAN } from '../span.js';
import type { Mesh } from './mesh.js';

/** The shell of each vertex, numbered 0… by their first vertex. */
export interface ShellLabels {
  shellCount: number;
  shellOf: Uint32Array;
}

/**
 * Finds the connected parts of a mesh. Each vertex belongs with its lowest neighbour, and so with whatever
 * that one belongs to; on a mesh numbered row by row this leads everywhere to the first vertex. Where it ends
 * in several places, their triangles are joined by union-find.
 *
 * @param lowest for each vertex the lowest of its neighbours and itself; becomes the labels
 */
export function labelShells({ indices }: Mesh, lowest: Uint32Array): ShellLabels {
  const count = lowest.length;
  let rootCount = 0;
  for (let start = 0; start < count; start += SPAN) {
    rootCount += findRoots(lowest, start, Math.min(count, start + SPAN));
  }
  if (rootCount > 1) joinRoots(indices, lowest);
  let shellCount = 0;
  for (let start = 0; start < count; start += SPAN) {
    shellCount = numberShells(lowest, start, Math.min(count, start + SPAN), shellCount);
  }
  return { shellCount, shellOf: lowest };
}

/** Leads each vertex to where its lowest neighbour leads; returns how many lead to themselves. */
function findRoots(lowest: Uint32Array, start: number, end: number): number {
  let rootCount = 0;
  for (let vertex = start; vertex < end; vertex++) {
    const neighbour = lowest[vertex]!;
    if (neighbour === vertex) rootCount++;
    // Lower ones are settled already.
    else lowest[vertex] = lowest[neighbour]!;
  }
  return rootCount;
}

/** Puts the number of its shell in the place of each vertex's root; returns the next number. */
function numberShells(roots: Uint32Array, start: number, end: number, first: number): number {
  let next = first;
  for (let vertex = start; vertex < end; vertex++) {
    const lower = roots[vertex]!;
    // What is lower has its number already.
    roots[vertex] = lower === vertex ? next++ : roots[lower]!;
  }
  return next;
}

function joinRoots(indices: Uint32Array, roots: Uint32Array): void {
  for (let corner = 0; corner < indices.length; corner += 3) {
    const a = roots[indices[corner]!]!;
    const b = roots[indices[corner + 1]!]!;
    const c = roots[indices[corner + 2]!]!;
    if (a === b && b === c) continue;
    const rootA = findRoot(roots, a);
    const rootB = findRoot(roots, b);
    const rootC = findRoot(roots, c);
    const least = Math.min(rootA, rootB, rootC);
    roots[rootA] = least;
    roots[rootB] = least;
    roots[rootC] = least;
  }
}

/** Halves the path on the way; the lowest vertex is the root. */
function findRoot(roots: Uint32Array, vertex: number): number {
  let current = vertex;
  while (roots[current] !== current) {
    roots[current] = roots[roots[current]!]!;
    current = roots[current]!;
  }
  return current;
}

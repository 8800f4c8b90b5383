import type { PoissonLevel } from './poisson-levels.js';

/** Pairs of sweeps that solve the coarsest level. */
const COARSEST_SWEEPS = 12;

/**
 * One multigrid cycle from the finest level's `right` to its `solution`: a Gauss–Seidel sweep upwards, the
 * correction from the coarser level, a sweep downwards. The second sweep mirrors the first and the restriction
 * the prolongation, so that the cycle is symmetric and definite, as conjugate gradients need it, whatever the
 * shape of the inside.
 */
export function precondition(levels: readonly PoissonLevel[], depth = 0): void {
  const level = levels[depth]!;
  const coarse = levels[depth + 1];
  sweepFromZero(level);
  if (coarse === undefined) {
    for (let pair = 1; pair < COARSEST_SWEEPS; pair++) {
      sweepDown(level);
      sweepUp(level);
    }
  } else {
    restrict(level, coarse);
    precondition(levels, depth + 1);
    prolong(level, coarse);
  }
  sweepDown(level);
}

/** A sweep upwards over a solution of 0, whatever the field holds; the nodes ahead need not be looked at. */
function sweepFromZero({ runs, columns, weightY, inverse, solution, right }: PoissonLevel): void {
  for (let at = 0; at < runs.length; at += 2) {
    const end = runs[at + 1]!;
    let before = 0;
    for (let node = runs[at]!; node < end; node++) {
      before = (right[node]! + weightY * solution[node - columns]! + before) * inverse[node]!;
      solution[node] = before;
    }
  }
}

function sweepUp({ runs, columns, weightY, inverse, solution, right }: PoissonLevel): void {
  for (let at = 0; at < runs.length; at += 2) {
    const end = runs[at + 1]!;
    let before = 0;
    for (let node = runs[at]!; node < end; node++) {
      const around = solution[node + 1]! + weightY * (solution[node - columns]! + solution[node + columns]!);
      before = (right[node]! + around + before) * inverse[node]!;
      solution[node] = before;
    }
  }
}

function sweepDown({ runs, columns, weightY, inverse, solution, right }: PoissonLevel): void {
  for (let at = runs.length - 2; at >= 0; at -= 2) {
    const start = runs[at]!;
    let before = 0;
    for (let node = runs[at + 1]! - 1; node >= start; node--) {
      const around = solution[node - 1]! + weightY * (solution[node - columns]! + solution[node + columns]!);
      before = (right[node]! + around + before) * inverse[node]!;
      solution[node] = before;
    }
  }
}

/**
 * What a sweep from 0 has left over, gathered at the coarse nodes by the weights of `prolong`. Of a node's
 * equation that sweep leaves what its later neighbours were given since.
 */
function restrict(level: PoissonLevel, coarse: PoissonLevel): void {
  const { columns, weightY, solution, scratch, children } = level;
  scratch.fill(0);
  for (let index = 0; index < children.length; index++) {
    const child = children[index]!;
    const above = child + columns;
    scratch[child] = solution[child + 1]! + weightY * solution[above]!;
    scratch[child + 1] = solution[child + 2]! + weightY * solution[above + 1]!;
    scratch[above] = solution[above + 1]! + weightY * solution[above + columns]!;
    scratch[above + 1] = solution[above + 2]! + weightY * solution[above + columns + 1]!;
  }
  const { runs } = coarse;
  for (let at = 0, index = 0; at < runs.length; at += 2) {
    for (let node = runs[at]!; node < runs[at + 1]!; node++, index++) {
      const b = children[index]!;
      const [a, c, d] = [b - columns, b + columns, b + 2 * columns];
      const inner = scratch[b]! + scratch[b + 1]! + scratch[c]! + scratch[c + 1]!;
      const beside =
        scratch[a]! +
        scratch[a + 1]! +
        scratch[b - 1]! +
        scratch[b + 2]! +
        (scratch[c - 1]! + scratch[c + 2]! + scratch[d]! + scratch[d + 1]!);
      const corners = scratch[a - 1]! + scratch[a + 2]! + scratch[d - 1]! + scratch[d + 2]!;
      coarse.right[node] = (9 * inner + 3 * beside + corners) / 16;
    }
  }
}

/** Adds the coarse solution, bilinearly between the coarse nodes, to the children of those inside. */
function prolong({ columns, solution, children }: PoissonLevel, coarse: PoissonLevel): void {
  const { runs, columns: wide, solution: values } = coarse;
  for (let at = 0, index = 0; at < runs.length; at += 2) {
    for (let node = runs[at]!; node < runs[at + 1]!; node++, index++) {
      const child = children[index]!;
      const above = child + columns;
      const here = 9 * values[node]!;
      const [west, east] = [3 * values[node - 1]!, 3 * values[node + 1]!];
      const [south, north] = [3 * values[node - wide]!, 3 * values[node + wide]!];
      solution[child]! += (here + west + south + values[node - wide - 1]!) / 16;
      solution[child + 1]! += (here + east + south + values[node - wide + 1]!) / 16;
      solution[above]! += (here + west + north + values[node + wide - 1]!) / 16;
      solution[above + 1]! += (here + east + north + values[node + wide + 1]!) / 16;
    }
  }
}

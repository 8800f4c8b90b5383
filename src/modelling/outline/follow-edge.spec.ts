import fc from 'fast-check';

import { followEdge } from './follow-edge.js';

/** The cells that a walk along an edge in small steps comes within reach of, by row and column. */
function walkAlong([ax, ay, bx, by]: readonly number[], reach: number): Set<string> {
  const cells = new Set<string>();
  for (let step = 0; step <= 500; step++) {
    const x = ax! + (step / 500) * (bx! - ax!);
    const y = ay! + (step / 500) * (by! - ay!);
    for (const [dx, dy] of [
      [0, 0],
      [reach, reach],
      [-reach, reach],
      [reach, -reach],
      [-reach, -reach],
    ]) {
      cells.add(`${Math.max(0, Math.floor(y + dy!))} ${Math.max(0, Math.floor(x + dx!))}`);
    }
  }
  return cells;
}

function follow([ax, ay, bx, by]: readonly number[], reach: number): Set<string> {
  const cells = new Set<string>();
  followEdge(ax!, ay!, bx!, by!, reach, 1, (row, first, last) => {
    for (let column = first; column <= last; column++) cells.add(`${row} ${column}`);
  });
  return cells;
}

describe('following an edge over a grid', () => {
  it('should meet every cell that the edge comes within reach of', () => {
    const place = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 20, noNaN: true }));
    fc.assert(
      fc.property(fc.tuple(place, place, place, place), fc.constantFrom(0, 0.2, 0.9, 2.5), (edge, reach) => {
        // Where an edge meets a corner of cells, rounding may put the walk into any of them.
        const met = follow(edge, reach + 1e-9);
        for (const cell of walkAlong(edge, reach)) expect(met).toContain(cell);
      }),
    );
  });

  it('should leave out most of the box of a long slanting edge', () => {
    expect(follow([0, 0, 100, 100], 0.01).size).toBeLessThan(400);
  });
});

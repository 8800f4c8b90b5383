import { crossGrid, type NodeGrid } from './cross-grid.js';
import { solvePoisson } from './solve-poisson.js';

/** A grid of 256² nodes, one unit apart, with a circle in its middle that lies between the nodes. */
const SIDE = 256;
const CENTRE = 127.3;
const RADIUS = 110.4;
const GRID: NodeGrid = { columns: SIDE, rows: SIDE, left: 0, bottom: 0, pitchX: 1, pitchY: 1 };

const circle = Float64Array.from({ length: 2 * 2000 }, (_, at) => {
  const angle = (2 * Math.PI * Math.floor(at / 2)) / 2000;
  return CENTRE + RADIUS * (at % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
});

describe('the Poisson equation', () => {
  it('should make a ball of a disc, within a sixteenth of the pitch from four pitches behind its edge on', () => {
    const { solution, iterations } = solvePoisson([circle], GRID, crossGrid([circle], GRID));
    expect(iterations).toBeLessThanOrEqual(6);
    let worst = 0;
    for (let node = 0; node < solution.length; node++) {
      const row = Math.floor(node / SIDE);
      const square = RADIUS ** 2 - (node - row * SIDE - CENTRE) ** 2 - (row - CENTRE) ** 2;
      if (square < 2 * RADIUS * 4) continue;
      worst = Math.max(worst, Math.abs(2 * Math.sqrt(solution[node]!) - Math.sqrt(square)));
    }
    expect(worst).toBeLessThan(1 / 16);
  });
});

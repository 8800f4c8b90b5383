import { buildOutline, type OutlineTrial } from '../../../../test/support/modelling/build-outline.js';
import type { Mesh } from '../../mesh/mesh.js';

const scatter = (x: number, y: number): number =>
  (Math.imul(Math.imul(x + 1, 73856093) ^ Math.imul(y + 1, 19349663), 0x9e3779b1) >>> 0) / 2 ** 32;

const SUBJECTS: readonly (readonly [string, OutlineTrial['shareAt']])[] = [
  ['a disc with a hole', (x, y) => Math.min(1, Math.max(0, 4.5 - Math.abs(Math.hypot(x - 16, y - 16) - 9)))],
  ['lines of one sample', (x, y) => (x % 4 === 0 || y % 6 === 0 ? 1 : 0)],
  ['noise', (x, y) => (scatter(x, y) < 0.5 ? 1 : 0)],
  ['chequers', (x, y) => (x + y) % 2],
];

/** The sides of a body by where its triangles look: 1 is up, −1 down, 0 sideways, which only a rim does. */
function sidesOf({ positions, indices }: Mesh): { corners: number[]; side: number }[] {
  const triangles: { corners: number[]; side: number }[] = [];
  for (let corner = 0; corner < indices.length; corner += 3) {
    const corners = Array.from(indices.subarray(corner, corner + 3));
    const [a, b, c] = corners.map((vertex) => positions.subarray(3 * vertex, 3 * vertex + 2)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const turn = (b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!);
    triangles.push({ corners, side: Math.sign(turn) });
  }
  return triangles;
}

describe.each(['symmetric', 'flat_back'])('the rim of a body, %s', (back) => {
  it.each(SUBJECTS)('should part front and back everywhere: %s', async (_, shareAt) => {
    const rimMm = 0.4;
    const options = { back, rim_mm: rimMm };
    const { mesh } = await buildOutline({ engine: 'inflation', columns: 33, rows: 33, shareAt, options });
    const triangles = sidesOf(mesh);
    const sidesAt = new Map<number, Set<number>>();
    for (const { corners, side } of triangles) {
      for (const vertex of corners) sidesAt.set(vertex, (sidesAt.get(vertex) ?? new Set()).add(side));
    }
    const shared = [...sidesAt.values()].filter((sides) => sides.has(1) && sides.has(-1));
    expect(shared).toEqual([]);
    const rim = triangles.filter(({ side }) => side === 0);
    expect(rim.length).toBeGreaterThan(20);
    for (const { corners } of rim) {
      const heights = corners.map((vertex) => mesh.positions[3 * vertex + 2]!);
      expect(Math.max(...heights) - Math.min(...heights)).toBeCloseTo(rimMm, 4);
    }
  });
});

import { buildOutline, type OutlineTrial } from '../../../../test/support/modelling/build-outline.js';
import type { Mesh } from '../../mesh/mesh.js';

/** A ring of 60 mm that is 6 mm thick, with a knob of 20 mm on its right side. */
const RING: OutlineTrial = {
  engine: 'extrusion',
  columns: 124,
  rows: 124,
  shareAt: (x, y) => {
    const band = 6 - Math.abs(Math.hypot(x - 61.5, y - 61.5) - 54);
    const knob = 20 - Math.hypot(x - 101, y - 61.5);
    return Math.min(1, Math.max(0, 0.5 + Math.max(band, knob)));
  },
};

type Edge = readonly [ax: number, ay: number, bx: number, by: number];

/** The edges of a level face, which lead along its curves. */
function edgesAt({ positions, indices }: Mesh, zMm: number): Map<number, number> {
  const following = new Map<number, number>();
  const isInFace = (vertex: number): boolean => positions[3 * vertex + 2] === Math.fround(zMm);
  const faces: number[][] = [];
  for (let corner = 0; corner < indices.length; corner += 3) {
    const face = Array.from(indices.subarray(corner, corner + 3));
    if (face.every(isInFace)) faces.push(face);
  }
  const inner = new Set(faces.flatMap((face) => face.map((from, at) => `${face[(at + 1) % 3]!} ${from}`)));
  for (const face of faces) {
    for (const [at, from] of face.entries()) {
      const to = face[(at + 1) % 3]!;
      if (!inner.has(`${from} ${to}`)) following.set(from, to);
    }
  }
  return following;
}

/** How thick the face at a height is at its lower end, where x is given. */
function thicknessAt(mesh: Mesh, zMm: number, x: number): number {
  const { positions } = mesh;
  const crossings: number[] = [];
  for (const [from, to] of edgesAt(mesh, zMm)) {
    const [ax, ay] = [positions[3 * from]!, positions[3 * from + 1]!];
    const [bx, by] = [positions[3 * to]!, positions[3 * to + 1]!];
    if (ax > x !== bx > x) crossings.push(ay + ((x - ax) / (bx - ax)) * (by - ay));
  }
  const [lowest, next] = crossings.sort((a, b) => a - b);
  return next! - lowest!;
}

describe('a bevel', () => {
  it.each(['chamfer', 'round'])(
    'should take 0.45 of the thickness on each side at most: %s',
    async (shape) => {
      const options = { bevel_mm: 5, bevel_shape: shape };
      const { mesh, details } = await buildOutline({ ...RING, options });
      for (let x = 10; x < 40; x += 1.7) {
        expect(thicknessAt(mesh, 10, x) / thicknessAt(mesh, 0, x)).toBeGreaterThan(0.095);
      }
      const belowMm = thicknessAt(mesh, 0, 30);
      expect(belowMm).toBeCloseTo(6, 0);
      expect(thicknessAt(mesh, 10, 30) / belowMm).toBeLessThan(0.2);
      // More of the outline is the band's than the knob's.
      expect(details?.['applied_bevel_mm']).toBeGreaterThan(0.4 * belowMm);
      expect(details?.['applied_bevel_mm']).toBeLessThanOrEqual(0.451 * belowMm);
    },
  );

  it('should be as wide as asked where there is room, and be told as applied', async () => {
    const { mesh, details } = await buildOutline({ ...RING, options: { bevel_mm: 1 } });
    expect(thicknessAt(mesh, 0, 30) - thicknessAt(mesh, 10, 30)).toBeCloseTo(2, 1);
    expect(details?.['applied_bevel_mm']).toBeCloseTo(1, 3);
  });

  it('should not be told of where none is asked for', async () => {
    const { details } = await buildOutline(RING);
    expect(details).not.toHaveProperty('applied_bevel_mm');
  });
});

const scatter = (x: number, y: number): number =>
  (Math.imul(Math.imul(x + 1, 73856093) ^ Math.imul(y + 1, 19349663), 0x9e3779b1) >>> 0) / 2 ** 32;

/** The least distance of two edges that a way of more than `wayMm` along their curves parts. */
function findClosest(mesh: Mesh, zMm: number, wayMm: number): number {
  const { positions } = mesh;
  const following = edgesAt(mesh, zMm);
  const edges = [...following.entries()].map(([from, to]): Edge => [
    positions[3 * from]!,
    positions[3 * from + 1]!,
    positions[3 * to]!,
    positions[3 * to + 1]!,
  ]);
  const numbers = new Map([...following.keys()].map((from, number) => [from, number]));
  const next = [...following.values()].map((to) => numbers.get(to)!);
  const isNear = (a: number, b: number): boolean => {
    let way = 0;
    for (let edge = next[a]!; way <= wayMm; edge = next[edge]!) {
      if (edge === b) return true;
      if (edge === a) return false;
      way += Math.hypot(edges[edge]![2] - edges[edge]![0], edges[edge]![3] - edges[edge]![1]);
    }
    return false;
  };
  let closest = Infinity;
  for (let a = 0; a < edges.length; a++) {
    for (let b = a + 1; b < edges.length; b++) {
      const distance = distanceBetween(edges[a]!, edges[b]!);
      if (distance < closest && !isNear(a, b) && !isNear(b, a)) closest = distance;
    }
  }
  return closest;
}

function distanceBetween(a: Edge, b: Edge): number {
  if (isCrossed(a, b) && isCrossed(b, a)) return 0;
  return Math.min(
    distanceTo(b, a[0], a[1]),
    distanceTo(b, a[2], a[3]),
    distanceTo(a, b[0], b[1]),
    distanceTo(a, b[2], b[3]),
  );
}

function isCrossed([ax, ay, bx, by]: Edge, [cx, cy, dx, dy]: Edge): boolean {
  const sideOf = (x: number, y: number): number => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  return sideOf(cx, cy) > 0 !== sideOf(dx, dy) > 0;
}

function distanceTo([ax, ay, bx, by]: Edge, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}

describe('the curves of a finished extrusion', () => {
  it.each<[string, OutlineTrial['shareAt'], number]>([
    ['chequers that meet at corners', (x, y) => (x + y) % 2, 24],
    ['noise', (x, y) => (scatter(x, y) < 0.5 ? 1 : 0), 24],
    ['soft noise', scatter, 24],
    ['noise as small as a printer can draw', (x, y) => (scatter(y, x) < 0.5 ? 1 : 0), 1.2],
  ])('should keep 0.01 mm apart below and above a bevel: %s', async (_, shareAt, sideMm) => {
    const { mesh } = await buildOutline({
      engine: 'extrusion',
      columns: 24,
      rows: 24,
      shareAt,
      size: { widthMm: sideMm, heightMm: sideMm, depthMm: 3 },
      options: { bevel_mm: 0.2, tolerance_mm: 0.05 },
    });
    for (const zMm of [0, 3]) expect(findClosest(mesh, zMm, 0.05)).toBeGreaterThanOrEqual(0.01);
  });
});

import { extractSurface, countSurfaceTriangles } from './extract-surface.js';
import { findSplits } from './find-splits.js';
import type { ErrorLimit, HeightField } from './height-field.js';
import { planSplitLattice } from './split-lattice.js';
import type { TriangleSurface } from './triangle-surface.js';
export function proto(field: HeightField, limit: ErrorLimit, kept: number[]): TriangleSurface {
  const lattice = planSplitLattice(field.columns, field.rows);
  let t=(process.cpuUsage().user/1000); const T=(n: string)=>{const u=(process.cpuUsage().user/1000);console.log(n,(u-t).toFixed(1));t=u;};
  const marks = findSplits(field, lattice, limit, kept); T('splits');
  console.log(countSurfaceTriangles(lattice, marks)); T('count');
  const s= extractSurface(lattice, marks); T('extract'); return s;
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What admesh counts in an STL file; everything but facets and parts is something it had to repair. */
export interface StlInspection {
  readonly partCount: number;
  readonly facetCount: number;
  /** The name of each kind of defect it found, with how many there were. Empty for a sound model. */
  readonly defects: Readonly<Record<string, number>>;
}

const DEFECT_LINES = [
  'Facets with 1 disconnected edge',
  'Facets with 2 disconnected edges',
  'Facets with 3 disconnected edges',
  'Total disconnected facets',
  'Degenerate facets',
  'Edges fixed',
  'Facets removed',
  'Facets added',
  'Facets reversed',
  'Backwards edges',
  'Normals fixed',
];

/** Has admesh check and repair an STL file in memory, and tells what it found. The file is left as it is. */
export async function inspectStl(path: string): Promise<StlInspection> {
  const { stdout } = await run('admesh', [path]);
  const counts = DEFECT_LINES.map((name) => [name, countOf(stdout, name)] as const);
  return {
    partCount: countOf(stdout, 'Number of parts'),
    facetCount: countOf(stdout, 'Number of facets'),
    defects: Object.fromEntries(counts.filter(([, count]) => count > 0)),
  };
}

function countOf(report: string, name: string): number {
  const match = new RegExp(`^${name}\\s*:\\s*(\\d+)`, 'm').exec(report);
  if (match === null) throw new Error(`admesh did not report "${name}":\n${report}`);
  return Number(match[1]);
}

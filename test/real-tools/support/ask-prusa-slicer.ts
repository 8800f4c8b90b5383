import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What PrusaSlicer tells of a model, in millimetres. */
export interface SlicerInfo {
  readonly isManifold: boolean;
  readonly partCount: number;
  readonly facetCount: number;
  readonly size: readonly number[];
  readonly lowest: readonly number[];
  readonly volumeMm3: number;
}

/** Has PrusaSlicer load model files, all in one run, and tells what it finds in each. */
export async function askPrusaSlicer(paths: readonly string[]): Promise<SlicerInfo[]> {
  const { stdout } = await run('prusa-slicer', ['--info', ...paths], { maxBuffer: 1 << 26 });
  const reports = stdout.split(/^\[[^\]]+\.\w+\]$/m).slice(1);
  if (reports.length !== paths.length) throw new Error(`${paths.length} files gave:\n${stdout}`);
  return reports.map((report) => {
    const read = (name: string): string => {
      const match = new RegExp(`^${name} = +(\\S+)$`, 'm').exec(report);
      if (match === null) throw new Error(`There is no ${name} in:\n${report}`);
      return match[1]!;
    };
    const axes = ['x', 'y', 'z'];
    return {
      isManifold: read('manifold') === 'yes',
      partCount: Number(read('number_of_parts')),
      facetCount: Number(read('number_of_facets')),
      size: axes.map((axis) => Number(read(`size_${axis}`))),
      lowest: axes.map((axis) => Number(read(`min_${axis}`))),
      volumeMm3: Number(read('volume')),
    };
  });
}

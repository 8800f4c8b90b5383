import type { SampleGrid } from '../image/sampled-picture.js';
import { SUBJECT_LEVEL } from './subject-field.js';

/** A connected part of the subject or of the background. */
export interface Region {
  isSubject: boolean;
  sampleCount: number;
  /** Whether it reaches the outermost samples; background that does not is a hole. */
  isOpen: boolean;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Samples in runs along the rows, each run with the number of its region. */
export interface RegionMap {
  regions: Region[];
  /** First sample of each run, and one entry more: the number of samples. */
  runStarts: Uint32Array;
  regionOfRun: Uint32Array;
}

/**
 * Finds the connected parts of a field: the subject's by their four neighbours, the background's by their
 * eight, so that of two parts that meet at a corner it is the background's that hold together.
 */
export function labelRegions(field: Float32Array, grid: SampleGrid): RegionMap {
  const { columns, rows } = grid;
  const runStarts = listRuns(field, columns);
  const runCount = runStarts.length - 1;
  const parents = Uint32Array.from({ length: runCount }, (_, run) => run);
  const isSubjectRun = (run: number): boolean => field[runStarts[run]!]! >= SUBJECT_LEVEL;

  let above = 0;
  let here = 0;
  for (let row = 1; row < rows; row++) {
    while (runStarts[here]! < row * columns) here++;
    for (let run = here; run < runCount && runStarts[run]! < (row + 1) * columns; run++) {
      const isSubject = isSubjectRun(run);
      const reach = isSubject ? 0 : 1;
      const first = runStarts[run]! - columns - reach;
      const end = runStarts[run + 1]! - columns + reach;
      while (runStarts[above + 1]! <= first) above++;
      for (let other = above; other < here && runStarts[other]! < end; other++) {
        // Beyond the row's first sample lies the end of the row before: no neighbour.
        if (isSubjectRun(other) === isSubject && runStarts[other + 1]! > (row - 1) * columns) {
          unite(parents, other, run);
        }
      }
    }
  }
  return describeRegions(runStarts, parents, isSubjectRun, grid);
}

/** Calls back with each run of samples whose region is chosen. */
export function forEachRun(
  map: RegionMap,
  isChosen: Uint8Array,
  visit: (start: number, end: number, region: number) => void,
): void {
  for (let run = 0; run < map.regionOfRun.length; run++) {
    const region = map.regionOfRun[run]!;
    if (isChosen[region] === 1) visit(map.runStarts[run]!, map.runStarts[run + 1]!, region);
  }
}

function listRuns(field: Float32Array, columns: number): Uint32Array {
  let runs = new Uint32Array(1024);
  let count = 0;
  for (let start = 0; start < field.length; start += columns) {
    let wasSubject: boolean | null = null;
    for (let sample = start; sample < start + columns; sample++) {
      const isSubject = field[sample]! >= SUBJECT_LEVEL;
      if (isSubject === wasSubject) continue;
      wasSubject = isSubject;
      if (count + 1 >= runs.length) {
        const longer = new Uint32Array(2 * runs.length);
        longer.set(runs);
        runs = longer;
      }
      runs[count++] = sample;
    }
  }
  runs[count++] = field.length;
  return runs.slice(0, count);
}

function findRoot(parents: Uint32Array, run: number): number {
  let root = run;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]!]!;
    root = parents[root]!;
  }
  return root;
}

/** The earlier run stays the root, so that regions are numbered as they are met. */
function unite(parents: Uint32Array, a: number, b: number): void {
  const rootA = findRoot(parents, a);
  const rootB = findRoot(parents, b);
  if (rootA < rootB) parents[rootB] = rootA;
  else parents[rootA] = rootB;
}

function describeRegions(
  runStarts: Uint32Array,
  parents: Uint32Array,
  isSubjectRun: (run: number) => boolean,
  { columns, rows }: SampleGrid,
): RegionMap {
  const regions: Region[] = [];
  const regionOfRun = new Uint32Array(parents.length);
  for (let run = 0; run < parents.length; run++) {
    const root = findRoot(parents, run);
    const start = runStarts[run]!;
    const end = runStarts[run + 1]!;
    const row = Math.floor(start / columns);
    const left = start - row * columns;
    const right = end - 1 - row * columns;
    const number = root === run ? regions.length : regionOfRun[root]!;
    regionOfRun[run] = number;
    if (root === run) {
      const isSubject = isSubjectRun(run);
      regions.push({ isSubject, sampleCount: 0, isOpen: false, left, right, top: row, bottom: row });
    }
    const region = regions[number]!;
    region.sampleCount += end - start;
    if (left === 0 || right === columns - 1 || row === 0 || row === rows - 1) region.isOpen = true;
    region.left = Math.min(region.left, left);
    region.right = Math.max(region.right, right);
    region.bottom = row;
  }
  return { regions, runStarts, regionOfRun };
}

import type { FanDefects } from './fan-defects.js';

/** Counts what is wrong round one vertex. `steps` leads from one neighbour to the next, two words a step. */
export function inspectFan(steps: Uint32Array, defects: FanDefects): void {
  const followers = new Map<number, number>();
  let isSound = true;
  for (let place = 0; place < steps.length; place += 2) {
    if (followers.has(steps[place]!)) {
      defects.overusedEdgeCount++;
      isSound = false;
    }
    followers.set(steps[place]!, steps[place + 1]!);
  }
  for (let place = 1; place < steps.length; place += 2) {
    if (followers.has(steps[place]!)) continue;
    defects.openEdgeCount++;
    isSound = false;
  }
  if (isSound && !isOneCycle(followers, steps[0]!)) defects.pinchedVertexCount++;
}

/** Whether the walk from `first` is back for the first time after it has taken every step. */
function isOneCycle(followers: Map<number, number>, first: number): boolean {
  let current = followers.get(first);
  let stepCount = 1;
  for (; current !== undefined && current !== first && stepCount <= followers.size; stepCount++) {
    current = followers.get(current);
  }
  return stepCount === followers.size;
}

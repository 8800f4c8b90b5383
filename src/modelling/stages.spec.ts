import { MODEL_STAGES, overallProgress, STAGE_WEIGHTS } from './stages.js';

describe('overall progress', () => {
  it('should rise without a gap from 0 to 1 over all stages', () => {
    const ends = MODEL_STAGES.map((stage) => [overallProgress(stage, 0), overallProgress(stage, 1)] as const);
    expect(ends[0]![0]).toBe(0);
    expect(ends.at(-1)![1]).toBeCloseTo(1, 12);
    for (let index = 1; index < ends.length; index++) expect(ends[index]![0]).toBe(ends[index - 1]![1]);
    expect(Object.values(STAGE_WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('should stay within a stage whatever fraction it is told', () => {
    expect(overallProgress('meshing', -3)).toBe(overallProgress('meshing', 0));
    expect(overallProgress('writing', 7)).toBeLessThanOrEqual(1);
  });
});

/** The stages of making a model, in their order. */
export const MODEL_STAGES = ['decoding', 'shaping', 'meshing', 'checking', 'writing'] as const;

export type ModelStage = (typeof MODEL_STAGES)[number];

/** Share of the whole time that each stage takes, as measured by `bench/stage-weights.mjs`; the sum is 1. */
export const STAGE_WEIGHTS: Record<ModelStage, number> = {
  decoding: 0.51,
  shaping: 0.02,
  meshing: 0.05,
  checking: 0.05,
  writing: 0.37,
};

/**
 * How much of the whole is done when `fraction` (0…1, clamped) of `stage` is.
 *
 * @returns 0…1; rises from stage to stage and reaches 1 only at the end of the last
 */
export function overallProgress(stage: ModelStage, fraction: number): number {
  let before = 0;
  for (const earlier of MODEL_STAGES) {
    if (earlier === stage) break;
    before += STAGE_WEIGHTS[earlier];
  }
  return Math.min(1, before + STAGE_WEIGHTS[stage] * Math.min(1, Math.max(0, fraction)));
}

import { setTimeout as sleep } from 'node:timers/promises';
import { MODEL_STAGES, type ModelStage } from '../../modelling/stages.js';
import type { Scenario } from '../start/scenario.js';

const STEP_MS = 50;

/** The code of a failure that a test asked for. */
class ScenarioFailure extends Error {
  readonly code = 'SCENARIO_FAILURE';
}

/**
 * Does at the start of a stage, inside the modelling process, what a test asked for.
 * @param attempt 1 for the first run of the generation
 * @param onProgress told how far the waiting is, 0…1
 */
export async function playScenario(
  scenario: Scenario,
  stage: ModelStage,
  attempt: number,
  onProgress: (fraction: number) => void,
): Promise<void> {
  const waitMs = scenario.slowMs / MODEL_STAGES.length;
  for (let waitedMs = 0; waitedMs < waitMs; waitedMs += STEP_MS) {
    await sleep(Math.min(STEP_MS, waitMs - waitedMs));
    onProgress(Math.min(1, (waitedMs + STEP_MS) / waitMs));
  }
  if (scenario.failAt === stage)
    throw new ScenarioFailure(`The test scenario failed this generation at ${stage}.`);
  if (scenario.crashAt === stage && attempt <= scenario.crashTimes) process.kill(process.pid, 'SIGKILL');
  if (scenario.isOutOfMemory) exhaustMemory();
}

/** Typed arrays escape the heap limit, so the parent's watch is what ends this, as it would in earnest. */
function exhaustMemory(): never {
  const held: Uint8Array[] = [];
  for (;;) held.push(new Uint8Array(16 * 1024 * 1024).fill(held.length));
}

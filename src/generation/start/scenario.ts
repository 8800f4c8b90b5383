import { MODEL_STAGES, type ModelStage } from '../../modelling/stages.js';

/** What a test asks the real pipeline to do beside its work. */
export interface Scenario {
  /** Time to spend, spread over the stages. */
  readonly slowMs: number;
  readonly failAt: ModelStage | null;
  readonly crashAt: ModelStage | null;
  /** On how many runs to crash. */
  readonly crashTimes: number;
  readonly isOutOfMemory: boolean;
}

const LONGEST_SLOW_MS = 600_000;

const NO_SCENARIO: Scenario = {
  slowMs: 0,
  failAt: null,
  crashAt: null,
  crashTimes: Number.POSITIVE_INFINITY,
  isOutOfMemory: false,
};

/** How a test names what it wants: parts in this form, joined by `;`. */
export const SCENARIO_HELP = 'slow=<ms>, fail-at=<stage>, crash-at=<stage>[;times=<n>], oom; joined by ";"';

/** @returns null where the text is no scenario */
export function parseScenario(text: string): Scenario | null {
  let scenario = NO_SCENARIO;
  for (const part of text.split(';')) {
    const change = parsePart(part.trim());
    if (change === null) return null;
    scenario = { ...scenario, ...change };
  }
  const isCountWithoutCrash = scenario.crashAt === null && scenario.crashTimes !== NO_SCENARIO.crashTimes;
  return isCountWithoutCrash ? null : scenario;
}

function parsePart(part: string): Partial<Scenario> | null {
  const [name = '', value] = part.split('=', 2);
  switch (name) {
    case 'slow':
      return withNumber(value, LONGEST_SLOW_MS, (slowMs) => ({ slowMs }));
    case 'fail-at':
      return withStage(value, (failAt) => ({ failAt }));
    case 'crash-at':
      return withStage(value, (crashAt) => ({ crashAt }));
    case 'times':
      return withNumber(value, 100, (crashTimes) => ({ crashTimes }));
    case 'oom':
      return value === undefined ? { isOutOfMemory: true } : null;
    default:
      return null;
  }
}

function withNumber<T>(value: string | undefined, max: number, use: (value: number) => T): T | null {
  return value !== undefined && /^\d{1,6}$/.test(value) && Number(value) <= max ? use(Number(value)) : null;
}

function withStage<T>(value: string | undefined, use: (stage: ModelStage) => T): T | null {
  const stage = MODEL_STAGES.find((known) => known === value);
  return stage === undefined ? null : use(stage);
}

import { ERROR_CATALOGUE } from '../../src/common/errors/error-catalogue.js';
import { ENGINE_NAMES, ENGINES } from '../../src/modelling/engines/engines.js';
import type { OptionTable } from '../../src/modelling/engines/option-table.js';
import type { EngineName } from '../../src/modelling/engines/engine-names.js';
import { resolveOptions } from '../../src/modelling/engines/options.js';
import { checkPlan, type ShapeRequest } from '../../src/modelling/engines/plan-model.js';
import { ModellingError, type OptionProblem } from '../../src/modelling/modelling.errors.js';
import { WARNINGS } from '../../src/modelling/warnings.js';
import { PROBLEMS_DE, WARNINGS_DE } from '../../web/src/i18n/server-sentences.de.js';
import { ERRORS_DE } from '../../web/src/i18n/server-errors.de.js';
import { ENGINES_DE } from '../../web/src/i18n/server-engines.de.js';
import { CHOICES_DE, OPTIONS_DE, UNITS_DE } from '../../web/src/i18n/server-words.de.js';
import { DE } from '../../web/src/i18n/strings.de.js';
import { EN } from '../../web/src/i18n/strings.en.js';

interface Unfit {
  readonly engine: EngineName;
  readonly options: Readonly<Record<string, unknown>>;
  readonly size?: Partial<ShapeRequest>;
}

/** A request for each reason why what the form asks for cannot be made. */
const UNFIT: readonly Unfit[] = [
  { engine: 'relief', options: {}, size: { widthMm: 0.5, quality: 99 } },
  { engine: 'relief', options: { base_mm: 12 } },
  { engine: 'relief', options: { border_mm: 0.1 } },
  { engine: 'relief', options: { border_mm: 50 } },
  { engine: 'relief', options: { border_mm: 1, corner_radius_mm: 20 } },
  { engine: 'relief', options: { tolerance_mm: 0.1, target_triangles: 1000 } },
  { engine: 'relief', options: { tolerance_mm: 0.1, mesh: 'grid' } },
  { engine: 'relief', options: { mesh: 'grid', resolution: 2000 }, size: { quality: 10 } },
  { engine: 'lithophane', options: { angle_deg: 90 } },
  { engine: 'lithophane', options: { relief_side: 'inside' } },
  { engine: 'lithophane', options: { shape: 'cylinder', hanger_hole_mm: 4 } },
  { engine: 'lithophane', options: { border_mm: 0, border_thickness_mm: 3 } },
  { engine: 'lithophane', options: { frame_thickness_mm: 3 } },
  { engine: 'lithophane', options: { min_thickness_mm: 3, max_thickness_mm: 2 } },
  { engine: 'lithophane', options: { max_thickness_mm: 6 }, size: { depthMm: 5 } },
  { engine: 'lithophane', options: { border_mm: 0.1 } },
  { engine: 'lithophane', options: { border_mm: 60 } },
  { engine: 'lithophane', options: { border_mm: 4, hanger_hole_mm: 0.1 } },
  { engine: 'lithophane', options: { border_mm: 4, hanger_hole_mm: 8 } },
  { engine: 'lithophane', options: { shape: 'arc', angle_deg: 359.9 } },
  { engine: 'lithophane', options: { shape: 'cylinder' } },
  { engine: 'extrusion', options: { base: 'rectangle', base_mm: 11 } },
  { engine: 'extrusion', options: { base: 'rectangle', base_margin_mm: 50 } },
  {
    engine: 'extrusion',
    options: { ring: 'top', ring_hole_mm: 20, ring_width_mm: 20 },
    size: { widthMm: 30 },
  },
  { engine: 'extrusion', options: { base_mm: 2 } },
  { engine: 'inflation', options: { thickness_mm: 20 } },
  { engine: 'inflation', options: { thickness_mm: 5, rim_mm: 5 } },
  { engine: 'inflation', options: { rim_mm: 10 } },
];

/** Whether a unit is a word and no sign. */
function isWord(unit: string | undefined): unit is string {
  return unit !== undefined && unit.length > 2;
}

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
}

describe('the words of the studio', () => {
  it('should be the same ones in every language, with the same places to fill in', () => {
    expect(Object.keys(DE)).toEqual(Object.keys(EN));
    for (const [key, english] of Object.entries(EN)) {
      const german = DE[key as keyof typeof EN];
      expect([key, placesOf(german)]).toEqual([key, placesOf(english)]);
      expect([key, german.trim()]).not.toEqual([key, '']);
    }
  });

  it('should say in German whatever the server says in English', () => {
    expect(Object.keys(ERROR_CATALOGUE).filter((code) => !(code in ERRORS_DE))).toEqual([]);
    expect(ENGINE_NAMES.filter((name) => !(name in ENGINES_DE))).toEqual([]);
    const missing = ENGINE_NAMES.flatMap((engine) => {
      const table: OptionTable = ENGINES[engine].options;
      return Object.entries(table).flatMap(([name, spec]) => [
        ...(OPTIONS_DE[engine]?.[name] ? [] : [`${engine}.${name}`]),
        ...(spec.type === 'choice' ? spec.choices.filter((choice) => !(choice in CHOICES_DE)) : []),
        ...('unit' in spec && isWord(spec.unit) && !(spec.unit in UNITS_DE) ? [spec.unit] : []),
      ]);
    });
    expect(missing).toEqual([]);
  });

  it('should say every warning in German', () => {
    expect(Object.values(WARNINGS).filter((warning) => !WARNINGS_DE[warning])).toEqual([]);
  });

  it.each(UNFIT)('should say in German why $engine with $options does not fit', (unfit) => {
    const messages = problemsOf(unfit);
    expect(messages).not.toEqual([]);
    expect(messages.filter((message) => !PROBLEMS_DE.some(([pattern]) => pattern.test(message)))).toEqual([]);
  });
});

/** What the engine says of a request for 100 × 100 × 10 mm. @throws Error when it can be made */
function problemsOf({ engine, options, size = {} }: (typeof UNFIT)[number]): string[] {
  const request: Omit<ShapeRequest, 'options'> = {
    engine,
    widthMm: 100,
    heightMm: 100,
    depthMm: 10,
    isDepthGiven: true,
    quality: 5,
    ...size,
  };
  try {
    const resolved = resolveOptions(engine, options);
    checkPlan({ widthPx: 200, heightPx: 200 }, { ...request, options: resolved }, 10_000);
  } catch (error) {
    if (!(error instanceof ModellingError)) throw error;
    return (error.details['problems'] as OptionProblem[]).map(({ message }) => message);
  }
  throw new Error('It can be made.');
}

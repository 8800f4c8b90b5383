import { ModellingError } from '../modelling.errors.js';
import { ENGINES, type EngineName } from './engines.js';
import type { OptionTable } from './option-table.js';
import type { ShapeRequest } from './engine.js';
import { optionsJsonSchema, resolveOptions } from './options.js';
import { checkPlan } from './plan-model.js';

function problemsOf(act: () => unknown): { code: string; problems: unknown } {
  try {
    act();
  } catch (error) {
    if (error instanceof ModellingError) return { code: error.code, problems: error.details['problems'] };
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('options', () => {
  it('should take the defaults of the table, leaving out what the engine derives', () => {
    expect(resolveOptions('relief', {})).toEqual({
      invert: false,
      mirror: false,
      border_mm: 0,
      color: 'none',
      corner_radius_mm: 0,
      smoothing: 0,
      smoothing_mode: 'even',
      gamma: 1,
      levels: 'auto',
      mesh: 'adaptive',
      fit: 'contain',
      source: 'luminance',
    });
  });

  it.each([
    [{ gamma: 11 }, 'options.gamma', 'must be a number from 0.1 to 10'],
    [{ gamma: '2' }, 'options.gamma', 'must be a number from 0.1 to 10'],
    [{ gamma: NaN }, 'options.gamma', 'must be a number from 0.1 to 10'],
    [{ smoothing: Infinity }, 'options.smoothing', 'must be a number from 0 to 20'],
    [{ resolution: 100.5 }, 'options.resolution', 'must be a whole number from 16 to 8192'],
    [{ invert: 'true' }, 'options.invert', 'must be true or false'],
    [{ invert: null }, 'options.invert', 'must be true or false'],
    [{ levels: 'AUTO' }, 'options.levels', 'must be one of auto, full'],
  ])('should refuse %j', (raw, field, message) => {
    const { code, problems } = problemsOf(() => resolveOptions('relief', raw));
    expect(code).toBe('INVALID_OPTIONS');
    expect(problems).toEqual([expect.objectContaining({ field, message })]);
  });

  it('should name every problem, options that do not exist included', () => {
    const raw = JSON.parse('{"__proto__": 1, "constructor": 2, "gamma": 0, "bevel": 1}') as Record<
      string,
      unknown
    >;
    const { problems } = problemsOf(() => resolveOptions('relief', raw));
    expect((problems as { field: string }[]).map(({ field }) => field)).toEqual([
      'options.__proto__',
      'options.constructor',
      'options.bevel',
      'options.gamma',
    ]);
  });

  it.each<[EngineName, Record<string, unknown>, string, string]>([
    ['extrusion', { ring_hole_mm: 5 }, 'ring_hole_mm', 'needs options.ring other than none'],
    ['extrusion', { bevel_shape: 'round' }, 'bevel_shape', 'needs options.bevel_mm other than 0'],
    ['extrusion', { base: 'none', base_mm: 1 }, 'base_mm', 'needs options.base other than none'],
    ['lithophane', { angle_deg: 90 }, 'angle_deg', 'needs options.shape arc'],
    ['relief', { mesh: 'grid', tolerance_mm: 0.1 }, 'tolerance_mm', 'needs options.mesh other than grid'],
    ['relief', { smoothing_mode: 'keep_edges' }, 'smoothing_mode', 'needs options.smoothing other than 0'],
  ])('should refuse to ignore what does nothing: %s %j', (engine, raw, name, message) => {
    expect(problemsOf(() => resolveOptions(engine, raw))).toEqual({
      code: 'INVALID_OPTIONS',
      problems: [{ field: `options.${name}`, message }],
    });
  });

  it('should take everything with its need met, and again as it was resolved', () => {
    const resolved = resolveOptions('extrusion', { ring: 'top', ring_hole_mm: 5, bevel_mm: 0 });
    expect(resolved).toMatchObject({ ring_hole_mm: 5, ring_width_mm: 2, bevel_shape: 'chamfer' });
    expect(resolveOptions('extrusion', resolved)).toEqual(resolved);
    expect(resolveOptions('relief', resolveOptions('relief', {}))).toEqual(resolveOptions('relief', {}));
  });

  it('should need only options that there are, for values they can have', () => {
    for (const { options } of Object.values(ENGINES)) {
      const table: OptionTable = options;
      for (const { needs } of Object.values(table)) {
        if (needs === undefined) continue;
        const spec = table[needs.option];
        const named = 'is' in needs ? needs.is : [needs.isNot];
        for (const value of named) {
          if (spec?.type === 'choice') expect(spec.choices).toContain(value);
          else expect(spec).toMatchObject({ minimum: value });
        }
      }
    }
  });

  it('should be described as JSON Schema', () => {
    expect(optionsJsonSchema('relief')).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: {
        invert: { type: 'boolean', default: false },
        gamma: { type: 'number', minimum: 0.1, maximum: 10, default: 1 },
        resolution: { type: 'integer', minimum: 16, maximum: 8192 },
        levels: { type: 'string', enum: ['auto', 'full'], default: 'auto' },
      },
    });
  });
});

describe('the plan of a model', () => {
  const plan = (
    request: Partial<Omit<ShapeRequest, 'options'>>,
    raw: Record<string, unknown> = {},
    limit = 1e7,
  ) =>
    problemsOf(() => {
      const complete: ShapeRequest = {
        engine: 'relief',
        widthMm: 100,
        heightMm: 60,
        depthMm: 20,
        quality: 7,
        ...request,
        options: resolveOptions(request.engine ?? 'relief', raw),
      };
      checkPlan({ widthPx: 4000, heightPx: 3000 }, complete, limit);
    });

  it.each<[Partial<Omit<ShapeRequest, 'options'>>, Record<string, unknown>, string, string]>([
    [{ depthMm: 5 }, { base_mm: 5 }, 'INVALID_OPTIONS', 'options.base_mm'],
    [{}, { border_mm: 30 }, 'INVALID_OPTIONS', 'options.border_mm'],
    [{}, { corner_radius_mm: 5, border_mm: 1.4 }, 'INVALID_OPTIONS', 'options.corner_radius_mm'],
    [{}, { border_mm: 0.1 }, 'INVALID_OPTIONS', 'options.border_mm'],
    [{ engine: 'extrusion' }, { bevel_mm: 0.04 }, 'INVALID_OPTIONS', 'options.bevel_mm'],
    [{ widthMm: 1000.1 }, {}, 'INVALID_OPTIONS', 'dimensions.width'],
    [{ depthMm: NaN }, {}, 'INVALID_OPTIONS', 'dimensions.depth'],
    [{ quality: 7.5 }, {}, 'INVALID_OPTIONS', 'quality'],
    [{}, { border_mm: 29.99 }, 'DIMENSIONS_TOO_SMALL', 'dimensions'],
    [{}, { resolution: 8192, mesh: 'grid' }, 'TRIANGLE_LIMIT_EXCEEDED', 'options.resolution'],
    [{}, { target_triangles: 1e8 }, 'TRIANGLE_LIMIT_EXCEEDED', 'options.target_triangles'],
    [{}, { target_triangles: 1e5, tolerance_mm: 0.1 }, 'INVALID_OPTIONS', 'options.target_triangles'],
  ])('should refuse %j with %j as %s', (request, raw, code, field) => {
    const refused = plan(request, raw);
    expect(refused.code).toBe(code);
    expect(refused.problems).toEqual([expect.objectContaining({ field })]);
  });

  it('should name the quality when that makes too many triangles', () => {
    expect(plan({}, { mesh: 'grid' }, 300_000)).toEqual({
      code: 'TRIANGLE_LIMIT_EXCEEDED',
      problems: [{ field: 'quality', message: 'would make 396790 triangles; at most 300000 are allowed' }],
    });
  });
});

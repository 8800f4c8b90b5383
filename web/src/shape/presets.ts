import type { EngineInfo, ModelsInfo } from '../api/api.types.js';
import type { StringKey } from '../i18n/strings.en.js';
import { fieldsOf, type OptionField } from './option-field.js';
import type { Options, ShapeSettings } from './shape-settings.js';

/** A start that serves a common wish. */
export interface Preset {
  readonly name: StringKey;
  readonly engine: string;
  /** Length of the longest side, in millimetres. */
  readonly longestMm: number;
  /** Null leaves it to the engine. */
  readonly depthMm: number | null;
  readonly options: Options;
}

const PRESETS: readonly Preset[] = [
  {
    name: 'preset.lithophane',
    engine: 'lithophane',
    longestMm: 140,
    depthMm: null,
    options: { border_mm: 3 },
  },
  { name: 'preset.keychain', engine: 'extrusion', longestMm: 40, depthMm: 3, options: { ring: 'top' } },
  { name: 'preset.wallRelief', engine: 'relief', longestMm: 150, depthMm: 12, options: { border_mm: 4 } },
  { name: 'preset.figurine', engine: 'inflation', longestMm: 60, depthMm: 25, options: {} },
];

/** The presets that this server can make: their engine is there and takes their options. */
export function fittingPresets({ engines }: ModelsInfo): Preset[] {
  return PRESETS.filter((preset) => {
    const engine = engines.find(({ name }) => name === preset.engine);
    return engine !== undefined && takesOptions(engine, preset.options);
  });
}

function takesOptions(engine: EngineInfo, options: Options): boolean {
  const fields = fieldsOf(engine);
  return Object.entries(options).every(([name, value]) => {
    const field = fields.find((candidate) => candidate.name === name);
    return field !== undefined && takes(field, value);
  });
}

function takes(field: OptionField, value: Options[string]): boolean {
  switch (field.kind) {
    case 'switch':
      return typeof value === 'boolean';
    case 'choice':
      return field.choices.some((choice) => choice === value);
    case 'number':
      return typeof value === 'number' && value >= field.minimum && value <= field.maximum;
  }
}

/** Sets the engine, the size and the options of a preset. */
export function applyPreset(preset: Preset, settings: ShapeSettings): void {
  settings.engine.value = preset.engine;
  settings.setOptions(preset.options);
  settings.size.value = { width: preset.longestMm, height: preset.longestMm, depth: preset.depthMm ?? NaN };
  settings.setLocked(true);
}

/** Whether the settings are those of a preset, whatever the proportions of the picture make of its size. */
export function isApplied(preset: Preset, { engine, options, size }: ShapeSettings): boolean {
  const { width, height, depth } = size.value;
  const entries = Object.entries(options.value);
  return (
    engine.value === preset.engine &&
    Math.max(width, height) === preset.longestMm &&
    Object.is(depth, preset.depthMm ?? NaN) &&
    entries.length === Object.keys(preset.options).length &&
    entries.every(([name, value]) => preset.options[name] === value)
  );
}

import { batch, computed, signal } from '@preact/signals';
import type {
  EngineInfo,
  GenerationRequest,
  ModelFormat,
  ModelsInfo,
  OptionValue,
} from '../api/api.types.js';
import { fieldsOf, livelyFieldsOf } from './option-field.js';

export type Options = Readonly<Record<string, OptionValue>>;

/** The outer box; a depth that is NaN is left to the engine. */
export interface SizeMm {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
}

const SIDES = ['width', 'height', 'depth'] as const;

/** How the model is to be: what the reader has set, and the server's defaults for the rest. */
export class ShapeSettings {
  readonly engine = signal('');
  readonly size = signal<SizeMm>({ width: 100, height: 100, depth: NaN });
  /** While locked, width and height keep the proportions of the picture. */
  readonly isLocked = signal(true);
  readonly quality = signal(7);
  readonly formats = signal<readonly ModelFormat[]>(['stl']);
  /** Width over height of the picture; null while there is none. */
  readonly aspect = signal<number | null>(null);

  /** What the server takes where no depth is asked for. */
  usualDepthMm = NaN;

  /** As the server describes them. */
  private readonly engines = signal<readonly EngineInfo[]>([]);

  /** What was set, for each engine apart: going back to one finds it as it was left. */
  private readonly chosen = signal<Readonly<Record<string, Options>>>({});

  /** What was set for the present engine; what is absent is left to the server. */
  readonly options = computed<Options>(() => this.chosen.value[this.engine.value] ?? {});

  readonly request = computed<GenerationRequest>(() => {
    const [format = 'stl', ...formats] = this.formats.value;
    const { width, height, depth } = this.size.value;
    return {
      format,
      formats,
      dimensions: { width, height, ...(Number.isFinite(depth) && { depth }) },
      quality: this.quality.value,
      engine: this.engine.value,
      options: this.livelyOptions(),
    };
  });

  /** Takes over what the server can make, and what it does when nothing is said. Before any of it is set. */
  adopt({ defaults, engines }: ModelsInfo): void {
    const { width = 100, height = 100, depth = NaN } = defaults.dimensions;
    this.usualDepthMm = depth;
    batch(() => {
      this.engines.value = engines;
      this.engine.value = defaults.engine;
      this.quality.value = defaults.quality;
      this.formats.value = [defaults.format as ModelFormat];
      this.size.value = { width, height, depth: NaN };
    });
  }

  /** Without what was set while another option gave it a meaning: the server would refuse it. */
  private livelyOptions(): Options {
    const engine = this.engines.value.find(({ name }) => name === this.engine.value);
    if (!engine) return this.options.value;
    const lively = livelyFieldsOf(engine, this.options.value);
    const idle = fieldsOf(engine).filter((field) => !lively.some(({ name }) => name === field.name));
    const isIdle = (option: string): boolean => idle.some(({ name }) => name === option);
    return Object.fromEntries(Object.entries(this.options.value).filter(([name]) => !isIdle(name)));
  }

  /** Sets an option of the present engine; undefined leaves it to the server again. */
  setOption(name: string, value: OptionValue | undefined): void {
    const others = Object.entries(this.options.value).filter(([other]) => other !== name);
    this.setOptions(Object.fromEntries(value === undefined ? others : [...others, [name, value]]));
  }

  setOptions(options: Options): void {
    this.chosen.value = { ...this.chosen.value, [this.engine.value]: options };
  }

  /** Sets one side; a locked side takes the other one with it. */
  setSide(side: keyof SizeMm, lengthMm: number): void {
    const { aspect, isLocked, size } = this;
    const changed = { ...size.value, [side]: lengthMm };
    if (isLocked.value && aspect.value !== null && Number.isFinite(lengthMm)) {
      if (side === 'width') changed.height = rounded(lengthMm / aspect.value);
      if (side === 'height') changed.width = rounded(lengthMm * aspect.value);
    }
    const isSame = SIDES.every((name) => Object.is(changed[name], size.value[name]));
    if (!isSame) size.value = changed;
  }

  setLocked(isLocked: boolean): void {
    this.isLocked.value = isLocked;
    if (isLocked) this.fitTo(this.aspect.value);
  }

  /** Another picture: its longest side takes the length of the longest before. */
  fitTo(aspect: number | null): void {
    batch(() => {
      this.aspect.value = aspect;
      if (aspect === null || !this.isLocked.value) return;
      const { width, height } = this.size.value;
      const longest = Math.max(width, height);
      this.setSide(aspect >= 1 ? 'width' : 'height', longest);
    });
  }

  /** Sets everything as an earlier generation had it. */
  takeOver(earlier: GenerationRequest): void {
    const { width = 100, height = 100, depth = NaN } = earlier.dimensions;
    batch(() => {
      this.isLocked.value = this.aspect.value === null || matches(width / height, this.aspect.value);
      this.engine.value = earlier.engine;
      // What is the server's default need not have been asked for, and unasked it binds no engine.
      this.size.value = { width, height, depth: depth === this.usualDepthMm ? NaN : depth };
      this.quality.value = earlier.quality;
      this.formats.value = [...new Set([earlier.format, ...earlier.formats])];
      this.setOptions(earlier.options as Options);
    });
  }
}

function matches(ratio: number, aspect: number): boolean {
  return Math.abs(ratio / aspect - 1) < 0.005;
}

/** To a hundredth of a millimetre: finer than any printer, and short enough to read. */
function rounded(lengthMm: number): number {
  return Math.round(lengthMm * 100) / 100;
}

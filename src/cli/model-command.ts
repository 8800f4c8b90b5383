import { existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';

import { buildModel, type ModelRequest } from '../modelling/build-model.js';
import { ENGINE_NAMES, type EngineName } from '../modelling/engines/engine-names.js';
import { resolveOptions } from '../modelling/engines/options.js';
import { FORMAT_NAMES, type FormatName } from '../modelling/formats/format-names.js';
import { intakePicture } from '../modelling/image/intake-picture.js';
import type { InspectionThread } from '../modelling/mesh/inspection-thread.js';
import { collectOptions } from './engine-flags.js';
import { ProgressBar, type BarStream } from './progress-bar.js';
import { toReport, type CliReport } from './report.js';
import { UsageError } from './usage-error.js';

const MAX_PIXELS = 33_554_432;

const DEFAULTS = {
  engine: 'relief',
  width: '100',
  height: '100',
  depth: '20',
  quality: '7',
  maxTriangles: '10000000',
} as const;

/** The flags of `relievo model` as commander holds them, all texts. */
export type ModelFlags = Readonly<Record<string, unknown>>;

/**
 * Makes a model of a picture, through the same intake as an upload, and puts it in place in one step: what was
 * there before stays until the new file is whole.
 */
export async function makeModel(
  picturePath: string,
  outputPath: string,
  flags: ModelFlags,
  terminal: BarStream,
  signal: AbortSignal,
  startInspection?: () => InspectionThread,
): Promise<CliReport> {
  const format = readFormat(outputPath, flags);
  const shape = readShape(flags);
  const maxTriangles = readNumber('maxTriangles', flags);
  if (!(maxTriangles > 0)) throw new UsageError('--max-triangles must be a number above 0.');
  requireFile(picturePath);
  const target = resolve(outputPath);
  if (!existsSync(dirname(target))) throw new UsageError(`There is no directory ${dirname(outputPath)}.`);
  // Beside the target, so that the file can be moved into place.
  const workDir = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  const inspection = startInspection?.();
  const bar = new ProgressBar(terminal);
  try {
    const normalised = join(workDir, 'picture');
    await intakePicture({
      inputPath: picturePath,
      picturePath: normalised,
      previewPath: join(workDir, 'preview'),
      maxPixels: MAX_PIXELS,
    });
    const { artifacts, report } = await buildModel(
      {
        ...shape,
        picturePath: normalised,
        outputDir: workDir,
        formats: [format],
        maxTriangles,
        beside: flags['pictures'] === true ? 'pictures' : 'nothing',
      },
      {
        onStage: (stage) => {
          bar.show(stage, 0);
          return Promise.resolve();
        },
        onProgress: (stage, fraction) => {
          bar.show(stage, fraction);
        },
        signal,
        ...(inspection && { inspectBeside: (prepared) => inspection.inspect(prepared) }),
      },
    );
    for (const { name } of artifacts) {
      const isModel = name === `model.${format}`;
      renameSync(join(workDir, name), isModel ? target : pictureBeside(target, name));
    }
    const { warnings, details } = report;
    return toReport(report, {
      file: outputPath,
      format,
      sizeBytes: statSync(target).size,
      warnings,
      details,
    });
  } finally {
    bar.clear();
    await inspection?.close();
    rmSync(workDir, { recursive: true, force: true });
  }
}

/** `out/model.stl` has its thumbnail in `out/model.thumbnail.png`. */
function pictureBeside(target: string, name: string): string {
  return `${target.slice(0, -extname(target).length)}.${name}`;
}

function readFormat(outputPath: string, flags: ModelFlags): FormatName {
  const extension = extname(outputPath).slice(1).toLowerCase();
  const named = FORMAT_NAMES.find((name) => name === extension);
  const known = FORMAT_NAMES.map((name) => `.${name}`).join(', ');
  if (named === undefined) {
    throw new UsageError(`The output must end in one of ${known}; ${outputPath} does not.`);
  }
  const { format } = flags;
  if (typeof format === 'string' && format !== named) {
    throw new UsageError(`--format ${format} does not fit the output's ending .${extension}.`);
  }
  return named;
}

function readShape(
  flags: ModelFlags,
): Omit<ModelRequest, 'picturePath' | 'outputDir' | 'formats' | 'maxTriangles'> {
  const wanted = flags['engine'] ?? DEFAULTS.engine;
  const engine = ENGINE_NAMES.find((name) => name === wanted);
  if (engine === undefined) throw new UsageError(`--engine must be one of ${ENGINE_NAMES.join(', ')}`);
  return {
    engine,
    widthMm: readNumber('width', flags),
    heightMm: readNumber('height', flags),
    depthMm: readNumber('depth', flags),
    isDepthGiven: flags['depth'] !== undefined,
    quality: readNumber('quality', flags),
    options: readOptions(engine, flags),
  };
}

function readOptions(engine: EngineName, flags: ModelFlags): ModelRequest['options'] {
  return resolveOptions(engine, collectOptions(flags));
}

/** What is no number becomes NaN, which the plan refuses with the limits. */
function readNumber(name: Exclude<keyof typeof DEFAULTS, 'engine'>, flags: ModelFlags): number {
  const text = flags[name] ?? DEFAULTS[name];
  return typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
}

export function requireFile(path: string): void {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  if (!statSync(path).isFile()) throw new UsageError(`${path} is not a file.`);
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';

import { ENGINE_NAMES, type EngineName } from '../../../src/modelling/engines/engine-names.js';
import { intakePicture } from '../../../src/modelling/image/intake-picture.js';
import { paint, type Painter, type Size } from '../../support/pictures.js';
import { PROJECT_ROOT } from '../../support/project-root.js';

/** A picture and what to make of it. */
export interface Subject {
  readonly name: string;
  readonly engine: EngineName;
  /** Drawn by code, or a file. */
  readonly picture: { readonly size: Size; readonly painter: Painter } | { readonly file: string };
  readonly options?: Readonly<Record<string, unknown>>;
  /** Outer box in millimetres; 100 × 100 and the default depth where absent. */
  readonly box?: readonly [width: number, height: number, depth: number];
  /** 7 where absent. */
  readonly quality?: number;
}

type Pixel = readonly [number, number, number, number];

const grey = (level: number): Pixel => [level, level, level, 255];

/** Opaque where `isInside`, nothing elsewhere. */
const cutOut = (isInside: boolean): Pixel => [200, 150, 100, isInside ? 255 : 0];

/** Reproducible noise: the fractional part of a large sine. */
function noise(x: number, y: number): number {
  const value = Math.sin(x * 12.9898 + y * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

const SMALL: Size = { width: 64, height: 64 };
const isInDisc = (x: number, y: number, radius: number, centre = 32): boolean =>
  Math.hypot(x - centre, y - centre) < radius;

const grain: Painter = (x, y) => grey(128 + 80 * Math.sin(x / 15) * Math.cos(y / 11) + 40 * noise(x, y));
const pureNoise: Painter = (x, y) => grey(255 * noise(x, y));
const gradient: Painter = (x, y) => grey((x * 2 + y) % 256);
const letter: Painter = (x, y) =>
  grey(x > 8 && (x < 16 || (x < 40 && (y < 14 || (y > 26 && y < 34)))) ? 255 : 0);
const ring: Painter = (x, y) => cutOut(isInDisc(x, y, 28) && !isInDisc(x, y, 14));
const chequers: Painter = (x, y) => cutOut((Math.floor(x / 16) + Math.floor(y / 16)) % 2 === 0);
const islands: Painter = (x, y) => cutOut(isInDisc(x, y, 12, 16) || isInDisc(x, y, 14, 46));
const overTheBorder: Painter = (x, y) => cutOut(isInDisc(x, y, 40, 10));
const specks: Painter = (x, y) => cutOut(noise(x, y) > 0.4);
const onePixel: Painter = (x, y) => cutOut(x === 20 && y === 30);

const PHOTO: Size = { width: 96, height: 64 };
const STRIP: Size = { width: 400, height: 16 };
const LETTER: Size = { width: 48, height: 64 };

type Drawn = Pick<Subject, 'name' | 'options' | 'box'> & { size: Size; painter: Painter };

function subjectsOf(engine: EngineName, list: Drawn[]): Subject[] {
  return list.map(({ size, painter, ...rest }) => ({
    ...rest,
    engine,
    picture: { size, painter },
    name: `${engine}: ${rest.name}`,
  }));
}

/** Every engine on every PNG of a directory, for pictures that are not the project's. */
function picturesIn(directory: string): Subject[] {
  const files = readdirSync(directory).filter((file) => file.endsWith('.png'));
  return files.sort().flatMap((file) =>
    ENGINE_NAMES.map((engine) => ({
      name: `${engine}: ${file}`,
      engine,
      picture: { file: join(directory, file) },
      options: OPTIONS_FOR_FILES[engine],
      // Every program reads every format of it: fine enough to tell.
      quality: 4,
    })),
  );
}

const OPTIONS_FOR_FILES: Record<EngineName, NonNullable<Subject['options']>> = {
  relief: { border_mm: 3, corner_radius_mm: 5 },
  lithophane: { frame_mm: 3, hanger_hole_mm: 1.4 },
  extrusion: { bevel_mm: 1, bevel_shape: 'round', ring: 'top' },
  inflation: { detail: 0.5, color: 'vertex' },
};

/** Where the project's own picture is; `PICTURES` names another directory. */
const SAMPLES = join(PROJECT_ROOT, 'web/public');

/** Every engine on what it is for and on what could break it, and on pictures. */
export const SUBJECTS: readonly Subject[] = [
  ...subjectsOf('relief', [
    { name: 'grain over light and shade', size: PHOTO, painter: grain },
    { name: 'the full grid of it', size: PHOTO, painter: grain, options: { mesh: 'grid', color: 'vertex' } },
    { name: 'its fewest triangles', size: PHOTO, painter: grain, options: { mesh: 'fewest_triangles' } },
    { name: 'pure noise', size: SMALL, painter: pureNoise, options: { border_mm: 3, tolerance_mm: 0.01 } },
    {
      name: 'a gradient in a plate with round corners',
      size: { width: 80, height: 48 },
      painter: gradient,
      options: { invert: true, gamma: 2.2, border_mm: 4, corner_radius_mm: 4 },
      box: [200, 30, 3],
    },
    {
      name: 'a letter with hard edges',
      size: LETTER,
      painter: letter,
      options: { mirror: true, fit: 'stretch' },
      box: [33.3, 77.7, 11.1],
    },
    { name: 'a ring on nothing', size: SMALL, painter: ring, options: { source: 'alpha' } },
    { name: 'one even grey', size: { width: 48, height: 32 }, painter: () => grey(100) },
    { name: 'a strip of sixteen pixels', size: STRIP, painter: pureNoise, box: [1000, 1000, 1] },
    {
      name: 'the full grid in a plate with round corners',
      size: PHOTO,
      painter: grain,
      options: {
        mesh: 'grid',
        border_mm: 3,
        corner_radius_mm: 6,
        smoothing: 2,
        smoothing_mode: 'keep_edges',
      },
    },
    { name: 'as many triangles as asked', size: PHOTO, painter: grain, options: { target_triangles: 3000 } },
  ]),
  ...subjectsOf('lithophane', [
    {
      name: 'a panel with frame and hole',
      size: PHOTO,
      painter: grain,
      options: { frame_mm: 4, frame_thickness_mm: 5, hanger_hole_mm: 2, color: 'vertex' },
    },
    {
      name: 'noise on an arc with a foot',
      size: SMALL,
      painter: pureNoise,
      options: { shape: 'arc', stand_mm: 6 },
    },
    { name: 'a strip round a cylinder', size: STRIP, painter: grain, options: { shape: 'cylinder' } },
    {
      name: 'a negative inside most of a tube, with a hole',
      size: PHOTO,
      painter: grain,
      options: {
        shape: 'arc',
        angle_deg: 300,
        relief_side: 'inside',
        border_mm: 6,
        hanger_hole_mm: 3,
        invert: true,
      },
    },
    {
      name: 'a letter shared out evenly, without a margin',
      size: LETTER,
      painter: letter,
      options: { curve: 'linear', border_mm: 0, mirror: true, fit: 'stretch' },
      box: [40, 90, 2],
    },
  ]),
  ...subjectsOf('extrusion', [
    {
      name: 'a letter with bevel and ring',
      size: LETTER,
      painter: letter,
      options: { bevel_mm: 1, ring: 'top' },
    },
    { name: 'a ring on a plate', size: SMALL, painter: ring, options: { base: 'rounded', bevel_mm: 2 } },
    { name: 'chequers that meet at corners', size: SMALL, painter: chequers, options: { min_feature_mm: 0 } },
    { name: 'islands', size: SMALL, painter: islands },
    { name: 'a disc over the border', size: SMALL, painter: overTheBorder, options: { bevel_mm: 1.5 } },
    { name: 'specks', size: SMALL, painter: specks, options: { min_feature_mm: 0 } },
    { name: 'one pixel', size: SMALL, painter: onePixel, options: { min_feature_mm: 0 } },
    {
      name: 'a letter on its own wider outline, with a round bevel and a ring',
      size: LETTER,
      painter: letter,
      options: {
        base: 'outline',
        base_margin_mm: 2,
        ring: 'left',
        bevel_mm: 3,
        bevel_shape: 'round',
        mirror: true,
      },
      box: [60, 90, 8],
    },
    {
      name: 'what is round a disc, stretched on a plate',
      size: SMALL,
      painter: overTheBorder,
      options: { invert: true, base: 'rectangle', ring: 'bottom', fit: 'stretch', tolerance_mm: 0.5 },
    },
  ]),
  ...subjectsOf('inflation', [
    { name: 'a ring', size: SMALL, painter: ring },
    {
      name: 'a ring with a flat back',
      size: SMALL,
      painter: ring,
      options: { back: 'flat_back', detail: 0.5 },
    },
    { name: 'chequers that meet at corners', size: SMALL, painter: chequers, options: { min_feature_mm: 0 } },
    { name: 'islands', size: SMALL, painter: islands },
    { name: 'a disc over the border', size: SMALL, painter: overTheBorder },
    { name: 'one pixel', size: SMALL, painter: onePixel, options: { min_feature_mm: 0 } },
    {
      name: 'specks in colour, thin at the rim and peaked',
      size: SMALL,
      painter: specks,
      options: { min_feature_mm: 0, color: 'vertex', rim_mm: 0.4, roundness: 3 },
    },
    {
      name: 'a letter full to the edge, stretched',
      size: LETTER,
      painter: letter,
      options: { roundness: 0.1, fit: 'stretch', thickness_mm: 7, mirror: true, tolerance_mm: 0.2 },
      box: [80, 30, 9],
    },
  ]),
  ...picturesIn(process.env['PICTURES'] ?? SAMPLES),
];

/** Puts a subject's picture into a PNG file, as the intake would. */
export async function drawSubject({ picture }: Subject, path: string): Promise<void> {
  if ('file' in picture) {
    const previewPath = `${path}.preview`;
    await intakePicture({ inputPath: picture.file, picturePath: path, previewPath, maxPixels: 2 ** 25 });
    return;
  }
  const { size, painter } = picture;
  const raw = { ...size, channels: 4 as const };
  await sharp(paint(size, painter), { raw }).png().toFile(path);
}

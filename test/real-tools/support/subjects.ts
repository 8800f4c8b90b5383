import type { EngineName } from '../../../src/modelling/engines/engine-names.js';
import { paint, type Painter, type Size } from '../../support/pictures.js';
import sharp from 'sharp';

/** A picture drawn by code and what to make of it. */
export interface Subject {
  readonly name: string;
  readonly engine: EngineName;
  readonly size: Size;
  readonly painter: Painter;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Outer box in millimetres; 100 × 100 and the default depth where absent. */
  readonly box?: readonly [width: number, height: number, depth: number];
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

function subjectsOf(engine: EngineName, list: Omit<Subject, 'engine'>[]): Subject[] {
  return list.map((subject) => ({ ...subject, engine, name: `${engine}: ${subject.name}` }));
}

/** Every engine on what it is for and on what could break it. */
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
  ]),
];

/** Draws a subject into a PNG file. */
export async function drawSubject({ size, painter }: Subject, path: string): Promise<void> {
  const raw = { ...size, channels: 4 as const };
  await sharp(paint(size, painter), { raw }).png().toFile(path);
}

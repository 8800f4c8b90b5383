import type { OptionProblem } from '../../modelling.errors.js';
import type { PictureSize, ShapeRequest } from '../engine.js';
import { findBendProblems } from './find-bend-problems.js';
import {
  deepestMm,
  listThicknesses,
  readLithophaneSettings,
  type LithophaneSettings,
} from './lithophane-settings.js';
import { framePanel, type PanelFrame } from './panel-frame.js';
import { HOLE_WALL_MM, holeSpan, holeStrip } from './place-hole.js';

/** The narrowest strip that a printer can lay; also what keeps its flank inside it. */
const LEAST_STRIP_MM = 0.2;

/** A narrower hole closes when it is printed. */
const LEAST_HOLE_MM = 0.5;

/** What of a lithophane cannot be built, found without looking at a pixel. */
export function findLithophaneProblems(picture: PictureSize, request: ShapeRequest): OptionProblem[] {
  const settings = readLithophaneSettings(request);
  const frame = framePanel(picture, request);
  const problems = [
    ...findMisplaced(frame, request),
    ...findThicknessProblems(settings, request),
    ...findStripProblems(settings, frame),
  ];
  // Bends and holes are measured on a panel, which there has to be.
  if (problems.length > 0) return problems;
  return [...findBendProblems(settings, frame, request), ...findHoleProblems(settings, frame)];
}

/** A margin that only the proportions of the picture make can have a thickness too. */
function findMisplaced(frame: PanelFrame, { options }: ShapeRequest): OptionProblem[] {
  const hasMargin = frame.sideMarginMm > 0 || frame.endMarginMm > 0;
  if (hasMargin || !Object.hasOwn(options, 'border_thickness_mm')) return [];
  return [{ field: 'options.border_thickness_mm', message: 'needs a border: give options.border_mm' }];
}

function findThicknessProblems(settings: LithophaneSettings, request: ShapeRequest): OptionProblem[] {
  const { minThicknessMm, maxThicknessMm } = settings;
  const problems: OptionProblem[] = [];
  if (minThicknessMm >= maxThicknessMm) {
    problems.push({
      field: 'options.min_thickness_mm',
      message: `must be less than the greatest thickness of ${maxThicknessMm} mm`,
      maximum: maxThicknessMm,
    });
  }
  const maximum = deepestMm(request);
  for (const [name, thicknessMm] of listThicknesses(settings)) {
    // One that was not given follows another, which is refused itself.
    const isChosen = name === 'max_thickness_mm' || Object.hasOwn(request.options, name);
    if (thicknessMm <= maximum || !isChosen) continue;
    const message = `must be at most the depth of ${maximum} mm`;
    problems.push({ field: `options.${name}`, message, maximum });
  }
  return problems;
}

function findStripProblems(settings: LithophaneSettings, frame: PanelFrame): OptionProblem[] {
  const problems: OptionProblem[] = [];
  for (const [name, widthMm] of [
    ['border_mm', settings.borderMm],
    ['frame_mm', settings.frameMm],
    ['stand_mm', settings.standMm],
  ] as const) {
    if (widthMm === 0 || widthMm >= LEAST_STRIP_MM) continue;
    const message = `must be 0 or at least ${LEAST_STRIP_MM} mm`;
    problems.push({ field: `options.${name}`, message, minimum: LEAST_STRIP_MM });
  }
  if (frame.pictureWidthMm > 0 && frame.pictureHeightMm > 0) return problems;
  const takesMost = settings.frameMm > settings.borderMm ? 'frame_mm' : 'border_mm';
  const message = 'leaves no room for the picture: frame, border and stand together must be narrower';
  problems.push({ field: `options.${takesMost}`, message });
  return problems;
}

function findHoleProblems({ hangerHoleMm }: LithophaneSettings, frame: PanelFrame): OptionProblem[] {
  if (hangerHoleMm === 0) return [];
  const field = 'options.hanger_hole_mm';
  if (hangerHoleMm < LEAST_HOLE_MM) {
    const message = `must be 0 or at least ${LEAST_HOLE_MM} mm`;
    return [{ field, message, minimum: LEAST_HOLE_MM }];
  }
  const roomMm = Math.min(holeStrip(frame).heightMm, holeSpan(frame)) - 2 * HOLE_WALL_MM;
  const maximum = Math.max(0, Math.floor(roomMm * 100) / 100);
  if (hangerHoleMm <= maximum) return [];
  const message = `must be at most ${maximum} mm to fit the frame or border, which needs ${HOLE_WALL_MM} mm on each side of it: make that wider`;
  return [{ field, message, maximum }];
}

import { BACKLIT_FILE_NAME } from '../../artifact-names.js';
import { checkSamples } from '../../image/check-samples.js';
import type { BuiltMesh, Engine, PictureBox, PictureSize, ReportDetails, ShapeRequest } from '../engine.js';
import { chooseSampleGrid } from '../sample-count.js';
import { bendPanel, type Bend } from './bend-panel.js';
import { coarsenLithophane } from './coarsen-lithophane.js';
import { drawBacklit } from './draw-backlit.js';
import { findFinestPitch } from './find-finest-pitch.js';
import { findLithophaneProblems } from './find-lithophane-problems.js';
import { layOutPanel } from './lay-out-panel.js';
import { LITHOPHANE_OPTIONS } from './lithophane-options.js';
import { deepestMm, readLithophaneSettings, type LithophaneSettings } from './lithophane-settings.js';
import { countPanelTriangles, meshPanel } from './mesh-panel.js';
import { framePanel, type PanelFrame } from './panel-frame.js';
import { placeColumns, placeRows } from './panel-lines.js';
import { placeHole } from './place-hole.js';
import { shapeThickness } from './shape-thickness.js';

/** Brightness becomes thickness: held against a light, the print shows the picture. */
export const LITHOPHANE_ENGINE: Engine = {
  name: 'lithophane',
  title: 'Lithophane',
  summary:
    'Turns brightness into thickness, so that the print shows the picture against a light: flat, as an arc or as a cylinder.',
  options: LITHOPHANE_OPTIONS,
  chooseGrid: chooseSampleGrid,
  estimateTriangleCount: countLithophaneTriangles,
  coarsen: (picture, request, mostTriangles) =>
    coarsenLithophane(picture, request, (finer) => countLithophaneTriangles(picture, finer) <= mostTriangles),
  findProblems: findLithophaneProblems,
  finestPitchMm: findFinestPitch,
  build: async (picture, samples, request, hooks) => {
    checkSamples(samples);
    const settings = readLithophaneSettings(request);
    const { thicknessMm, warnings } = shapeThickness(samples, settings);
    hooks.onProgress(0.9);
    const frame = framePanel(picture, request);
    const panel = layOutPanel(thicknessMm, samples, frame, settings);
    await hooks.onMeshing();
    hooks.signal?.throwIfAborted();
    const bend = bendPanel(panel, settings, { widthMm: request.widthMm, deepestMm: deepestMm(request) });
    const { transmittancePerMm, minThicknessMm } = settings;
    const built: BuiltMesh = {
      mesh: meshPanel(panel, bend, hooks.onProgress),
      warnings,
      details: describeLithophane(settings, frame, bend),
      pictures: [
        { name: BACKLIT_FILE_NAME, draw: () => drawBacklit(panel, transmittancePerMm, minThicknessMm) },
      ],
    };
    return settings.shape === 'flat'
      ? { ...built, pictureBox: findPictureBox(frame) }
      : { ...built, isUpright: true };
  },
};

function countLithophaneTriangles(picture: PictureSize, request: ShapeRequest): number {
  const grid = chooseSampleGrid(picture, request);
  const frame = framePanel(picture, request);
  const columns = placeColumns(grid, frame);
  const rows = placeRows(grid, frame);
  const hole = placeHole(columns, rows, frame, readLithophaneSettings(request).hangerHoleMm);
  return countPanelTriangles(columns.length, rows.length, frame.isClosed, hole);
}

function describeLithophane(settings: LithophaneSettings, frame: PanelFrame, bend: Bend): ReportDetails {
  const { minThicknessMm, maxThicknessMm, transmittancePerMm, isReliefInside } = settings;
  const details = {
    min_thickness_mm: minThicknessMm,
    max_thickness_mm: maxThicknessMm,
    picture_width_mm: frame.pictureWidthMm,
    picture_height_mm: frame.pictureHeightMm,
    /** How many times more light the thinnest part lets through than the thickest. */
    contrast: transmittancePerMm ** (minThicknessMm - maxThicknessMm),
  };
  if (settings.shape === 'flat') return details;
  return { ...details, [isReliefInside ? 'outer_radius_mm' : 'inner_radius_mm']: bend.radiusMm };
}

function findPictureBox(frame: PanelFrame): PictureBox {
  return {
    leftMm: frame.frameMm + frame.sideMarginMm,
    bottomMm: frame.standHeightMm + frame.frameMm + frame.endMarginMm,
    widthMm: frame.pictureWidthMm,
    heightMm: frame.pictureHeightMm,
  };
}

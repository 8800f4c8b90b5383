import type { PictureSize, ShapeRequest } from '../engine.js';
import { readLithophaneSettings, type LithophaneSettings } from './lithophane-settings.js';

/** Height of the foot that `stand_mm` asks for. */
export const STAND_HEIGHT_MM = 3;

/** Margins narrower than this are given to the picture, which stretches by less than anybody can see. */
const LEAST_MARGIN_MM = 0.2;

/** How an unrolled lithophane shares out its outer size; all in millimetres. */
export interface PanelFrame {
  /** Unrolled, along the outermost surface. */
  widthMm: number;
  heightMm: number;
  /** What the picture gets; 0 or less where frame, margin and stand leave it nothing. */
  pictureWidthMm: number;
  pictureHeightMm: number;
  frameMm: number;
  /** The margin between frame and picture at the sides, and above and below. */
  sideMarginMm: number;
  endMarginMm: number;
  standHeightMm: number;
  isClosed: boolean;
  /** Whether the picture reaches all the way round. */
  isWrapped: boolean;
  /** Of the outermost surface; infinite when flat. */
  outerRadiusMm: number;
}

/**
 * Fits the picture with its margin, frame and stand into the asked size. When flat, `contain` makes the model
 * smaller on one side to keep the picture's proportions. An arc or cylinder has its exact width and height
 * whatever the picture, so that there the margin takes what is left over.
 */
export function framePanel(picture: PictureSize, request: ShapeRequest): PanelFrame {
  const settings = readLithophaneSettings(request);
  const { borderMm, frameMm, shape } = settings;
  const isClosed = shape === 'cylinder';
  const outerRadiusMm = findOuterRadius(request.widthMm, settings);
  const standHeightMm = settings.standMm > 0 ? STAND_HEIGHT_MM : 0;
  const sidesMm = isClosed ? 0 : 2 * (borderMm + frameMm);
  const endsMm = 2 * (borderMm + frameMm) + standHeightMm;
  let widthMm = shape === 'flat' ? request.widthMm : outerRadiusMm * settings.angleRad;
  let heightMm = request.heightMm;
  let pictureWidthMm = widthMm - sidesMm;
  let pictureHeightMm = heightMm - endsMm;
  let [extraSideMm, extraEndMm] = [0, 0];
  if (settings.fit === 'contain') {
    const aspect = picture.widthPx / picture.heightPx;
    const fittedWidthMm = Math.min(pictureWidthMm, pictureHeightMm * aspect);
    const sideMm = (pictureWidthMm - fittedWidthMm) / 2;
    const endMm = (pictureHeightMm - fittedWidthMm / aspect) / 2;
    if (shape === 'flat') {
      if (sideMm > endMm) widthMm = Math.min(widthMm, widthMm - 2 * sideMm);
      else heightMm = Math.min(heightMm, heightMm - 2 * endMm);
      pictureWidthMm = widthMm - sidesMm;
      pictureHeightMm = heightMm - endsMm;
    } else {
      extraSideMm = sideMm < LEAST_MARGIN_MM ? 0 : sideMm;
      extraEndMm = endMm < LEAST_MARGIN_MM ? 0 : endMm;
      pictureWidthMm -= 2 * extraSideMm;
      pictureHeightMm -= 2 * extraEndMm;
    }
  }
  return {
    widthMm,
    heightMm,
    pictureWidthMm,
    pictureHeightMm,
    frameMm,
    sideMarginMm: isClosed ? extraSideMm : borderMm + extraSideMm,
    endMarginMm: borderMm + extraEndMm,
    standHeightMm,
    isClosed,
    isWrapped: isClosed && extraSideMm === 0,
    outerRadiusMm,
  };
}

/** The radius at which an arc's chord, or its diameter from half a turn on, is `widthMm`. */
export function findOuterRadius(widthMm: number, { shape, angleRad }: LithophaneSettings): number {
  if (shape === 'flat') return Infinity;
  return angleRad >= Math.PI ? widthMm / 2 : widthMm / (2 * Math.sin(angleRad / 2));
}

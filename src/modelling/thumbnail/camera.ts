import type { BoundingBox } from '../mesh/bounding-box.js';

type Vector = readonly [number, number, number];

/** Towards the camera from the model: in front of the picture, from below and a little from the left. */
export const FROM_BELOW = normalise([-0.34, -0.56, 1]);

/** The same from above. */
export const FROM_ABOVE = normalise([-0.34, 0.4, 1]);

/** Share of the image that the model may fill. */
const FILL = 0.88;

/** Distance of the camera in diagonals of the model: mild perspective. */
const DISTANCE = 2.6;

/** How points of the model come to lie in the image. */
export interface Camera {
  right: Vector;
  up: Vector;
  towards: Vector;
  centre: Vector;
  distance: number;
  /** Pixels to a millimetre at the model's centre. */
  scale: number;
  offsetX: number;
  offsetY: number;
}

/** A camera that has the whole box in a square image of `side` pixels, seen from the picture's side. */
export function placeCamera(box: BoundingBox, side: number, towards = FROM_BELOW): Camera {
  const { lower, upper } = box;
  const right = normalise(cross([0, 1, 0], towards));
  const up = cross(towards, right);
  const centre: Vector = [(lower[0] + upper[0]) / 2, (lower[1] + upper[1]) / 2, (lower[2] + upper[2]) / 2];
  const distance = DISTANCE * Math.hypot(upper[0] - lower[0], upper[1] - lower[1], upper[2] - lower[2]);
  const unit: Camera = { right, up, towards, centre, distance, scale: 1, offsetX: 0, offsetY: 0 };
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let corner = 0; corner < 8; corner++) {
    const pick = (axis: 0 | 1 | 2): number => ((corner >> axis) & 1 ? upper : lower)[axis];
    const [x, y] = project(unit, pick(0), pick(1), pick(2));
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  const scale = (FILL * side) / Math.max(maxX - minX, maxY - minY);
  const offsetX = side / 2 - (scale * (minX + maxX)) / 2;
  const offsetY = side / 2 - (scale * (minY + maxY)) / 2;
  return { ...unit, scale, offsetX, offsetY };
}

/** Image place (x to the right, y down, in pixels) and nearness (millimetres towards the camera). */
export function project(camera: Camera, x: number, y: number, z: number): [number, number, number] {
  const { right, up, towards, centre, distance, scale, offsetX, offsetY } = camera;
  const dx = x - centre[0];
  const dy = y - centre[1];
  const dz = z - centre[2];
  const near = dx * towards[0] + dy * towards[1] + dz * towards[2];
  const factor = (scale * distance) / (distance - near);
  return [
    offsetX + factor * (dx * right[0] + dy * right[1] + dz * right[2]),
    offsetY - factor * (dx * up[0] + dy * up[1] + dz * up[2]),
    near,
  ];
}

export function normalise(vector: Vector): Vector {
  const length = Math.hypot(...vector);
  return [vector[0] / length, vector[1] / length, vector[2] / length];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

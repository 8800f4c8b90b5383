import type { Surface } from '../surface/surface.types.js';

/** Towards the light, from the upper left. */
const [LIGHT_X, LIGHT_Y, LIGHT_Z] = [-0.55, 0.5, 0.67];
/** The longer side of the drawing, whose form is that of the surface. */
const LONGER_SIDE_PX = 1024;
/** Plaster in shadow, and what full light adds to it. */
const DARK = [92, 80, 70] as const;
const LIT = [160, 157, 150] as const;
/** Lifts what lies flat, which is most of many a relief, out of the middle tones. */
const GAMMA = 0.7;

/** Draws a surface as it is seen from +Z, each place as bright as it faces the light. */
export function drawHillshade(canvas: HTMLCanvasElement, surface: Surface): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { positions, indices, facts } = surface;
  const { width, height } = facts.boundingBoxMm;
  const pxPerMm = LONGER_SIDE_PX / Math.max(width, height);
  canvas.width = Math.max(1, Math.round(width * pxPerMm));
  canvas.height = Math.max(1, Math.round(height * pxPerMm));
  const image = context.createImageData(canvas.width, canvas.height);
  const corners = placeCorners(positions, canvas.height, pxPerMm);
  const shades = shadeCorners(positions, indices);
  const depths = new Float32Array(canvas.width * canvas.height).fill(-Infinity);
  for (let corner = 0; corner < indices.length; corner += 3) {
    const [a, b, c] = [indices[corner] ?? 0, indices[corner + 1] ?? 0, indices[corner + 2] ?? 0];
    const at = (axis: number): [number, number, number] => [
      corners[3 * a + axis] ?? 0,
      corners[3 * b + axis] ?? 0,
      corners[3 * c + axis] ?? 0,
    ];
    fillTriangle(image, depths, at(0), at(1), at(2), [shades[a] ?? 0, shades[b] ?? 0, shades[c] ?? 0]);
  }
  context.putImageData(image, 0, 0);
}

/** Every corner in pixels from the upper left, its height unchanged. */
function placeCorners(positions: Float32Array, heightPx: number, pxPerMm: number): Float32Array {
  return positions.map((value, place) => {
    const axis = place % 3;
    return axis === 0 ? value * pxPerMm : axis === 1 ? heightPx - value * pxPerMm : value;
  });
}

/** 0…1 for every corner: the mean of the faces round it that face the reader, large ones before small ones. */
function shadeCorners(positions: Float32Array, indices: Uint32Array): Float32Array {
  const normals = new Float32Array(positions.length);
  for (let corner = 0; corner < indices.length; corner += 3) {
    const at = (point: number, axis: number): number =>
      positions[3 * (indices[corner + point] ?? 0) + axis] ?? 0;
    const edge = (to: number, axis: number): number => at(to, axis) - at(0, axis);
    const normal = [
      edge(1, 1) * edge(2, 2) - edge(1, 2) * edge(2, 1),
      edge(1, 2) * edge(2, 0) - edge(1, 0) * edge(2, 2),
      edge(1, 0) * edge(2, 1) - edge(1, 1) * edge(2, 0),
    ] as const;
    if (normal[2] <= 0) continue;
    for (let point = 0; point < 3; point++) {
      const first = 3 * (indices[corner + point] ?? 0);
      normal.forEach((value, axis) => {
        normals[first + axis] = (normals[first + axis] ?? 0) + value;
      });
    }
  }
  return Float32Array.from({ length: positions.length / 3 }, (_, vertex) => {
    const [x = 0, y = 0, z = 0] = normals.subarray(3 * vertex, 3 * vertex + 3);
    return Math.max(0, (x * LIGHT_X + y * LIGHT_Y + z * LIGHT_Z) / (Math.hypot(x, y, z) || 1));
  });
}

type Triple = readonly [number, number, number];

/** Colours the pixels of one face where nothing higher is yet. One that looks away from the reader has none. */
function fillTriangle(
  { data, width, height }: ImageData,
  depths: Float32Array,
  x: Triple,
  y: Triple,
  z: Triple,
  shade: Triple,
): void {
  const area = (x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]);
  if (area >= 0) return;
  const [left, right] = [
    Math.max(0, Math.floor(Math.min(...x))),
    Math.min(width - 1, Math.ceil(Math.max(...x))),
  ];
  const [top, bottom] = [
    Math.max(0, Math.floor(Math.min(...y))),
    Math.min(height - 1, Math.ceil(Math.max(...y))),
  ];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [px, py] = [column + 0.5, row + 0.5];
      const second = ((px - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (py - y[0])) / area;
      const third = ((x[1] - x[0]) * (py - y[0]) - (px - x[0]) * (y[1] - y[0])) / area;
      const first = 1 - second - third;
      if (first < 0 || second < 0 || third < 0) continue;
      const pixel = row * width + column;
      const depth = first * z[0] + second * z[1] + third * z[2];
      if (depth <= (depths[pixel] ?? 0)) continue;
      depths[pixel] = depth;
      const light = (first * shade[0] + second * shade[1] + third * shade[2]) ** GAMMA;
      data.set(
        [DARK[0] + LIT[0] * light, DARK[1] + LIT[1] * light, DARK[2] + LIT[2] * light, 255],
        4 * pixel,
      );
    }
  }
}

import type { Surface } from '../surface/surface.types.js';

/** Towards the light, from the upper left. */
const [LIGHT_X, LIGHT_Y, LIGHT_Z] = [-0.55, 0.5, 0.67];
const MARGIN = 0.06;

/** Draws what of a surface faces +Z, each face as bright as it faces the light. */
export function drawHillshade(canvas: HTMLCanvasElement, surface: Surface): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { positions, indices, facts } = surface;
  const { width, height } = facts.boundingBoxMm;
  const scale = Math.min(canvas.width / width, canvas.height / height) * (1 - 2 * MARGIN);
  const left = (canvas.width - width * scale) / 2;
  const bottom = (canvas.height + height * scale) / 2;
  const at = (corner: number, axis: number): number => positions[3 * (indices[corner] ?? 0) + axis] ?? 0;
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (let corner = 0; corner < indices.length; corner += 3) {
    const shade = shadeOf(corner, at);
    if (shade === null) continue;
    context.beginPath();
    for (let point = corner; point < corner + 3; point++) {
      context.lineTo(left + at(point, 0) * scale, bottom - at(point, 1) * scale);
    }
    context.closePath();
    const tone = Math.round(70 + 175 * shade);
    context.fillStyle =
      context.strokeStyle = `rgb(${tone} ${Math.round(tone * 0.96)} ${Math.round(tone * 0.9)})`;
    context.fill();
    context.stroke();
  }
}

/** 0…1, or null for a face that looks away from the reader. */
function shadeOf(corner: number, at: (corner: number, axis: number) => number): number | null {
  const edge = (to: number, axis: number): number => at(corner + to, axis) - at(corner, axis);
  const x = edge(1, 1) * edge(2, 2) - edge(1, 2) * edge(2, 1);
  const y = edge(1, 2) * edge(2, 0) - edge(1, 0) * edge(2, 2);
  const z = edge(1, 0) * edge(2, 1) - edge(1, 1) * edge(2, 0);
  if (z <= 0) return null;
  return Math.max(0, (x * LIGHT_X + y * LIGHT_Y + z * LIGHT_Z) / Math.hypot(x, y, z));
}

/**
 * Draws `web/public/sample.png`, the picture behind "Try the sample": an ammonite on a beaded medallion.
 * Brightness is height, so what is drawn is a height field, with round forms that take the light well. Same code, same bytes.
 *
 *   node web/tools/draw-sample.mjs
 */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const SIDE_PX = 768;
/** Samples per pixel and axis: edges come out smooth instead of stepped. */
const SUPERSAMPLING = 3;

const DISC_RADIUS = 0.95;
/** Level, because eight bits would turn a gentle slope into terraces. */
const DISH_HEIGHT = 0.2;
const RIM = { radius: 0.9, halfWidth: 0.05, height: 0.62 };
const BEADS = { count: 72, radius: 0.805, size: 0.0285, height: 0.2 };

const SHELL = {
  centre: { x: -0.05, y: -0.11 },
  /** Outer radius at the mouth. */
  radius: 0.79,
  /** Each turn is this many times as large as the one inside it. */
  growthPerTurn: 2.15,
  mouthAngle: -0.62,
  ribsPerTurn: 27,
  height: 0.8,
};

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function smoothstep(from, to, value) {
  const t = clamp((value - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

/** Maximum of two heights with their crease rounded over `width` (Quilez, polynomial smooth minimum). */
function smoothMax(a, b, width) {
  const overlap = Math.max(width - Math.abs(a - b), 0) / width;
  return Math.max(a, b) + overlap * overlap * width * 0.25;
}

function medallionHeight(x, y) {
  const radius = Math.hypot(x, y);
  if (radius > DISC_RADIUS + 0.01) return 0;
  const across = (radius - RIM.radius) / RIM.halfWidth;
  const rim = Math.abs(across) < 1 ? RIM.height * (1 - across ** 2) ** 0.6 : 0;
  const sector = (2 * Math.PI) / BEADS.count;
  const offset = Math.atan2(y, x) / sector;
  const along = (offset - Math.round(offset)) * sector * BEADS.radius;
  const fromBead = Math.hypot(along, radius - BEADS.radius) / BEADS.size;
  const bead = fromBead < 1 ? BEADS.height * Math.sqrt(1 - fromBead ** 2) : 0;
  return (
    smoothMax(DISH_HEIGHT + bead, rim, 0.05) * (1 - smoothstep(DISC_RADIUS - 0.006, DISC_RADIUS, radius))
  );
}

/** Ridges across a whorl: they swing forward towards the outer edge, and a second set joins there. */
function ribs(turnAngle, across) {
  const swing = 1.15 * (across - 0.35) ** 2 - 0.12 * across;
  const phase = SHELL.ribsPerTurn * (turnAngle - swing * 0.42);
  const main = 0.5 + 0.5 * Math.cos(phase);
  const between = 0.5 + 0.5 * Math.cos(phase + Math.PI);
  const strength = smoothstep(0.02, 0.3, across) * (1 - 0.55 * smoothstep(0.82, 1, across));
  return strength * (main ** 1.4 + 0.85 * smoothstep(0.5, 0.72, across) * between ** 1.4);
}

/** Height of the shell, or 0 beside it. The whorl of a point is found on the logarithmic spiral r = R·e^(b·θ). */
function shellHeight(x, y) {
  const dx = x - SHELL.centre.x;
  const dy = y - SHELL.centre.y;
  const radius = Math.max(Math.hypot(dx, dy), 1e-4);
  const growth = Math.log(SHELL.growthPerTurn) / (2 * Math.PI);
  const angle = Math.atan2(-dy, dx);
  const spiral = Math.log(radius / SHELL.radius) / growth + SHELL.mouthAngle;
  const turnAngle = angle + 2 * Math.PI * Math.ceil((spiral - angle) / (2 * Math.PI));
  if (turnAngle > SHELL.mouthAngle) return 0;
  const outer = SHELL.radius * Math.exp(growth * (turnAngle - SHELL.mouthAngle));
  const inner = outer / SHELL.growthPerTurn;
  const across = clamp((radius - inner) / (outer - inner), 0, 1);
  const size = (outer / SHELL.radius) ** 0.52;
  const section = Math.max(0, 1 - Math.abs(2 * (across - 0.02) - 1) ** 2.3) ** 0.62;
  const fromMouth = SHELL.mouthAngle - turnAngle - 0.2 * Math.abs(2 * across - 1) ** 2.5;
  if (fromMouth <= 0) return 0;
  const lip = smoothstep(0, 0.06, fromMouth);
  const flare = 0.08 * Math.exp(-(((fromMouth - 0.09) / 0.045) ** 2));
  const body = 0.3 + 0.7 * section * (0.82 + flare) + 0.2 * ribs(turnAngle, across) * section;
  return SHELL.height * size * body * Math.sqrt(lip) * (1 - smoothstep(0.965, 1, across) * 0.35);
}

/** Height 0…1 at a point of the square −1…1, y down. */
function heightAt(x, y) {
  return smoothMax(medallionHeight(x, y), shellHeight(x, y), 0.03);
}

function drawHeights() {
  const step = 2 / (SIDE_PX * SUPERSAMPLING);
  const heights = new Float64Array(SIDE_PX * SIDE_PX);
  for (let row = 0; row < SIDE_PX * SUPERSAMPLING; row++) {
    for (let column = 0; column < SIDE_PX * SUPERSAMPLING; column++) {
      const pixel = Math.floor(row / SUPERSAMPLING) * SIDE_PX + Math.floor(column / SUPERSAMPLING);
      heights[pixel] += heightAt((column + 0.5) * step - 1, (row + 0.5) * step - 1) / SUPERSAMPLING ** 2;
    }
  }
  return heights;
}

const heights = drawHeights();
const highest = heights.reduce((high, height) => Math.max(high, height), 0);
const grey = Uint8Array.from(heights, (height) => Math.round((255 * height) / highest));
const target = fileURLToPath(new URL('../public/sample.png', import.meta.url));
const { size } = await sharp(grey, { raw: { width: SIDE_PX, height: SIDE_PX, channels: 1 } })
  .toColourspace('b-w')
  .png({ compressionLevel: 9, adaptiveFiltering: true })
  .toFile(target);
console.log(`sample.png: ${SIDE_PX} × ${SIDE_PX}, ${Math.round(size / 1024)} kB`);

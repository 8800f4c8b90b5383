import type { PictureBox } from './engines/engine.js';
import type { SampledPicture } from './image/sampled-picture.js';
import type { MeshSource } from './mesh/mesh-source.js';

/** Where the picture shows nothing. */
const WHITE = 255;

/** The colours of a picture and where they lie on a model. */
export interface Paint {
  samples: SampledPicture & { rgb: Uint8Array };
  box: PictureBox;
  isMirrored: boolean;
}

/**
 * Gives every vertex the colour of the picture above it, walls and base too; beyond the picture's edge that of
 * the nearest place on it. Between samples the four round the place are mixed by nearness and opacity; where
 * none of them shows anything, it is white.
 */
export function paintMesh(mesh: MeshSource, paint: Paint): MeshSource {
  const colors = new Uint8Array(3 * mesh.vertexCount);
  const { columns, rows } = paint.samples;
  const { leftMm, bottomMm, widthMm, heightMm } = paint.box;
  let target = 0;
  for (const positions of mesh.positions()) {
    for (let start = 0; start < positions.length; start += 3, target += 3) {
      const share = clamp((positions[start]! - leftMm) / widthMm);
      const across = (paint.isMirrored ? 1 - share : share) * (columns - 1);
      const down = (1 - clamp((positions[start + 1]! - bottomMm) / heightMm)) * (rows - 1);
      mixSamples(paint.samples, across, down, colors, target);
    }
  }
  return { ...mesh, colors };
}

function clamp(share: number): number {
  return share < 0 ? 0 : share > 1 ? 1 : share;
}

/** Mixes the four samples round a place, given in samples from the upper left corner. */
function mixSamples(
  { rgb, alpha, columns, rows }: Paint['samples'],
  across: number,
  down: number,
  colors: Uint8Array,
  target: number,
): void {
  const column = Math.floor(across);
  const row = Math.floor(down);
  const right = column + 1 < columns ? 1 : 0;
  const below = row + 1 < rows ? columns : 0;
  const shareX = across - column;
  const shareY = down - row;
  let [red, green, blue, sum] = [0, 0, 0, 0];
  for (let corner = 0; corner < 4; corner++) {
    const sample = row * columns + column + (corner & 1 ? right : 0) + (corner & 2 ? below : 0);
    const nearness = (corner & 1 ? shareX : 1 - shareX) * (corner & 2 ? shareY : 1 - shareY);
    const weight = nearness * (alpha === null ? 1 : alpha[sample]!);
    red += weight * rgb[3 * sample]!;
    green += weight * rgb[3 * sample + 1]!;
    blue += weight * rgb[3 * sample + 2]!;
    sum += weight;
  }
  colors[target] = sum > 0 ? Math.round(red / sum) : WHITE;
  colors[target + 1] = sum > 0 ? Math.round(green / sum) : WHITE;
  colors[target + 2] = sum > 0 ? Math.round(blue / sum) : WHITE;
}

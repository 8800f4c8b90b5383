/** The most colours of a palette: more would weigh on readers, and a print shows fewer. */
const MOST_COLORS = 4096;

/** Few colours and, for each vertex, which of them it has. */
export interface Palette {
  /** Red, green and blue (sRGB) as one number, 0xRRGGBB. */
  colors: number[];
  indices: Uint16Array;
}

/**
 * Finds at most 4096 colours for all vertices: their own where those are few enough, else their own cut to as
 * many bits a channel as it takes, four at the least. Colours are in the order of their first use.
 *
 * @param colors red, green and blue of each vertex
 */
export function choosePalette(colors: Uint8Array): Palette {
  const indices = new Uint16Array(colors.length / 3);
  for (let bits = 8; ; bits--) {
    const chosen = assignColors(colors, bits, indices);
    if (chosen !== null) return { colors: chosen, indices };
  }
}

/** The colours cut to some bits a channel, or null if there are too many of them. */
function assignColors(colors: Uint8Array, bits: number, indices: Uint16Array): number[] | null {
  const rounded = Uint8Array.from({ length: 256 }, (_, value) => {
    const steps = 2 ** bits - 1;
    return Math.round((Math.round((value / 255) * steps) / steps) * 255);
  });
  /** The place of a colour + 1. */
  const places = new Uint16Array(1 << 24);
  const chosen: number[] = [];
  for (let vertex = 0, start = 0; vertex < indices.length; vertex++, start += 3) {
    const color =
      (rounded[colors[start]!]! << 16) | (rounded[colors[start + 1]!]! << 8) | rounded[colors[start + 2]!]!;
    if (places[color] === 0) {
      if (chosen.length === MOST_COLORS) return null;
      places[color] = chosen.push(color);
    }
    indices[vertex] = places[color]! - 1;
  }
  return chosen;
}

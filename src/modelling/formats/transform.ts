/** A map of space, four columns of four numbers as glTF has them; the last row is 0 0 0 1. */
export type Transform = readonly number[];

export const IDENTITY: Transform = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** The map that does `inner` first. */
export function combine(outer: Transform, inner: Transform): Transform {
  return Array.from({ length: 16 }, (_, index) => {
    const row = index % 4;
    const column = index - row;
    let sum = 0;
    for (let step = 0; step < 4; step++) sum += outer[row + 4 * step]! * inner[column + step]!;
    return sum;
  });
}

export function apply(map: Transform, x: number, y: number, z: number): readonly [number, number, number] {
  return [
    map[0]! * x + map[4]! * y + map[8]! * z + map[12]!,
    map[1]! * x + map[5]! * y + map[9]! * z + map[13]!,
    map[2]! * x + map[6]! * y + map[10]! * z + map[14]!,
  ];
}

/** Whether the map turns shapes into their mirror images, so that triangles have to be turned over. */
export function isMirroring(map: Transform): boolean {
  const [a, b, c, , d, e, f, , g, h, i] = map as number[];
  return a! * (e! * i! - f! * h!) - d! * (b! * i! - c! * h!) + g! * (b! * f! - c! * e!) < 0;
}

/** The factor of a map that only moves and enlarges, axes staying where they are; null for any other. */
export function findPlainScale(map: Transform): number | null {
  const scale = map[0]!;
  const isPlain = [1, 2, 4, 6, 8, 9].every((index) => map[index] === 0);
  return isPlain && scale > 0 && map[5] === scale && map[10] === scale ? scale : null;
}

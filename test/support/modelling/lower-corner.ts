/** The least x, y and z of all vertices: the origin, wherever a model stands as it should. */
export function lowerCornerOf({ positions }: { positions: Float32Array }): [x: number, y: number, z: number] {
  const lowest: [number, number, number] = [Infinity, Infinity, Infinity];
  for (let place = 0; place < positions.length; place++) {
    const axis = place % 3;
    lowest[axis] = Math.min(lowest[axis]!, positions[place]!);
  }
  return lowest;
}

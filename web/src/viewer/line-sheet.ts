import { BufferGeometry, Float32BufferAttribute, LineBasicMaterial, LineSegments } from 'three';

/** Thin lines of one colour, given by the coordinates of their ends. */
export class LineSheet {
  readonly lines: LineSegments<BufferGeometry, LineBasicMaterial>;

  constructor(coordinates: readonly number[], color: string, opacity: number) {
    const geometry = new BufferGeometry().setAttribute(
      'position',
      new Float32BufferAttribute(coordinates, 3),
    );
    const material = new LineBasicMaterial({ color, transparent: opacity < 1, opacity, depthWrite: false });
    this.lines = new LineSegments(geometry, material);
  }

  dispose(): void {
    this.lines.removeFromParent();
    this.lines.geometry.dispose();
    this.lines.material.dispose();
  }
}

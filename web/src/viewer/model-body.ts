import {
  BackSide,
  type BufferGeometry,
  FrontSide,
  Group,
  Mesh,
  MeshBasicMaterial,
  MeshStandardMaterial,
  Plane,
  Vector3,
} from 'three';
import type { ViewSettings } from './view-settings.js';

/** What a print is made of, and its lines when only these are drawn: those have to stand out of a light ground too. */
const [PLASTER, LINES] = ['#e6dccf', '#9c8672'];

const AXES = { x: new Vector3(-1, 0, 0), y: new Vector3(0, -1, 0), z: new Vector3(0, 0, -1) } as const;

/**
 * The model itself, in matt plaster: a print has no colours of its own. Cut open, its inside shows in one flat colour,
 * which makes a closed body look solid.
 */
export class ModelBody {
  readonly group = new Group();
  private readonly cut = new Plane();
  private readonly plaster = new MeshStandardMaterial({ color: PLASTER, roughness: 0.62, metalness: 0 });
  private readonly inside = new MeshBasicMaterial({ color: '#b4532a', side: BackSide });
  private readonly outer: Mesh;
  private readonly inner: Mesh;

  constructor(readonly geometry: BufferGeometry) {
    this.plaster.side = FrontSide;
    // A model in the colours of its picture shows them; the others are of one material.
    if (geometry.hasAttribute('color')) {
      this.plaster.vertexColors = true;
      this.plaster.color.set('#ffffff');
    }
    this.outer = new Mesh(geometry, this.plaster);
    this.inner = new Mesh(geometry, this.inside);
    this.group.add(this.outer, this.inner);
  }

  apply({ isWireframe, clip }: ViewSettings): void {
    this.plaster.wireframe = isWireframe;
    if (!this.plaster.vertexColors) this.plaster.color.set(isWireframe ? LINES : PLASTER);
    this.inner.visible = clip !== null && !isWireframe;
    const planes = clip === null ? null : [this.cut];
    for (const material of [this.plaster, this.inside]) {
      if ((material.clippingPlanes === null) !== (planes === null)) material.needsUpdate = true;
      material.clippingPlanes = planes;
    }
  }

  /** Puts the cut where it belongs, for the body may have turned since. `clippingPlanes` are in world space. */
  placeCut({ clip }: ViewSettings): void {
    const box = this.geometry.boundingBox;
    if (clip === null || box === null) return;
    const at = box.min[clip.axis] + (box.max[clip.axis] - box.min[clip.axis]) * clip.share;
    this.cut.setFromNormalAndCoplanarPoint(
      AXES[clip.axis],
      new Vector3().setComponent('xyz'.indexOf(clip.axis), at),
    );
    this.cut.applyMatrix4(this.group.matrixWorld);
  }

  /** Frees what is on the graphics card; the garbage collector does not reach there. */
  dispose(): void {
    this.group.removeFromParent();
    this.geometry.dispose();
    this.plaster.dispose();
    this.inside.dispose();
  }
}

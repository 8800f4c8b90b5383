import {
  Box3,
  type BufferGeometry,
  Euler,
  Group,
  PerspectiveCamera,
  Sphere,
  type Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { Surface } from '../surface/surface.types.js';
import { Backlight } from './backlight.js';
import { BedGrid } from './bed-grid.js';
import { DimensionMarks } from './dimension-marks.js';
import { fitDistance } from './fit-distance.js';
import { ModelBody } from './model-body.js';
import { geometryOf, loadGeometry } from './read-geometry.js';
import { createScene } from './studio-scene.js';
import { PLAIN_VIEW, type ViewSettings } from './view-settings.js';

const FIELD_OF_VIEW_DEG = 28;
/** A relief shows its form to both sides and never its flat back: it sways instead of spinning round. */
const SWAY_RAD = 0.62;
const SWAY_PERIOD_MS = 11_000;
const TILT_RAD = -0.36;
const FIRST_SWAY_RAD = -0.55;
/** Between which the model sways: in all of them it is seen whole. */
const TURNS = [-SWAY_RAD, 0, SWAY_RAD].map((sway) => new Euler(TILT_RAD, sway, 0));

/** What lies over the lower edge: the tools, and the slider of the cut above them. */
const TOOLS_HEIGHT_PX = 64;
const CUT_HEIGHT_PX = 60;
/** What lies over the upper edge of a narrow canvas; in a wide one it stands beside the model. */
const CAPTION_HEIGHT_PX = 52;
const NARROW_PX = 440;
/** What the numbers need at both sides, however small the canvas. */
const NUMBERS_WIDTH_PX = 48;

function captionHeightPx(widthPx: number): number {
  return widthPx < NARROW_PX ? CAPTION_HEIGHT_PX : 0;
}

/** What stands on the stage, in millimetres about its middle. */
interface Exhibit {
  readonly body: ModelBody;
  readonly grid: BedGrid;
  readonly marks: DimensionMarks;
}

/**
 * Shows one model at a time on a canvas and draws only when something has changed. The constructor throws where WebGL
 * is missing. After `dispose` nothing is left on the graphics card.
 */
export class ModelViewer {
  private readonly renderer: WebGLRenderer;
  private readonly scene = createScene();
  private readonly camera = new PerspectiveCamera(FIELD_OF_VIEW_DEG, 1, 0.05, 100);
  private readonly controls: OrbitControls;
  private readonly resizing: ResizeObserver;
  /** Turns, and scales millimetres so that the model fills a sphere of radius 1. */
  private readonly turntable = new Group();
  /** How much smaller the model is while a cut is placed, so that its slider covers nothing. */
  private cutZoom = 1;
  private backlight: Backlight | null = null;
  private exhibit: Exhibit | null = null;
  private settings = PLAIN_VIEW;
  private frameRequest: number | null = null;
  private isDisposed = false;
  private swayMs = 0;
  private lastFrameMs: number | null = null;
  /** Counts what was asked to be shown: a model that comes late must not replace a newer one. */
  private showNo = 0;

  /**
   * @param labels the elements of the numbers for width, height and depth, laid over the canvas
   * @param onContext told when the graphics card gives up what is drawn, and when it can draw again
   */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly labels: readonly HTMLElement[],
    private readonly onContext: (canDraw: boolean) => void,
  ) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
    this.renderer.localClippingEnabled = true;
    canvas.addEventListener('webglcontextlost', this.loseContext);
    canvas.addEventListener('webglcontextrestored', this.regainContext);
    this.scene.add(this.turntable);
    this.camera.position.set(0, 0, 1);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.enablePan = false;
    this.controls.addEventListener('change', this.requestFrame);
    this.resizing = new ResizeObserver(() => {
      this.fitCamera();
    });
    this.resizing.observe(canvas);
  }

  showSurface(surface: Surface): void {
    this.showNo += 1;
    delete this.canvas.dataset['model'];
    this.exhibitGeometry(geometryOf(surface));
  }

  /** Shows a model's GLB. Rejects when it cannot be loaded or read. Answers false when something newer was asked for. */
  async showModel(url: string): Promise<boolean> {
    const showNo = ++this.showNo;
    const geometry = await loadGeometry(url);
    if (this.isDisposed || showNo !== this.showNo) {
      geometry.dispose();
      return false;
    }
    this.canvas.dataset['model'] = url;
    this.exhibitGeometry(geometry);
    return true;
  }

  apply(settings: ViewSettings): void {
    if (settings.isTurning !== this.settings.isTurning) this.lastFrameMs = null;
    this.settings = settings;
    this.exhibit?.body.apply(settings);
    this.keepClearOfTools();
    this.requestFrame();
  }

  /** Looks from the front again, from where everything can be seen. */
  resetView(): void {
    this.controls.target.set(0, 0, 0);
    this.camera.position.set(0, 0, 1);
    this.swayMs = 0;
    this.fitCamera();
  }

  dispose(): void {
    this.isDisposed = true;
    this.canvas.removeEventListener('webglcontextlost', this.loseContext);
    this.canvas.removeEventListener('webglcontextrestored', this.regainContext);
    if (this.frameRequest !== null) cancelAnimationFrame(this.frameRequest);
    this.resizing.disconnect();
    this.controls.dispose();
    this.clear();
    this.backlight?.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  private clear(): void {
    this.exhibit?.body.dispose();
    this.exhibit?.grid.dispose();
    this.exhibit?.marks.dispose();
    this.exhibit = null;
  }

  private exhibitGeometry(geometry: BufferGeometry): void {
    this.clear();
    geometry.computeBoundingBox();
    const box = geometry.boundingBox ?? new Box3();
    const { center, radius } = box.getBoundingSphere(new Sphere());
    const scale = 1 / Math.max(radius, Number.EPSILON);
    this.turntable.scale.setScalar(scale);
    const exhibit = { body: new ModelBody(geometry), grid: new BedGrid(box), marks: new DimensionMarks(box) };
    for (const { group } of Object.values(exhibit)) {
      group.position.copy(center).negate();
      this.turntable.add(group);
    }
    this.exhibit = exhibit;
    exhibit.body.apply(this.settings);
    this.fitCamera();
  }

  /** Sees all of the model as it sways, in what the tools leave of the canvas, whatever its shape. */
  private fitCamera(): void {
    const { clientWidth, clientHeight } = this.canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.renderer.setSize(clientWidth, clientHeight, false);
    this.camera.aspect = clientWidth / clientHeight;
    const tanUp = Math.tan((FIELD_OF_VIEW_DEG / 2) * (Math.PI / 180));
    const box = this.exhibit?.body.geometry.boundingBox;
    if (!box) return;
    const tanAcross = tanUp * this.camera.aspect * Math.max(1 - NUMBERS_WIDTH_PX / clientWidth, 0.5);
    const coveredPx = TOOLS_HEIGHT_PX + captionHeightPx(clientWidth);
    const distanceBelow = (px: number): number =>
      fitDistance(box, TURNS, tanAcross, tanUp * Math.max(1 - px / clientHeight, 0.4));
    const distanceMm = distanceBelow(coveredPx);
    this.cutZoom = distanceMm / distanceBelow(coveredPx + CUT_HEIGHT_PX);
    const distance = distanceMm * this.turntable.scale.x;
    this.camera.position.setLength(distance);
    this.controls.minDistance = distance * 0.2;
    this.controls.maxDistance = distance * 2;
    this.keepClearOfTools();
    this.controls.update();
    this.requestFrame();
  }

  /** The middle of what the tools leave is not that of the canvas. */
  private keepClearOfTools(): void {
    const { clientWidth, clientHeight } = this.canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    const isCut = this.settings.clip !== null;
    const belowPx = TOOLS_HEIGHT_PX + (isCut ? CUT_HEIGHT_PX : 0);
    const raisedPx = (belowPx - captionHeightPx(clientWidth)) / 2;
    this.camera.zoom = isCut ? this.cutZoom : 1;
    this.camera.setViewOffset(clientWidth, clientHeight, 0, raisedPx, clientWidth, clientHeight);
    this.camera.updateProjectionMatrix();
  }

  private readonly loseContext = (): void => {
    this.onContext(false);
  };

  /** The renderer has made itself anew by now and puts on the card whatever the next frame needs. */
  private readonly regainContext = (): void => {
    this.onContext(true);
    this.requestFrame();
  };

  private readonly requestFrame = (): void => {
    this.frameRequest ??= requestAnimationFrame(this.draw);
  };

  private readonly draw = (nowMs: number): void => {
    this.frameRequest = null;
    const { isTurning } = this.settings;
    if (isTurning) {
      // A tab that slept must not make the model jump.
      this.swayMs += Math.min(nowMs - (this.lastFrameMs ?? nowMs), 100);
      this.lastFrameMs = nowMs;
    }
    const sway = SWAY_RAD * Math.sin((2 * Math.PI * this.swayMs) / SWAY_PERIOD_MS + FIRST_SWAY_RAD);
    this.turntable.rotation.set(TILT_RAD, sway, 0);
    if (this.exhibit) this.drawExhibit(this.exhibit);
    else this.renderer.clear();
    const { geometries, textures } = this.renderer.info.memory;
    // For whoever watches from outside that nothing is left behind.
    this.canvas.dataset['held'] = `${geometries} geometries, ${textures} textures`;
    if (isTurning) this.requestFrame();
  };

  private drawExhibit({ body, grid, marks }: Exhibit): void {
    const { hasGrid, hasDimensions, isBacklit } = this.settings;
    grid.group.visible = hasGrid;
    marks.group.visible = hasDimensions;
    this.scene.updateMatrixWorld();
    // The renderer does so too, but only after the numbers have been placed.
    this.camera.updateMatrixWorld();
    this.placeLabels(marks.places, hasDimensions && !isBacklit);
    if (isBacklit) {
      this.backlight ??= new Backlight();
      const { group, geometry } = body;
      this.backlight.draw(this.renderer, this.camera, geometry, group, this.turntable.scale.x);
      return;
    }
    body.placeCut(this.settings);
    this.renderer.render(this.scene, this.camera);
  }

  private placeLabels(places: readonly Vector3[], isShown: boolean): void {
    const { clientWidth, clientHeight } = this.canvas;
    this.labels.forEach((label, index) => {
      const place = places[index];
      label.hidden = !isShown || place === undefined;
      if (place === undefined || this.exhibit === null) return;
      const seen = this.exhibit.marks.group.localToWorld(place.clone()).project(this.camera);
      const x = ((seen.x + 1) / 2) * clientWidth;
      const y = ((1 - seen.y) / 2) * clientHeight;
      label.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
    });
  }
}

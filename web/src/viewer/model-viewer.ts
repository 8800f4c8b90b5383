import { type Group, PerspectiveCamera, Vector3, WebGLRenderer } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { disposeTree } from './dispose-tree.js';
import { dressModel, frameModel } from './dress-model.js';
import { createScene } from './studio-scene.js';

const FIELD_OF_VIEW_DEG = 28;
/** Share of the model's bounding sphere that fills the view: a plate seen from its edge just fits. */
const FRAMING = 0.9;
/** A relief shows its form to both sides and never its flat back: it sways instead of spinning round. */
const SWAY_RAD = 0.62;
const SWAY_PERIOD_MS = 11_000;
const TILT_RAD = -0.32;

/**
 * Shows one model on a canvas and draws only when something has changed. The constructor throws where WebGL is
 * missing. After `dispose` nothing is left on the graphics card.
 */
export class ModelViewer {
  private readonly renderer: WebGLRenderer;
  private readonly scene = createScene();
  private readonly camera = new PerspectiveCamera(FIELD_OF_VIEW_DEG, 1, 0.1, 100);
  private readonly controls: OrbitControls;
  private readonly resizing: ResizeObserver;
  private model: Group | null = null;
  private frameRequest: number | null = null;
  private isDisposed = false;
  private isTurning = false;
  private swayMs = 0;
  private lastFrameMs: number | null = null;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    onContextLost: () => void,
  ) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
    canvas.addEventListener('webglcontextlost', onContextLost, { once: true });
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.enablePan = false;
    this.controls.addEventListener('change', this.requestFrame);
    this.resizing = new ResizeObserver(() => {
      this.fit();
    });
    this.resizing.observe(canvas);
  }

  /** Loads a GLB and shows it in place of the one before. Rejects when it cannot be loaded or read. */
  async load(url: string): Promise<void> {
    const { scene: model } = await new GLTFLoader().loadAsync(url);
    if (this.isDisposed) {
      disposeTree(model);
      return;
    }
    this.clear();
    dressModel(model);
    this.model = model;
    this.scene.add(frameModel(model));
    this.fit();
  }

  /** Lets the model sway, or holds it where it is. */
  setTurning(isTurning: boolean): void {
    this.isTurning = isTurning;
    this.lastFrameMs = null;
    this.requestFrame();
  }

  dispose(): void {
    this.isDisposed = true;
    if (this.frameRequest !== null) cancelAnimationFrame(this.frameRequest);
    this.resizing.disconnect();
    this.controls.dispose();
    disposeTree(this.scene);
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  private clear(): void {
    const frame = this.model?.parent;
    if (!frame) return;
    disposeTree(frame);
    frame.removeFromParent();
    this.model = null;
  }

  /** Fits the unit sphere into the canvas, whatever its shape. */
  private fit(): void {
    const { clientWidth, clientHeight } = this.canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.renderer.setSize(clientWidth, clientHeight, false);
    this.camera.aspect = clientWidth / clientHeight;
    const halfAngle = (FIELD_OF_VIEW_DEG / 2) * (Math.PI / 180);
    const narrow = Math.min(1, this.camera.aspect);
    const distance = FRAMING / (Math.tan(halfAngle) * narrow);
    this.camera.position.sub(this.controls.target);
    if (this.camera.position.lengthSq() === 0) this.camera.position.copy(new Vector3(0, 0, 1));
    this.camera.position.setLength(distance).add(this.controls.target);
    this.controls.minDistance = distance * 0.45;
    this.controls.maxDistance = distance * 2;
    this.camera.updateProjectionMatrix();
    this.controls.update();
    this.requestFrame();
  }

  private readonly requestFrame = (): void => {
    this.frameRequest ??= requestAnimationFrame(this.draw);
  };

  private readonly draw = (nowMs: number): void => {
    this.frameRequest = null;
    if (this.isTurning) {
      // A tab that slept must not make the model jump.
      this.swayMs += Math.min(nowMs - (this.lastFrameMs ?? nowMs), 100);
      this.lastFrameMs = nowMs;
    }
    this.model?.parent?.rotation.set(
      TILT_RAD,
      SWAY_RAD * Math.sin((2 * Math.PI * this.swayMs) / SWAY_PERIOD_MS - 0.55),
      0,
    );
    this.renderer.render(this.scene, this.camera);
    if (this.isTurning) this.requestFrame();
  };
}

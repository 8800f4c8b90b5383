import { downloadUrl } from '../api.js';
import { elementById } from '../dom.js';
import { isMotionReduced } from '../motion.js';
import type { ModelViewer } from '../viewer/model-viewer.js';

type StageState = 'empty' | 'picture' | 'loading' | 'ready' | 'fallback';

/** Where the model stands: the picture while it is in the making, then the model in three dimensions or as an image. */
export class StageView {
  private readonly stage = elementById('stage', HTMLElement);
  private readonly picture = elementById('stage-picture', HTMLImageElement);
  private readonly empty = elementById('stage-empty', HTMLElement);
  private readonly turnButton = elementById('turn-button', HTMLButtonElement);
  private canvas = elementById('viewer-canvas', HTMLCanvasElement);
  private viewer: ModelViewer | null = null;
  private shownGeneration: string | null = null;
  private isTurning = !isMotionReduced();

  constructor() {
    this.turnButton.addEventListener('click', () => {
      this.turn(!this.isTurning);
    });
    this.picture.addEventListener('error', () => {
      this.picture.hidden = true;
    });
  }

  /** Shows the picture that a model is to be made of, or the empty stage when there is none to show. */
  showPicture(url: string | null): void {
    const state = url === null ? 'empty' : 'picture';
    // Asked again with every step of progress; setting the same source anew would fetch the picture anew.
    if (this.stage.dataset['viewer'] === state && this.picture.getAttribute('src') === url) return;
    this.leaveModel();
    this.enter(state);
    this.showImage(url, '');
  }

  /** Shows the model of a finished generation; asked again for the same one, it leaves it as the reader turned it. */
  async showModel(jobId: string, generationId: string): Promise<void> {
    if (this.shownGeneration === generationId) return;
    this.leaveModel();
    this.shownGeneration = generationId;
    this.enter('loading');
    this.showImage(downloadUrl(jobId, generationId, 'thumbnail.png'), 'The finished model');
    try {
      await this.openViewer(generationId, downloadUrl(jobId, generationId, 'preview.glb'));
    } catch {
      // No WebGL, or the file did not come: the drawn image of the same mesh stays.
      if (this.shownGeneration === generationId) this.fallBack();
    }
  }

  private async openViewer(generationId: string, modelUrl: string): Promise<void> {
    const { ModelViewer } = await import('../viewer/model-viewer.js');
    if (this.shownGeneration !== generationId) return;
    const viewer = new ModelViewer(this.canvas, () => {
      if (this.viewer === viewer) this.fallBack();
    });
    this.viewer = viewer;
    this.canvas.hidden = false;
    await viewer.load(modelUrl);
    if (this.viewer !== viewer) return;
    this.enter('ready');
    this.picture.hidden = true;
    this.turnButton.hidden = false;
    this.turn(this.isTurning);
  }

  private turn(isTurning: boolean): void {
    this.isTurning = isTurning;
    this.viewer?.setTurning(isTurning);
    this.turnButton.dataset['turning'] = String(isTurning);
    this.turnButton.setAttribute('aria-label', isTurning ? 'Stop turning the model' : 'Turn the model');
  }

  private fallBack(): void {
    this.closeViewer();
    this.picture.hidden = false;
    this.enter('fallback');
  }

  private leaveModel(): void {
    this.shownGeneration = null;
    this.closeViewer();
  }

  /** A canvas whose context was given up yields no new one: the next model gets a fresh canvas. */
  private closeViewer(): void {
    this.turnButton.hidden = true;
    this.canvas.hidden = true;
    if (this.viewer === null) return;
    const viewer = this.viewer;
    this.viewer = null;
    viewer.dispose();
    const fresh = this.canvas.cloneNode() as HTMLCanvasElement;
    this.canvas.replaceWith(fresh);
    this.canvas = fresh;
  }

  private showImage(url: string | null, description: string): void {
    this.picture.hidden = url === null;
    this.picture.alt = description;
    if (url === null) this.picture.removeAttribute('src');
    else this.picture.src = url;
  }

  private enter(state: StageState): void {
    this.stage.dataset['viewer'] = state;
    this.empty.hidden = state !== 'empty';
  }
}

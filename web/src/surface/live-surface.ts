import { batch, signal } from '@preact/signals';
import type { OptionProblem } from '../../../src/modelling/modelling.errors.js';
import type {
  Surface,
  SurfaceAnswer,
  SurfaceFailure,
  SurfaceMessage,
  SurfacePicture,
  SurfaceRequest,
} from './surface.types.js';

/**
 * The coarse model of the picture and the options as they stand, made in a worker while sliders move. One request is
 * on its way at a time; of those that come meanwhile only the newest is made.
 */
export class LiveSurface {
  /** The newest surface; it stays while the next one is made, so that the view does not flicker. */
  readonly surface = signal<Surface | null>(null);
  readonly problems = signal<readonly OptionProblem[]>([]);
  readonly warnings = signal<readonly string[]>([]);
  /** Why the picture cannot become such a model; null when it can, or nobody knows. */
  readonly failure = signal<SurfaceFailure | null>(null);
  readonly isUnavailable = signal(false);

  private worker: Worker | null = null;
  private picture: SurfacePicture | null = null;
  private latest: SurfaceRequest | null = null;
  private next: SurfaceRequest | null = null;
  private isBusy = false;
  /** What is being made is of a picture that is gone by now. */
  private isOutdated = false;

  /** Shows another picture, or none. */
  setPicture(picture: SurfacePicture | null): void {
    if (picture === this.picture) return;
    this.picture = picture;
    this.isOutdated = this.isBusy;
    batch(() => {
      this.surface.value = null;
      this.problems.value = [];
      this.warnings.value = [];
      this.failure.value = null;
      this.isUnavailable.value = false;
    });
    if (picture === null && this.worker === null) return;
    this.send({ kind: 'picture', picture });
    this.next = this.latest;
    this.sendNext();
  }

  /** Asks for the surface of these settings, in place of whatever was asked before. */
  request(request: SurfaceRequest): void {
    this.latest = this.next = request;
    this.sendNext();
  }

  private sendNext(): void {
    if (this.isBusy || this.next === null || this.picture === null) return;
    this.isBusy = true;
    this.send({ kind: 'request', request: this.next });
    this.next = null;
  }

  private send(message: SurfaceMessage): void {
    this.worker ??= this.startWorker();
    this.worker.postMessage(message);
  }

  private startWorker(): Worker {
    const worker = new Worker(new URL('./surface.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<SurfaceAnswer>) => {
      this.isBusy = false;
      if (!this.isOutdated) this.take(data);
      this.isOutdated = false;
      this.sendNext();
    });
    return worker;
  }

  private take(answer: SurfaceAnswer): void {
    batch(() => {
      this.isUnavailable.value = answer.kind === 'unavailable';
      this.problems.value = answer.kind === 'refused' ? answer.problems : [];
      this.warnings.value = answer.kind === 'surface' ? answer.warnings : [];
      this.failure.value = answer.kind === 'failed' ? answer.failure : null;
      if (answer.kind === 'surface') this.surface.value = answer.surface;
      else if (answer.kind !== 'refused') this.surface.value = null;
    });
  }
}

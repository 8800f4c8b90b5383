import { overallProgress, type ModelStage } from '../modelling/stages.js';

/** What a bar is drawn on. */
export interface BarStream {
  readonly isTTY?: boolean;
  write: (text: string) => unknown;
}

const WIDTH = 30;
const REDRAW_EVERY_MS = 50;
const CLEAR_LINE = '\r\u001b[2K';

/** A progress bar on one line of a terminal; on anything else it draws nothing. */
export class ProgressBar {
  #shown = '';
  #drawnMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly stream: BarStream) {}

  show(stage: ModelStage, fraction: number): void {
    if (this.stream.isTTY !== true) return;
    const share = overallProgress(stage, fraction);
    const filled = Math.round(WIDTH * share);
    const percent = String(Math.floor(100 * share)).padStart(3);
    const line = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${percent} % ${stage}`;
    const nowMs = performance.now();
    if (line === this.#shown || nowMs - this.#drawnMs < REDRAW_EVERY_MS) return;
    this.#shown = line;
    this.#drawnMs = nowMs;
    this.stream.write(CLEAR_LINE + line);
  }

  clear(): void {
    if (this.#shown !== '') this.stream.write(CLEAR_LINE);
    this.#shown = '';
  }
}

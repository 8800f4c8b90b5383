import type { JobSnapshot } from '../../../src/progress/progress.events.js';
import { elementById, showText } from '../dom.js';
import { isMotionReduced } from '../motion.js';
import { detailInWords, statusInWords } from '../wording.js';

export interface ProgressActions {
  onCancel: () => void;
  onRetry: () => void;
}

/** The bar, its sentence, and the buttons that a running or an ended generation offers. */
export class ProgressView {
  private readonly card = elementById('progress-card', HTMLElement);
  private readonly bar = elementById('progressbar', HTMLElement);
  private readonly fill = elementById('progress-fill', HTMLElement);
  private readonly status = elementById('status-text', HTMLElement);
  private readonly percent = elementById('progress-percent', HTMLElement);
  private readonly detail = elementById('progress-detail', HTMLElement);
  private readonly conflict = elementById('conflict-message', HTMLElement);
  private readonly announcer = elementById('announcer', HTMLElement);
  private readonly cancel = elementById('cancel-button', HTMLButtonElement);
  private readonly retry = elementById('retry-button', HTMLButtonElement);

  constructor(actions: ProgressActions) {
    this.cancel.addEventListener('click', actions.onCancel);
    this.retry.addEventListener('click', actions.onRetry);
  }

  hide(): void {
    this.card.hidden = true;
    this.showConflict(null);
  }

  /** Brings the bar into view where the page is one column and the start button far from it. */
  reveal(): void {
    this.card.scrollIntoView({ block: 'nearest', behavior: isMotionReduced() ? 'auto' : 'smooth' });
  }

  /** Work whose end cannot be foreseen, such as an upload. */
  showWaiting(sentence: string): void {
    this.open('waiting', sentence, '');
    this.bar.removeAttribute('aria-valuenow');
    this.fill.style.width = '';
    this.percent.textContent = '';
    this.cancel.hidden = true;
    this.retry.hidden = true;
  }

  showSnapshot(snapshot: JobSnapshot, isConnected: boolean): void {
    const isFresh = snapshot.generation_id === null;
    const detail = detailInWords(snapshot);
    const isReconnecting = !isConnected && snapshot.is_active;
    this.open(
      snapshot.status,
      statusInWords(snapshot),
      isReconnecting ? 'Connecting to the server again…' : detail,
    );
    this.bar.setAttribute('aria-valuenow', String(Math.round(snapshot.progress)));
    this.bar.hidden = isFresh;
    this.percent.textContent = isFresh ? '' : `${Math.floor(snapshot.progress)} %`;
    this.fill.style.width = `${snapshot.progress}%`;
    this.cancel.hidden = !snapshot.is_active;
    this.retry.hidden = snapshot.status !== 'failed' && snapshot.status !== 'cancelled';
    if (!snapshot.is_active) this.showConflict(null);
  }

  /** Says that a start met a running generation; null takes the words away. */
  showConflict(message: string | null): void {
    showText(this.conflict, message);
    if (message !== null) this.announcer.textContent = message;
  }

  private open(state: JobSnapshot['status'] | 'waiting', sentence: string, detail: string): void {
    this.card.hidden = false;
    this.card.dataset['state'] = state;
    this.bar.hidden = false;
    this.status.textContent = sentence;
    this.detail.textContent = detail;
    const news = state === 'failed' ? `${sentence} ${detail}` : sentence;
    // Spoken once per sentence, not once per percent.
    if (this.announcer.textContent !== news) this.announcer.textContent = news;
  }
}

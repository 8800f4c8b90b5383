import type { Leadership } from './leadership.port.js';

/** The lead of a process that is alone on its records: nobody else could have it. */
export class SoleLeadership implements Leadership {
  #term: number | null = null;
  #isClosed = false;

  get term(): number | null {
    return this.#term;
  }

  campaign(): void {
    if (!this.#isClosed) this.#term = 1;
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#term = null;
    return Promise.resolve();
  }
}

const BEAT_MS = 1_000;

/**
 * Raises a run's number once a second, from the main process: it shows that this process lives and knows of
 * the run. A beat that finds the run fenced stops it.
 */
export class Heart {
  readonly #timer: NodeJS.Timeout;
  #isBeating = false;

  /** @param beat false where the run is not the current one any more */
  constructor(
    private readonly beat: () => Promise<boolean>,
    private readonly onFenced: () => void,
  ) {
    this.#timer = setInterval(() => void this.#tick(), BEAT_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #tick(): Promise<void> {
    if (this.#isBeating) return;
    this.#isBeating = true;
    try {
      if (!(await this.beat())) this.onFenced();
    } catch {
      // The database is away: its fence will stop the run's next write if the run has lost its place by then.
    } finally {
      this.#isBeating = false;
    }
  }
}

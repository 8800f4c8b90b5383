interface Waiting {
  readonly admit: () => void;
  readonly refuse: (reason: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Lets so many in at once; the others wait in line, first come, first served, for a limited time. */
export class WaitingLine {
  readonly #line: Waiting[] = [];

  constructor(
    private freeCount: number,
    private readonly longestWaitMs: number,
  ) {}

  /** @throws where no place became free in time, or the line was sent away */
  async enter(): Promise<void> {
    if (this.freeCount > 0) {
      this.freeCount -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#line.splice(this.#line.indexOf(waiting), 1);
        reject(new Error(`No connection became free within ${this.longestWaitMs} ms`));
      }, this.longestWaitMs);
      const waiting: Waiting = { admit: resolve, refuse: reject, timer };
      this.#line.push(waiting);
    });
  }

  /** Gives a place back, to the next in line. */
  leave(): void {
    const next = this.#line.shift();
    if (next === undefined) {
      this.freeCount += 1;
      return;
    }
    clearTimeout(next.timer);
    next.admit();
  }

  /** Tells everyone in line that there is nothing to wait for. */
  sendAway(reason: Error): void {
    for (const { refuse, timer } of this.#line.splice(0)) {
      clearTimeout(timer);
      refuse(reason);
    }
  }
}

import { Injectable } from '@nestjs/common';

/** Whether the process should be sent requests: everything it needs is there and it is not about to stop. */
@Injectable()
export class ReadinessService {
  readonly #checks = new Map<string, () => Promise<boolean> | boolean>();
  #isStarting = false;
  #isShuttingDown = false;

  /** Adds a dependency; the check answers within its own time limit. */
  register(dependency: string, check: () => Promise<boolean> | boolean): void {
    this.#checks.set(dependency, check);
  }

  /** Whether the process still waits for what it cannot do without. */
  get isStarting(): boolean {
    return this.#isStarting;
  }

  beginStart(): void {
    this.#isStarting = true;
  }

  endStart(): void {
    this.#isStarting = false;
  }

  get isShuttingDown(): boolean {
    return this.#isShuttingDown;
  }

  beginShutdown(): void {
    this.#isShuttingDown = true;
  }

  /** Each dependency's state; ready when all are true. */
  async check(): Promise<{ isReady: boolean; dependencies: Record<string, boolean> }> {
    const results = await Promise.all(
      [...this.#checks].map(async ([name, check]) => {
        try {
          return [name, await check()] as const;
        } catch {
          return [name, false] as const;
        }
      }),
    );
    const isReady = !this.#isStarting && !this.#isShuttingDown && results.every(([, isUp]) => isUp);
    return { isReady, dependencies: Object.fromEntries(results) };
  }
}

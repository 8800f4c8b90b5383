/**
 * Of all processes on one database, one leads: it does what needs doing once. Leadership saves work and nothing
 * more: two that both believed to lead would change nothing twice, for each act is a conditional update.
 */
export interface Leadership {
  /** The number of this process's present term, another one for each term; null while it does not lead. */
  readonly term: number | null;
  /** Tries to lead from now on, until closed. May be called more than once. */
  campaign(): void;
  /** Gives the lead back for good. */
  close(): Promise<void>;
}

/** Injection token of {@link Leadership}. */
export const LEADERSHIP = Symbol('Leadership');

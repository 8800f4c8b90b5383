/** Tells a child whose it is: one that asked for its parent's id itself might ask too late. */
export const PARENT_PID_VARIABLE = 'RELIEVO_PARENT_PID';

/** What a failed method of a child process says: data, for errors lose their class between processes. */
export interface ChildError {
  readonly message: string;
  readonly code: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export type ChildAnswer<Result> =
  { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly error: ChildError };

export type ChildEvent<Event> =
  { readonly type: 'started'; readonly pid: number } | { readonly type: 'event'; readonly event: Event };

/** What a child printed: workerpool passes it on beside our own events. */
export type ChildOutput = { readonly stdout: string } | { readonly stderr: string };

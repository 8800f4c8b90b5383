/** What there may be to tell and to ask while a mesh is gone through. */
export interface CheckHooks {
  /** Share (0…1) that is done. */
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

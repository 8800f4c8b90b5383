export const CLIP_AXES = ['x', 'y', 'z'] as const;
export type ClipAxis = (typeof CLIP_AXES)[number];

/** How a model is looked at. */
export interface ViewSettings {
  readonly isTurning: boolean;
  readonly isWireframe: boolean;
  readonly hasGrid: boolean;
  readonly hasDimensions: boolean;
  /** Held against a lamp: what is thin shines. */
  readonly isBacklit: boolean;
  /** Cut open across an axis at a share (0…1) of the model's extent. */
  readonly clip: { readonly axis: ClipAxis; readonly share: number } | null;
}

export const PLAIN_VIEW: ViewSettings = {
  isTurning: false,
  isWireframe: false,
  hasGrid: true,
  hasDimensions: true,
  isBacklit: false,
  clip: null,
};

import type { MeshFacts } from '../../../src/modelling/mesh/check-mesh.js';
import type { ModellingErrorCode, OptionProblem } from '../../../src/modelling/modelling.errors.js';

/** The picture that surfaces are made of, in the size that the server has of it. */
export interface SurfacePicture {
  readonly blob: Blob;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What a start would ask for, options as they would be sent. Lengths in millimetres. */
export interface SurfaceRequest {
  readonly engine: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly depthMm: number;
  readonly isDepthGiven: boolean;
  readonly quality: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly maxTriangles: number;
}

/** A coarse model, ready to be drawn: millimetres, Z up, the picture seen from +Z. */
export interface Surface {
  /** Which engine made it. */
  readonly engine: string;
  readonly positions: Float32Array<ArrayBuffer>;
  readonly normals: Float32Array<ArrayBuffer>;
  readonly indices: Uint32Array<ArrayBuffer>;
  readonly facts: MeshFacts;
}

export interface SurfaceFailure {
  readonly code: ModellingErrorCode;
  readonly message: string;
}

export type SurfaceMessage =
  | { readonly kind: 'picture'; readonly picture: SurfacePicture | null }
  | { readonly kind: 'request'; readonly request: SurfaceRequest };

export type SurfaceAnswer =
  | { readonly kind: 'surface'; readonly surface: Surface; readonly warnings: readonly string[] }
  /** The request would be refused, for these reasons. */
  | { readonly kind: 'refused'; readonly problems: readonly OptionProblem[] }
  /** The picture cannot become such a model, by this code and in these words. */
  | { readonly kind: 'failed'; readonly failure: SurfaceFailure }
  /** No preview of this, which says nothing about the model: an engine the page does not know, a picture no browser reads. */
  | { readonly kind: 'unavailable' };

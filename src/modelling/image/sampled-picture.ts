/** How many samples span a picture's width and height. */
export interface SampleGrid {
  columns: number;
  rows: number;
}

/**
 * A picture averaged onto a grid, row by row from the upper left corner.
 *
 * `luminance` is Rec. 709 on sRGB values, 0…1, averaged over what is opaque; where nothing is, it is 0.
 * `alpha` is the covered share of the sample, 0…1, or null when the picture is opaque everywhere.
 * `rgb` is there when it was asked for: interleaved sRGB values, 0…255, averaged over what is opaque.
 */
export interface SampledPicture extends SampleGrid {
  luminance: Float32Array;
  alpha: Float32Array | null;
  rgb?: Uint8Array;
}

import { SPAN } from '../span.js';
import type { DecodedPicture } from './decode-picture.js';
import type { SampledPicture } from './sampled-picture.js';

/** Rec. 709 weights of red, green and blue. */
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722];

/**
 * Takes every pixel as a sample: what averaging onto a grid of the picture's own size comes to, without the
 * sums in double precision, which for a large picture take four times the memory of the samples.
 */
export function samplePixels(picture: DecodedPicture): SampledPicture {
  const { widthPx, heightPx, channelCount } = picture;
  const count = widthPx * heightPx;
  const luminance = new Float32Array(count);
  const alpha = channelCount % 2 === 0 ? new Float32Array(count) : null;
  let isOpaque = true;
  for (let start = 0; start < count; start += SPAN) {
    const end = Math.min(count, start + SPAN);
    if (channelCount === 1) sampleGreys(picture, start, end, luminance);
    else if (!sampleSpan(picture, start, end, luminance, alpha)) isOpaque = false;
  }
  return { columns: widthPx, rows: heightPx, luminance, alpha: isOpaque ? null : alpha };
}

function scaleOf({ data }: DecodedPicture): number {
  return 1 / (data.BYTES_PER_ELEMENT === 2 ? 65535 : 255);
}

function sampleGreys(picture: DecodedPicture, start: number, end: number, luminance: Float32Array): void {
  const { data } = picture;
  const scale = scaleOf(picture);
  for (let sample = start; sample < end; sample++) luminance[sample] = data[sample]! * scale;
}

/** Returns whether all of them are opaque. */
function sampleSpan(
  picture: DecodedPicture,
  start: number,
  end: number,
  luminance: Float32Array,
  alpha: Float32Array | null,
): boolean {
  const { data, channelCount } = picture;
  const scale = scaleOf(picture);
  let isOpaque = true;
  for (let sample = start, next = start * channelCount; sample < end; sample++, next += channelCount) {
    const value =
      channelCount === 2
        ? data[next]! * scale
        : (data[next]! * RED + data[next + 1]! * GREEN + data[next + 2]! * BLUE) * scale;
    const opacity = alpha === null ? 1 : data[next + channelCount - 1]! * scale;
    luminance[sample] = opacity === 0 ? 0 : Math.min(1, value);
    if (alpha === null) continue;
    alpha[sample] = Math.min(1, opacity);
    if (opacity < 1) isOpaque = false;
  }
  return isOpaque;
}

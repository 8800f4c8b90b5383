import type { DecodedPicture } from './decode-picture.js';
import type { SampledPicture } from './sampled-picture.js';

/** Rec. 709 weights of red, green and blue. */
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722];

/**
 * Takes every pixel as a sample: what averaging onto a grid of the picture's own size comes to, without the
 * sums in double precision, which for a large picture take four times the memory of the samples.
 */
export function samplePixels(picture: DecodedPicture): SampledPicture {
  const { data, widthPx, heightPx, channelCount } = picture;
  const scale = 1 / (data.BYTES_PER_ELEMENT === 2 ? 65535 : 255);
  const count = widthPx * heightPx;
  const luminance = new Float32Array(count);
  const alpha = channelCount % 2 === 0 ? new Float32Array(count) : null;
  if (channelCount === 1) {
    for (let sample = 0; sample < count; sample++) luminance[sample] = data[sample]! * scale;
    return { columns: widthPx, rows: heightPx, luminance, alpha };
  }
  let isOpaque = true;
  for (let sample = 0, next = 0; sample < count; sample++, next += channelCount) {
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
  return { columns: widthPx, rows: heightPx, luminance, alpha: isOpaque ? null : alpha };
}

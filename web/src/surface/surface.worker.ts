import type { DecodedPicture } from '../../../src/modelling/image/decode-picture.js';
import { decodeBlob } from './decode-blob.js';
import { shapeSurface } from './shape-surface.js';
import type { SurfaceAnswer, SurfaceMessage, SurfacePicture } from './surface.types.js';

/** Of the Worker's own scope only what is used here: the page is compiled against the window's. */
interface Scope {
  onmessage: ((event: MessageEvent<SurfaceMessage>) => void) | null;
  postMessage(answer: SurfaceAnswer, transfer: Transferable[]): void;
}

const scope = self as unknown as Scope;
let subject: { picture: SurfacePicture; decoded: Promise<DecodedPicture> } | null = null;

scope.onmessage = ({ data: message }) => {
  if (message.kind === 'request') void answer(message);
  else subject = message.picture && { picture: message.picture, decoded: decodeBlob(message.picture) };
  // Whoever asks for a surface is told; until then a failed decoding is nobody's news.
  subject?.decoded.catch(() => undefined);
};

async function answer({ request }: Extract<SurfaceMessage, { kind: 'request' }>): Promise<void> {
  const result = await shape(request);
  const transfer =
    result.kind === 'surface'
      ? [result.surface.positions.buffer, result.surface.normals.buffer, result.surface.indices.buffer]
      : [];
  scope.postMessage(result, transfer);
}

async function shape(
  request: Extract<SurfaceMessage, { kind: 'request' }>['request'],
): Promise<SurfaceAnswer> {
  if (subject === null) return { kind: 'unavailable' };
  try {
    return await shapeSurface(subject.picture, await subject.decoded, request);
  } catch {
    // Whatever went wrong, the server makes the model, not this worker.
    return { kind: 'unavailable' };
  }
}

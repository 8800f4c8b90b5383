export interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The size of a picture as it is looked at, read from its head; null where the browser cannot read it. */
export function readPictureSize(url: string): Promise<PictureSize | null> {
  return new Promise((resolve) => {
    const image = new Image();
    image.addEventListener('load', () => {
      resolve({ widthPx: image.naturalWidth, heightPx: image.naturalHeight });
    });
    image.addEventListener('error', () => {
      resolve(null);
    });
    image.src = url;
  });
}

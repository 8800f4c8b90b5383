import { batch, computed, signal } from '@preact/signals';
import type { PictureLimits } from '../api/api.types.js';
import { findFileRefusal, findSizeRefusal } from './find-refusal.js';
import { newPicture, type Picture } from './picture.js';
import { readPictureSize } from './read-picture-size.js';

/** A file that was not taken in, and why. */
export interface Refusal {
  readonly name: string;
  readonly reason: string;
}

/** The pictures that the reader has brought and not started yet. */
export class Draft {
  readonly pictures = signal<readonly Picture[]>([]);
  readonly refusals = signal<readonly Refusal[]>([]);
  readonly selected = computed<Picture | null>(
    () =>
      this.pictures.value.find(({ key }) => key === this.selectedKey.value) ?? this.pictures.value[0] ?? null,
  );
  private readonly selectedKey = signal<string | null>(null);

  /** Takes in what can be uploaded and says of the rest why it cannot. The first one taken is the one shown. */
  async bring(files: readonly File[], limits: PictureLimits): Promise<void> {
    const taken: Picture[] = [];
    const refused: Refusal[] = [];
    for (const file of files) {
      const outcome = await examine(file, limits);
      if ('reason' in outcome) refused.push(outcome);
      else taken.push(outcome);
    }
    batch(() => {
      this.refusals.value = refused;
      this.pictures.value = [...this.pictures.value, ...taken];
      if (taken[0]) this.selectedKey.value = taken[0].key;
    });
  }

  select(picture: Picture): void {
    this.selectedKey.value = picture.key;
  }

  remove(picture: Picture): void {
    this.pictures.value = this.pictures.value.filter(({ key }) => key !== picture.key);
    // The next frame shows it no more.
    requestAnimationFrame(() => {
      URL.revokeObjectURL(picture.url);
    });
  }

  /** Forgets what has become a job. */
  dropStarted(): void {
    this.refusals.value = [];
    for (const picture of this.pictures.value) {
      if (picture.upload.value.kind === 'started') this.remove(picture);
    }
  }
}

async function examine(file: File, limits: PictureLimits): Promise<Picture | Refusal> {
  const fileRefusal = await findFileRefusal(file, limits);
  if (fileRefusal !== null) return { name: file.name, reason: fileRefusal };
  const url = URL.createObjectURL(file);
  const size = await readPictureSize(url);
  const sizeRefusal = size && findSizeRefusal(size, limits);
  if (sizeRefusal === null) return newPicture(file, url, size);
  URL.revokeObjectURL(url);
  return { name: file.name, reason: sizeRefusal };
}

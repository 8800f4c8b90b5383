import { elementById } from '../dom.js';
import { sizeInWords } from '../wording.js';

export interface PictureActions {
  onChosen: (picture: File) => void;
  /** The reader wants the sample; it comes back through `take`. */
  onSampleWanted: () => void;
}

/** Where the reader chooses a picture: by file dialogue, by dropping it, or the sample. */
export class PictureView {
  private readonly input = elementById('picture-input', HTMLInputElement);
  private readonly zone = elementById('drop-zone', HTMLElement);
  private readonly preview = elementById('picture-preview', HTMLImageElement);
  private readonly name = elementById('picture-name', HTMLElement);
  private readonly hint = elementById('picture-hint', HTMLElement);
  private objectUrl: string | null = null;

  constructor(private readonly actions: PictureActions) {
    this.input.addEventListener('change', () => {
      this.takeFirst(this.input.files);
      // So that choosing the same file again is a change again.
      this.input.value = '';
    });
    elementById('sample-button', HTMLButtonElement).addEventListener('click', actions.onSampleWanted);
    this.preview.addEventListener('error', () => {
      // The server reads formats that a browser cannot show; then the name alone stands for the picture.
      this.preview.hidden = true;
    });
    this.acceptDrops();
  }

  /** Shows a picture that the server already has. */
  showStored(previewUrl: string, name: string): void {
    this.show(previewUrl, name, 'Choose or drop another one');
  }

  focus(): void {
    this.input.focus();
  }

  /** Back to the invitation to choose. */
  clear(): void {
    this.preview.hidden = true;
    this.preview.removeAttribute('src');
    this.zone.classList.remove('is-filled');
    this.name.textContent = 'Choose a picture';
    this.hint.textContent = 'or drop it here · PNG, JPEG, WebP, GIF, BMP, TIFF';
    this.forgetObjectUrl();
  }

  /** Where the shown picture can be had, or null when none is shown. */
  get shownUrl(): string | null {
    return this.preview.hidden ? null : this.preview.src;
  }

  /** Shows a picture from the reader's side and tells that it is the chosen one. */
  take(picture: File): void {
    const url = URL.createObjectURL(picture);
    this.show(url, picture.name, `${sizeInWords(picture.size)} · choose or drop another one`);
    this.objectUrl = url;
    this.actions.onChosen(picture);
  }

  private takeFirst(files: FileList | null | undefined): void {
    const picture = files?.[0];
    if (picture !== undefined) this.take(picture);
  }

  private show(url: string, name: string, hint: string): void {
    this.forgetObjectUrl();
    this.preview.src = url;
    this.preview.hidden = false;
    this.zone.classList.add('is-filled');
    this.name.textContent = name;
    this.hint.textContent = hint;
  }

  private forgetObjectUrl(): void {
    if (this.objectUrl !== null) URL.revokeObjectURL(this.objectUrl);
    this.objectUrl = null;
  }

  private acceptDrops(): void {
    const mark = (isOver: boolean) => (event: DragEvent) => {
      event.preventDefault();
      this.zone.classList.toggle('is-over', isOver);
    };
    this.zone.addEventListener('dragover', mark(true));
    this.zone.addEventListener('dragleave', mark(false));
    this.zone.addEventListener('drop', (event) => {
      mark(false)(event);
      this.takeFirst(event.dataTransfer?.files);
    });
    // A picture dropped beside the zone must not make the browser leave the page.
    for (const name of ['dragover', 'drop'] as const) {
      window.addEventListener(name, (event) => {
        event.preventDefault();
      });
    }
  }
}

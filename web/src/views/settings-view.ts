import { type GenerationRequest, MODEL_FORMATS, type ModelFormat } from '../api.types.js';
import { elementById } from '../dom.js';

/** The fields that say how the model is to be. The browser checks their limits before a start. */
export class SettingsView {
  private readonly width = elementById('width-mm', HTMLInputElement);
  private readonly height = elementById('height-mm', HTMLInputElement);
  private readonly depth = elementById('depth-mm', HTMLInputElement);
  private readonly format = elementById('format', HTMLSelectElement);
  private readonly quality = elementById('quality', HTMLInputElement);
  private readonly qualityValue = elementById('quality-value', HTMLOutputElement);
  private readonly invert = elementById('invert', HTMLInputElement);

  constructor() {
    this.quality.addEventListener('input', () => {
      this.showQuality();
    });
    // Browsers keep what was typed over a reload; the words beside the slider must follow.
    this.showQuality();
  }

  read(): GenerationRequest {
    return {
      format: this.chosenFormat(),
      dimensions: {
        width: this.width.valueAsNumber,
        height: this.height.valueAsNumber,
        depth: this.depth.valueAsNumber,
      },
      quality: this.quality.valueAsNumber,
      options: { invert: this.invert.checked },
    };
  }

  /** Sets the fields as an earlier generation had them; what it does not say stays. */
  show({ format, dimensions, quality, options }: Partial<GenerationRequest>): void {
    if (format !== undefined) this.format.value = format;
    if (dimensions !== undefined) {
      this.width.value = String(dimensions.width);
      this.height.value = String(dimensions.height);
      this.depth.value = String(dimensions.depth);
    }
    if (quality !== undefined) this.quality.value = String(quality);
    this.invert.checked = options?.invert === true;
    this.showQuality();
  }

  private chosenFormat(): ModelFormat {
    return MODEL_FORMATS.find((format) => format === this.format.value) ?? 'stl';
  }

  private showQuality(): void {
    this.qualityValue.textContent = `${this.quality.value} of ${this.quality.max}`;
  }
}

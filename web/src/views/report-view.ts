import type { ModelReport, ResultView } from '../../../src/progress/progress.events.js';
import { downloadUrl, modelFilename } from '../api.js';
import { MODEL_FORMATS } from '../api.types.js';
import { elementById, newElement } from '../dom.js';
import { boxInWords, countInWords, sizeInWords, volumeInWords } from '../wording.js';

const FORMAT_USES = {
  stl: 'any slicer',
  '3mf': 'modern slicers',
  obj: '3D editors',
  ply: 'mesh tools',
  glb: 'web and AR',
} as const;

/** What the check of the finished model found, in plain words, and the files to download. */
export class ReportView {
  private readonly card = elementById('report-card', HTMLElement);
  private readonly title = elementById('report-title', HTMLElement);
  private readonly summary = elementById('report-summary', HTMLElement);
  private readonly facts = elementById('report-facts', HTMLElement);
  private readonly warnings = elementById('report-warnings', HTMLElement);
  private readonly downloads = elementById('downloads', HTMLElement);
  private shownGeneration: string | null = null;

  hide(): void {
    this.card.hidden = true;
    this.shownGeneration = null;
  }

  /** @param isCurrent false while a newer generation runs, failed or was cancelled: this model is then the one before. */
  show(jobId: string, result: ResultView, isCurrent: boolean): void {
    this.card.hidden = false;
    this.title.textContent = isCurrent ? titleOf(result.report) : 'The model before this one';
    if (this.shownGeneration === result.generation_id) return;
    this.shownGeneration = result.generation_id;
    this.summary.textContent = summaryOf(result.report);
    this.facts.replaceChildren(...factsOf(result.report).map(([name, value]) => factItem(name, value)));
    this.warnings.replaceChildren(...result.report.warnings.map((warning) => newElement('li', '', warning)));
    this.warnings.hidden = result.report.warnings.length === 0;
    this.downloads.replaceChildren(...downloadItems(jobId, result));
  }
}

function isSound(report: ModelReport): boolean {
  return report.watertight && report.manifold;
}

function titleOf(report: ModelReport): string {
  return isSound(report) ? 'Ready to print' : 'Finished';
}

function summaryOf(report: ModelReport): string {
  const shells =
    report.shell_count === 1 ? 'one solid piece' : `${countInWords(report.shell_count)} solid pieces`;
  return isSound(report)
    ? `Watertight, ${shells}, checked edge by edge: slicers take it without repair.`
    : 'The check found openings in the surface; a slicer may have to repair it.';
}

function factsOf(report: ModelReport): [string, string][] {
  return [
    ['Size', boxInWords(report.bounding_box_mm)],
    ['Volume', volumeInWords(report.volume_mm3)],
    ['Triangles', countInWords(report.triangle_count)],
    ['Watertight', report.watertight ? 'Yes' : 'No'],
  ];
}

function factItem(name: string, value: string): HTMLElement {
  const item = newElement('div', 'fact');
  item.append(newElement('dt', '', name), newElement('dd', '', value));
  return item;
}

function downloadItems(jobId: string, result: ResultView): HTMLElement[] {
  const models = MODEL_FORMATS.map((format) => {
    const filename = modelFilename(format);
    const written = result.artifacts.find((artifact) => artifact.name === filename);
    const note = written ? sizeInWords(written.size_bytes) : FORMAT_USES[format];
    const url = downloadUrl(jobId, result.generation_id, filename);
    return downloadItem(`download-${format}`, format.toUpperCase(), note, url);
  });
  const everything = downloadUrl(jobId, result.generation_id, 'all.zip');
  return [...models, downloadItem('download-all', 'ZIP', 'everything', everything)];
}

function downloadItem(testId: string, name: string, note: string, url: string): HTMLElement {
  const link = newElement('a', 'download');
  link.href = url;
  link.download = '';
  link.dataset['testid'] = testId;
  link.append(newElement('span', 'download-name', name), newElement('span', 'download-note', note));
  const item = newElement('li', '');
  item.append(link);
  return item;
}

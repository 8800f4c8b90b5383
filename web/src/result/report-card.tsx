import type { ModelReport, ResultView } from '../../../src/progress/progress.events.js';
import { downloadUrl } from '../api/files.js';
import { boxInWords, countInWords, numberInWords, sizeInWords, volumeInWords } from '../i18n/numbers.js';
import { warningInWords } from '../i18n/server-sentence.js';
import { t } from '../i18n/translate.js';
import { Icon } from '../ui/icon.js';

/** Of PLA, in grams to a cubic millimetre. */
const PLA_G_PER_MM3 = 0.00124;

interface Props {
  readonly jobId: string;
  readonly result: ResultView;
  /** False while a newer generation runs, failed or was cancelled: this model is then the one before. */
  readonly isCurrent: boolean;
}

/** What the check of the finished model found, in plain words, and the file that was asked for. */
export function ReportCard({ jobId, result, isCurrent }: Props) {
  const { report } = result;
  const isSound = report.watertight && report.manifold;
  return (
    <section class="card report" aria-labelledby="report-title" data-testid="report">
      <h2 id="report-title" class="report-title">
        {isSound && (
          <span class="seal">
            <Icon name="check" />
          </span>
        )}
        {isCurrent ? t(isSound ? 'report.ready' : 'report.finished') : t('report.before')}
      </h2>
      <MainDownload jobId={jobId} result={result} />
      <p class="report-summary">
        {isSound ? t('report.sound', { pieces: piecesInWords(report) }) : t('report.unsound')}
      </p>
      <dl class="facts">
        <Fact id="size" name={t('report.size')} value={boxInWords(report.bounding_box_mm)} />
        <Fact id="volume" name={t('report.volume')} value={volumeInWords(report.volume_mm3)} />
        <Fact id="weight" name={t('report.weight')} value={weightInWords(report)} />
        <Fact id="triangles" name={t('report.triangles')} value={countInWords(report.triangle_count)} />
      </dl>
      {report.warnings.length > 0 && (
        <ul class="warnings" data-testid="warnings">
          {report.warnings.map((warning) => (
            <li key={warning}>{warningInWords(warning)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What most readers came for, at one press. */
function MainDownload({ jobId, result }: { jobId: string; result: ResultView }) {
  const model = result.artifacts.find(({ name }) => name.startsWith('model.'));
  if (!model) return null;
  const format = model.name.slice('model.'.length).toUpperCase();
  return (
    <a
      class="button button-main report-download"
      href={downloadUrl(jobId, result.generation_id, model.name)}
      download
      data-testid="download-main"
    >
      <Icon name="download" />
      {t('downloads.main', { format })}
      <span class="button-note">{sizeInWords(model.size_bytes)}</span>
    </a>
  );
}

function Fact({ id, name, value }: { id: string; name: string; value: string }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd data-testid={`fact-${id}`}>{value}</dd>
    </div>
  );
}

function piecesInWords({ shell_count: count }: ModelReport): string {
  return count === 1 ? t('report.onePiece') : t('report.pieces', { count: countInWords(count) });
}

/** Filled to the last corner; a slicer's infill takes less. */
function weightInWords({ volume_mm3: volumeMm3 }: ModelReport): string {
  const grams = volumeMm3 * PLA_G_PER_MM3;
  return t('report.grams', { grams: numberInWords(grams, grams < 10 ? 1 : 0) });
}

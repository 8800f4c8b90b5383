import type { JobSnapshot } from '../../../src/progress/progress.events.js';
import { ReportView } from './report-view.js';
import { StageView } from './stage-view.js';

/** What has come of a job: its newest finished model with its report, or the picture until there is one. */
export class OutcomeView {
  private readonly stage = new StageView();
  private readonly report = new ReportView();

  show(snapshot: JobSnapshot | null, pictureUrl: string | null): void {
    if (snapshot?.result === undefined) {
      this.report.hide();
      this.stage.showPicture(pictureUrl);
      return;
    }
    const { job_id, generation_id, result } = snapshot;
    this.report.show(job_id, result, generation_id === result.generation_id);
    void this.stage.showModel(job_id, result.generation_id);
  }
}

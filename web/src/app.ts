import { readJob, readSample, uploadPicture } from './api.js';
import type { StartOutcome } from './api.types.js';
import { elementById } from './dom.js';
import { JobSession } from './job-session.js';
import type { ProgressSocket } from './progress-socket.js';
import { jobHash, jobIdOf } from './route.js';
import { OutcomeView } from './views/outcome-view.js';
import { PictureView } from './views/picture-view.js';
import { ProblemView } from './views/problem-view.js';
import { ProgressView } from './views/progress-view.js';
import { SettingsView } from './views/settings-view.js';

const ALREADY_RUNNING =
  'A model of this picture is already being made, so no second one was started. Here is how far it is.';

/** Joins the views to the job: what the reader does becomes requests, what the server says becomes views. */
export class App {
  private readonly startButton = elementById('start-button', HTMLButtonElement);
  private readonly problem = new ProblemView();
  private readonly settings = new SettingsView();
  private readonly outcome = new OutcomeView();
  private readonly session: JobSession;
  private readonly picture: PictureView;
  private readonly progress: ProgressView;
  /** A picture the server does not have yet; the next start uploads it and makes a new job. */
  private chosen: File | null = null;

  constructor(socket: ProgressSocket) {
    this.session = new JobSession(socket, {
      onChange: this.render,
      onGone: (message) => {
        this.render();
        this.problem.show(message);
      },
    });
    this.picture = new PictureView({
      onChosen: this.choose,
      onSampleWanted: () =>
        void this.attempt(async () => {
          this.picture.take(await readSample());
        }),
    });
    this.progress = new ProgressView({
      onCancel: () => void this.attempt((jobId) => this.session.cancel(jobId)),
      onRetry: () =>
        void this.attempt(async (jobId) => {
          this.tell(await this.session.retry(jobId));
        }),
    });
    elementById('start-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.start();
    });
    window.addEventListener('hashchange', this.openRoute);
    this.openRoute();
  }

  /** Goes where the address points; a reload leads back to the same job. */
  private readonly openRoute = (): void => {
    const jobId = jobIdOf(window.location.hash);
    if (jobId !== null && jobId === this.session.jobId) return;
    this.session.close();
    this.chosen = null;
    this.picture.clear();
    this.problem.clear();
    if (jobId !== null) {
      this.session.open(jobId);
      void this.attempt(() => this.recall(jobId));
    }
    this.render();
  };

  /** Brings back the picture of a job and the settings it was last started with. */
  private async recall(jobId: string): Promise<void> {
    const job = await readJob(jobId);
    if (this.session.jobId !== jobId || this.chosen !== null) return;
    this.picture.showStored(job.preview_url, job.original_filename);
    const newest = job.generations[0];
    if (newest !== undefined) this.settings.show(newest);
    this.render();
  }

  private readonly choose = (picture: File): void => {
    this.chosen = picture;
    this.problem.clear();
    this.render();
  };

  private async start(): Promise<void> {
    if (this.chosen === null && this.session.jobId === null) {
      this.problem.show('Choose a picture first, or try the sample.');
      this.picture.focus();
      return;
    }
    const picture = this.chosen;
    if (picture !== null && !(await this.attempt(() => this.upload(picture)))) return;
    await this.attempt(async (jobId) => {
      this.tell(await this.session.start(jobId, this.settings.read()));
    });
  }

  private async upload(picture: File): Promise<void> {
    this.startButton.disabled = true;
    this.progress.showWaiting('Uploading the picture…');
    try {
      const { job_id, preview_url } = await uploadPicture(picture);
      // Who chose yet another picture meanwhile keeps it for the next start.
      if (this.chosen === picture) {
        this.chosen = null;
        this.picture.showStored(preview_url, picture.name);
      }
      this.session.open(job_id);
      window.history.pushState(null, '', jobHash(job_id));
    } finally {
      this.startButton.disabled = false;
      this.render();
    }
  }

  /** A second start on an active job is no error: the reader sees what is already running. */
  private tell(outcome: StartOutcome): void {
    this.progress.showConflict(outcome.kind === 'conflict' ? ALREADY_RUNNING : null);
    this.progress.reveal();
  }

  private async attempt(action: (jobId: string) => Promise<void>): Promise<boolean> {
    return this.problem.attempt(() => action(this.session.jobId ?? ''));
  }

  private readonly render = (): void => {
    const { snapshot, isConnected } = this.session;
    const isAgain = this.chosen === null && snapshot !== null && snapshot.generation_id !== null;
    this.startButton.textContent = isAgain ? 'Start again' : 'Make the model';
    this.outcome.show(snapshot, this.picture.shownUrl);
    // While a picture is on its way the bar belongs to the upload.
    if (this.startButton.disabled) return;
    if (snapshot === null) this.progress.hide();
    else this.progress.showSnapshot(snapshot, isConnected);
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import type { JobSnapshot } from '../../src/progress/progress.events.js';
import type { PictureFile } from './pictures.js';
import type { JsonBody, StartedBody, UploadBody } from './wire.js';

/** An answer read to its end; `body` is `{}` where it is not JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly text: string;
  readonly body: JsonBody;
}

export type RequestHeaders = Readonly<Record<string, string>>;

/** What a start may carry beside the job. */
export type StartFields = Readonly<Record<string, unknown>>;

/** How long a poll waits before it asks again: short beside every state the tests look for. */
const POLL_MS = 15;

/** A plain client of the HTTP contract. Methods that name an outcome throw when the server answers another. */
export class ApiClient {
  constructor(readonly url: string) {}

  async request(
    method: string,
    path: string,
    body?: RequestInit['body'],
    headers: RequestHeaders = {},
  ): Promise<Answer> {
    const init: RequestInit = { method, headers };
    if (body !== undefined) init.body = body;
    const response = await fetch(new URL(path, this.url), init);
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString('utf8');
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      text,
      body: parseBody(response, text),
    };
  }

  get(path: string, headers: RequestHeaders = {}): Promise<Answer> {
    return this.request('GET', path, undefined, headers);
  }

  post(path: string, body: unknown = {}, headers: RequestHeaders = {}): Promise<Answer> {
    const json = { 'content-type': 'application/json', ...headers };
    return this.request('POST', path, JSON.stringify(body), json);
  }

  delete(path: string): Promise<Answer> {
    return this.request('DELETE', path);
  }

  /** Sends a picture as a browser does. */
  tryUpload(picture: PictureFile): Promise<Answer> {
    const form = new FormData();
    form.set('image', new Blob([new Uint8Array(picture.bytes)], { type: picture.type }), picture.name);
    return this.request('POST', '/api/upload-image', form);
  }

  /** @throws Error with the answer, unless the picture is taken */
  async upload(picture: PictureFile): Promise<UploadBody> {
    const answer = await this.tryUpload(picture);
    return bodyOf(answer, 200) as UploadBody;
  }

  /** Asks for a model at the least quality, so that tests that look at something else stay quick. */
  tryStart(jobId: string, fields: StartFields = {}, scenario?: string): Promise<Answer> {
    const headers: RequestHeaders = scenario === undefined ? {} : { 'x-test-scenario': scenario };
    return this.post('/api/generate-3d', { job_id: jobId, quality: 1, ...fields }, headers);
  }

  /** @throws Error with the answer, unless the generation is taken */
  async start(jobId: string, fields: StartFields = {}, scenario?: string): Promise<StartedBody> {
    return bodyOf(await this.tryStart(jobId, fields, scenario), 202) as StartedBody;
  }

  /** @throws Error with the answer, unless the job is known */
  async snapshot(jobId: string): Promise<JobSnapshot> {
    return bodyOf(await this.get(`/api/job-status/${jobId}`), 200) as JobSnapshot;
  }

  cancel(jobId: string, body: unknown = {}): Promise<Answer> {
    return this.post(`/api/jobs/${jobId}/cancel`, body);
  }

  retry(jobId: string): Promise<Answer> {
    return this.post(`/api/jobs/${jobId}/retry`);
  }

  /** Asks again until a snapshot of the job satisfies the predicate. */
  async until(jobId: string, isReached: (snapshot: JobSnapshot) => boolean): Promise<JobSnapshot> {
    let snapshot = await this.snapshot(jobId);
    while (!isReached(snapshot)) {
      await pause(POLL_MS);
      snapshot = await this.snapshot(jobId);
    }
    return snapshot;
  }

  /** The snapshot once a worker has the job's newest generation. */
  untilProcessing(jobId: string): Promise<JobSnapshot> {
    return this.until(jobId, (snapshot) => snapshot.status === 'processing');
  }

  /** The snapshot once the job's newest generation has come to its end, whichever that is. */
  untilSettled(jobId: string): Promise<JobSnapshot> {
    return this.until(jobId, (snapshot) => !snapshot.is_active && snapshot.status !== 'pending');
  }

  /** Makes a model of a picture and gives the final snapshot. */
  async complete(picture: PictureFile, fields: StartFields = {}): Promise<JobSnapshot> {
    const { job_id: jobId } = await this.upload(picture);
    await this.start(jobId, fields);
    return this.untilSettled(jobId);
  }
}

function parseBody(response: Response, text: string): JsonBody {
  const type = response.headers.get('content-type') ?? '';
  return type.includes('json') && text !== '' ? (JSON.parse(text) as JsonBody) : {};
}

function bodyOf(answer: Answer, status: number): unknown {
  if (answer.status !== status) {
    throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text.slice(0, 2000)}`);
  }
  return answer.body;
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Installation, Member } from '../../support/installation.js';
import { smallPicture } from '../../support/pictures.js';
import { untilTrue } from '../../support/process-table.js';

/** Uploads a picture and starts a generation of it; the job's id. */
export async function uploadAndStart(site: Installation, scenario?: string): Promise<string> {
  const { api } = site.anyApi;
  const { job_id: jobId } = await api.upload(await smallPicture());
  await api.start(jobId, {}, scenario);
  return jobId;
}

/** Starts a generation on an idle installation of two workers, and tells which of them runs it. */
export async function startRunning(
  site: Installation,
  scenario: string,
): Promise<{ jobId: string; runner: Member; other: Member }> {
  await untilIdle(site);
  const jobId = await uploadAndStart(site, scenario);
  await site.anyApi.api.untilProcessing(jobId);
  const counts = await runCounts(site);
  const [first, second] = site.workers as [Member, Member];
  return counts[0] === 1 ? { jobId, runner: first, other: second } : { jobId, runner: second, other: first };
}

/** Resolves when no worker runs anything. */
export async function untilIdle(site: Installation): Promise<void> {
  await untilTrue(async () => (await runCounts(site)).every((count) => count === 0));
}

/** What each run of the job left in the store. */
export async function runDirectories(site: Installation, jobId: string): Promise<string[]> {
  return readdir(join(site.filesDir, 'jobs', jobId, 'generations'));
}

function runCounts(site: Installation): Promise<number[]> {
  return Promise.all(site.workers.map((worker) => worker.metric('relievo_active_runs')));
}

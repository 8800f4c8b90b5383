import { createHash } from 'node:crypto';
import { checkMesh } from '../../src/modelling/mesh/check-mesh.js';
import type { ApiClient } from '../support/api-client.js';
import { readStlMesh } from '../support/read-stl-mesh.js';
import { isEnd, type History, type Sighting } from './history.js';

/** What must hold whatever falls; each tells where it does not. */
export interface Invariant {
  readonly name: string;
  /** One sentence for each breach; none where it holds. */
  readonly breaches: readonly string[];
}

/** How long what is active may take to end once nothing is broken any more. */
const SETTLE_LIMIT_MS = 120_000;

interface GenerationState {
  readonly jobId: string;
  readonly state: string;
}

/** Judges a run: what the clients saw, against itself and against what stands in the end. */
export async function judge(history: History, api: ApiClient): Promise<Invariant[]> {
  const jobs = [...history.jobs].filter((jobId) => !history.deletedJobs.has(jobId));
  const unsettled = await waitForEnds(jobs, api);
  const generations = await readGenerations(jobs, api);
  return [
    { name: 'no answer was one that no fault excuses', breaches: history.offences },
    { name: 'everything active comes to its end', breaches: unsettled },
    {
      name: 'every accepted generation ends in exactly one state',
      breaches: endBreaches(history, generations),
    },
    { name: 'an end, once seen, stays', breaches: changedEnds(history, generations) },
    { name: 'no client sees seq or progress go back', breaches: orderBreaches(history) },
    { name: 'no connection sees an end twice', breaches: doubleEnds(history) },
    {
      name: 'every completed model downloads, is watertight and stays the same',
      breaches: await modelBreaches(generations, api),
    },
    { name: 'no claim is left behind', breaches: await claimBreaches(jobs, history, api) },
  ];
}

async function waitForEnds(jobs: readonly string[], api: ApiClient): Promise<string[]> {
  const givenUpMs = performance.now() + SETTLE_LIMIT_MS;
  const late: string[] = [];
  for (const jobId of jobs) {
    let answer = await api.get(`/api/job-status/${jobId}`);
    while (answer.body.is_active === true && performance.now() < givenUpMs) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      answer = await api.get(`/api/job-status/${jobId}`);
    }
    if (answer.body.is_active === true) late.push(`${jobId} is still ${String(answer.body.status)}`);
  }
  return late;
}

async function readGenerations(
  jobs: readonly string[],
  api: ApiClient,
): Promise<ReadonlyMap<string, GenerationState>> {
  const found = new Map<string, GenerationState>();
  for (const jobId of jobs) {
    const { body } = await api.get(`/api/jobs/${jobId}`);
    for (const { generation_id: id, state } of body.generations ?? []) found.set(id, { jobId, state });
  }
  return found;
}

function endBreaches(history: History, generations: ReadonlyMap<string, GenerationState>): string[] {
  const breaches: string[] = [];
  for (const [generationId, jobId] of history.accepted) {
    if (history.deletedJobs.has(jobId) || history.maybeDeletedJobs.has(jobId)) continue;
    const state = generations.get(generationId)?.state;
    if (state === undefined) breaches.push(`${generationId} was accepted and is unknown`);
    else if (!isEnd(state)) breaches.push(`${generationId} is ${state} at the end`);
  }
  return breaches;
}

function changedEnds(history: History, generations: ReadonlyMap<string, GenerationState>): string[] {
  const seenEnds = new Map<string, Set<string>>();
  for (const { generationId, status } of history.sightings) {
    if (generationId === null || !isEnd(status)) continue;
    seenEnds.set(generationId, (seenEnds.get(generationId) ?? new Set()).add(status));
  }
  const breaches: string[] = [];
  for (const [generationId, ends] of seenEnds) {
    const final = generations.get(generationId)?.state;
    if (final !== undefined) ends.add(final);
    if (ends.size > 1) breaches.push(`${generationId} was seen as ${[...ends].join(' and ')}`);
  }
  return breaches;
}

function orderBreaches(history: History): string[] {
  const breaches: string[] = [];
  const lastOf = new Map<string, Sighting>();
  for (const sighting of history.sightings) {
    const key = `${sighting.observer} ${sighting.jobId}`;
    const last = lastOf.get(key);
    lastOf.set(key, sighting);
    if (last === undefined) continue;
    // Two events of one connection are two changes; two reads may be of one.
    const isBack = sighting.kind === 'event' ? sighting.seq <= last.seq : sighting.seq < last.seq;
    if (isBack) breaches.push(`${key}: seq ${last.seq}, then ${sighting.seq}`);
    const isSame = last.generationId === sighting.generationId;
    if (isSame && sighting.progress < last.progress) {
      breaches.push(`${key}: progress ${last.progress}, then ${sighting.progress}`);
    }
  }
  return breaches;
}

function doubleEnds(history: History): string[] {
  const seen = new Set<string>();
  const breaches: string[] = [];
  for (const { observer, kind, generationId, status } of history.sightings) {
    if (kind !== 'event' || !isEnd(status)) continue;
    const key = `${observer} ${String(generationId)}`;
    if (seen.has(key)) breaches.push(`${key} came twice`);
    seen.add(key);
  }
  return breaches;
}

async function modelBreaches(
  generations: ReadonlyMap<string, GenerationState>,
  api: ApiClient,
): Promise<string[]> {
  const breaches: string[] = [];
  const known = new Set<string>();
  for (const [generationId, { jobId, state }] of generations) {
    if (state !== 'completed') continue;
    const answer = await api.get(`/api/download/${jobId}/model.stl?generation=${generationId}`);
    if (answer.status !== 200) {
      breaches.push(`the model of ${generationId} got ${answer.status}`);
      continue;
    }
    // All have the same picture and options: what was checked once need not be again.
    const hash = createHash('sha256').update(answer.bytes).digest('hex');
    if (known.has(hash)) continue;
    if (known.size > 0) breaches.push(`the model of ${generationId} differs from the others`);
    try {
      checkMesh(readStlMesh(answer.bytes));
      known.add(hash);
    } catch (error) {
      breaches.push(`the model of ${generationId}: ${(error as Error).message}`);
    }
  }
  return breaches;
}

/** Whoever starts again is let in: nothing but an active generation holds a job. */
async function claimBreaches(jobs: readonly string[], history: History, api: ApiClient): Promise<string[]> {
  const breaches: string[] = [];
  for (const jobId of jobs) {
    const { status } = await api.tryStart(jobId);
    if (status === 202) await api.cancel(jobId);
    else if (!(status === 404 && history.maybeDeletedJobs.has(jobId)))
      breaches.push(`a start of ${jobId} got ${status}`);
  }
  return breaches;
}

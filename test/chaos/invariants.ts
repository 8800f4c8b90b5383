import { checkMesh } from '../../src/modelling/mesh/check-mesh.js';
import type { ApiClient } from '../support/api-client.js';
import { readStlMesh } from '../support/read-stl-mesh.js';
import type { GenerationView } from '../support/wire.js';
import { hashOf, isEnd, type History, type Sighting } from './history.js';

/** What must hold whatever falls; each tells where it does not. */
export interface Invariant {
  readonly name: string;
  /** One sentence for each breach; none where it holds. */
  readonly breaches: readonly string[];
}

/** How long what is active may take to end once nothing is broken any more. */
const SETTLE_LIMIT_MS = 120_000;

interface JobState {
  /** Newest first. */
  readonly generations: readonly GenerationView[];
  readonly resultOf: string | null;
}

/** Judges a run: what the clients saw, against itself and against what stands in the end. */
export async function judge(history: History, api: ApiClient): Promise<Invariant[]> {
  const known = [...history.jobs].filter((jobId) => !history.deletedJobs.has(jobId));
  const unsettled = await waitForEnds(known, api);
  const jobs = await readJobs(known, api);
  const states = new Map(
    [...jobs.values()].flatMap(({ generations }) =>
      generations.map(({ generation_id: id, state }) => [id, state] as const),
    ),
  );
  return [
    { name: 'no answer was one that no fault excuses', breaches: history.offences },
    { name: 'everything active comes to its end', breaches: unsettled },
    { name: 'every accepted generation ends in exactly one state', breaches: endBreaches(history, states) },
    { name: 'an end, once seen, stays', breaches: changedEnds(history, states) },
    { name: 'no client sees seq or progress go back', breaches: orderBreaches(history) },
    { name: 'no connection sees an end twice', breaches: doubleEnds(history, states) },
    { name: 'a job shows its newest result and no other', breaches: resultBreaches(jobs) },
    {
      name: 'every completed model downloads, is watertight, is what was asked for and stays the same',
      breaches: await modelBreaches(history, jobs, api),
    },
    { name: 'no claim is left behind', breaches: await claimBreaches(known, history, api) },
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

async function readJobs(jobIds: readonly string[], api: ApiClient): Promise<ReadonlyMap<string, JobState>> {
  const found = new Map<string, JobState>();
  for (const jobId of jobIds) {
    const { body } = await api.get(`/api/jobs/${jobId}`);
    const resultOf = body.result?.generation_id ?? null;
    found.set(jobId, { generations: body.generations ?? [], resultOf });
  }
  return found;
}

function endBreaches(history: History, states: ReadonlyMap<string, string>): string[] {
  const breaches: string[] = [];
  for (const [generationId, jobId] of history.accepted) {
    if (history.mayBeGone(jobId)) continue;
    const state = states.get(generationId);
    if (state === undefined) breaches.push(`${generationId} was accepted and is unknown`);
    else if (!isEnd(state)) breaches.push(`${generationId} is ${state} at the end`);
  }
  return breaches;
}

function resultBreaches(jobs: ReadonlyMap<string, JobState>): string[] {
  const breaches: string[] = [];
  for (const [jobId, { generations, resultOf }] of jobs) {
    const newest = generations.find(({ state }) => state === 'completed')?.generation_id ?? null;
    if (resultOf !== newest) {
      breaches.push(`${jobId} shows the result of ${String(resultOf)} instead of ${String(newest)}`);
    }
  }
  return breaches;
}

function changedEnds(history: History, states: ReadonlyMap<string, string>): string[] {
  const seenEnds = new Map<string, Set<string>>();
  for (const { generationId, status } of history.sightings) {
    if (generationId === null || !isEnd(status)) continue;
    seenEnds.set(generationId, (seenEnds.get(generationId) ?? new Set()).add(status));
  }
  const breaches: string[] = [];
  for (const [generationId, ends] of seenEnds) {
    const final = states.get(generationId);
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

/** Who was told of a start that was then taken back is told of the end before it once more. */
function doubleEnds(history: History, states: ReadonlyMap<string, string>): string[] {
  const toldTo = new Map<string, Sighting[]>();
  const breaches: string[] = [];
  for (const sighting of history.sightings.filter(({ kind }) => kind === 'event')) {
    const { observer, jobId, generationId, status, seq } = sighting;
    const key = `${observer} ${jobId}`;
    const isTakenBack = generationId !== null && !states.has(generationId) && !history.mayBeGone(jobId);
    const told = isTakenBack ? [] : (toldTo.get(key) ?? []);
    toldTo.set(key, told);
    if (!isEnd(status)) continue;
    const before = told.find((other) => other.generationId === generationId);
    if (before !== undefined) {
      breaches.push(`${key}: ${String(generationId)} ${before.status} at ${before.seq}, ${status} at ${seq}`);
    }
    told.push(sighting);
  }
  return breaches;
}

async function modelBreaches(
  history: History,
  jobs: ReadonlyMap<string, JobState>,
  api: ApiClient,
): Promise<string[]> {
  const breaches: string[] = [];
  /** By what was asked for: all have the same picture, and the same asked twice gives the same bytes. */
  const known = new Map<string, string>();
  for (const [jobId, { generations }] of jobs) {
    for (const { generation_id: id, quality, dimensions } of generations.filter(
      ({ state }) => state === 'completed',
    )) {
      const { status, bytes } = await api.get(`/api/download/${jobId}/model.stl?generation=${id}`);
      if (status !== 200) {
        breaches.push(`the model of ${id} got ${status}`);
        continue;
      }
      history.seeModel(id, bytes);
      if (history.models.get(id)?.size !== 1) breaches.push(`the model of ${id} was another one before`);
      const asked = JSON.stringify({ quality, dimensions });
      const hash = hashOf(bytes);
      const expected = known.get(asked);
      if (expected === hash) continue;
      if (expected !== undefined) breaches.push(`the model of ${id} differs from others of ${asked}`);
      breaches.push(...defects(id, bytes, dimensions.depth));
      known.set(asked, hash);
    }
  }
  return breaches;
}

function defects(id: string, bytes: Buffer, depth: number): string[] {
  try {
    const mesh = readStlMesh(bytes);
    checkMesh(mesh);
    const heights = mesh.positions.filter((_, index) => index % 3 === 2);
    const height = heights.reduce((most, z) => Math.max(most, z), 0);
    return height === Math.fround(depth) ? [] : [`the model of ${id} is ${height} mm high, not ${depth}`];
  } catch (error) {
    return [`the model of ${id}: ${(error as Error).message}`];
  }
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

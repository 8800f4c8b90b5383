import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Installation } from '../support/installation.js';
import { smallPicture } from '../support/pictures.js';
import { ChaosClient } from './chaos-client.js';
import { FaultPlayer } from './faults.js';
import { History } from './history.js';
import { judge, type Invariant } from './invariants.js';
import { Random } from './random.js';

const USAGE =
  'usage: npm run chaos -- [--minutes 10] [--seed N] [--every-ms 2000] [--clients 6] [--report FILE]';

/** How often clients and faults meet: a campaign is as long as it is told, and then judged. */
interface Campaign {
  readonly minutes: number;
  readonly seed: number;
  readonly everyMs: number;
  readonly clientCount: number;
  readonly reportPath: string | null;
}

/** What a campaign may take beyond its time: until all is mended, has ended and is judged. */
const AFTERWARDS_MS = 5 * 60_000;

const campaign = readArguments();
const site = await Installation.start({
  apiCount: 2,
  workerCount: 2,
  settings: { GENERATION_CONCURRENCY: '2', UPLOAD_CONCURRENCY: '1' },
  redisOptions: ['--appendonly', 'yes'],
});
const history = new History();
const invariants = await Promise.race([play(campaign), overdue(campaign)]).catch((error: unknown) => [
  { name: 'the campaign comes to its end', breaches: [(error as Error).stack ?? String(error)] },
]);
print(history, invariants);
await site.dispose();
if (campaign.reportPath !== null) await writeFile(campaign.reportPath, JSON.stringify(toReport(invariants)));
process.exit(invariants.every(({ breaches }) => breaches.length === 0) ? 0 : 1);

function readArguments(): Campaign {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      'every-ms': { type: 'string', default: '2000' },
      clients: { type: 'string', default: '6' },
      report: { type: 'string' },
    },
  });
  const read = {
    minutes: Number(values.minutes),
    seed: Number(values.seed),
    everyMs: Number(values['every-ms']),
    clientCount: Number(values.clients),
  };
  if (Object.values(read).some((value) => !(value > 0))) {
    console.error(USAGE);
    process.exit(2);
  }
  return { ...read, reportPath: values.report ?? null };
}

async function play({ minutes, seed, everyMs, clientCount }: Campaign): Promise<Invariant[]> {
  console.log(`seed ${seed}: ${minutes} min, ${clientCount} clients, a fault every ${everyMs} ms`);
  const random = new Random(seed);
  const picture = await smallPicture();
  const untilMs = performance.now() + minutes * 60_000;
  const faults = new FaultPlayer(site, random.fork(), history);
  const clients = Array.from(
    { length: clientCount },
    (_, index) => new ChaosClient(`client-${index}`, site, random.fork(), history, picture),
  );
  await Promise.all([faults.run(untilMs, everyMs), ...clients.map((client) => client.run(untilMs))]);
  await Promise.all(site.members.map((member) => member.ready()));
  return judge(history, site.anyApi.api);
}

async function overdue({ minutes }: Campaign): Promise<never> {
  await pause(minutes * 60_000 + AFTERWARDS_MS);
  throw new Error('Something waits for what never comes');
}

function print(history: History, invariants: readonly Invariant[]): void {
  const faultCounts = new Map<string, number>();
  for (const { name } of history.faults) faultCounts.set(name, (faultCounts.get(name) ?? 0) + 1);
  const { sightings, jobs, accepted, faults, counts } = history;
  console.log(
    `${faults.length} faults, ${jobs.size} jobs, ${accepted.size} generations, ${sightings.length} sightings`,
  );
  for (const [name, count] of [...faultCounts, ...counts].sort(([a], [b]) => a.localeCompare(b))) {
    console.log(`  ${String(count).padStart(5)}  ${name}`);
  }
  for (const wait of history.longWaits) console.log(`  waited long: ${wait}`);
  for (const { name, breaches } of invariants) {
    console.log(`${breaches.length === 0 ? 'holds' : 'BROKEN'}: ${name}`);
    for (const breach of breaches.slice(0, 20)) console.log(`    ${breach}`);
  }
}

/** Each invariant counts as one test, in the form in which Jest reports. */
function toReport(invariants: readonly Invariant[]): object {
  const failed = invariants.filter(({ breaches }) => breaches.length > 0);
  return {
    numPassedTests: invariants.length - failed.length,
    numFailedTests: failed.length,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
  };
}

/**
 * What a distributed installation does, beside an embedded server and beside Bull as it comes. Run by
 * `npm run bench:distributed -- [row …]`; without names all rows are measured. Everything it needs it starts
 * itself, on free ports of this machine: PostgreSQL and redis-server have to be installed.
 */
import { measureFaults } from './measure-faults.js';
import { measureOverhead } from './measure-overhead.js';
import { measureQueueDepth } from './measure-queue-depth.js';
import { measureSockets } from './measure-sockets.js';
import { measureStarts } from './measure-starts.js';
import { measureThroughput } from './measure-throughput.js';
import type { Row } from './row.js';

const MEASUREMENTS: Readonly<Record<string, () => Promise<Row[]>>> = {
  throughput: measureThroughput,
  overhead: measureOverhead,
  starts: measureStarts,
  depth: measureQueueDepth,
  faults: measureFaults,
  sockets: measureSockets,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(MEASUREMENTS, name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; there are ${Object.keys(MEASUREMENTS).join(', ')}`);
  process.exit(2);
}
for (const [name, measure] of Object.entries(MEASUREMENTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}`);
  for (const { what, figure, beside } of await measure()) {
    console.log(`  ${what.padEnd(58)} ${figure.padStart(16)}   ${beside ?? ''}`);
  }
}
process.exit(0);

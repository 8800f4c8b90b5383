import { describeWith } from '../../support/describe-with.js';
import { describeWithPostgres } from '../../support/postgres-server.js';

/** Describes tests of a distributed installation; what they need and is not installed is named as skipped. */
export function describeInstallation(name: string, tests: () => void): void {
  describeWithPostgres(name, () => {
    describeWith('redis-server', 'with a Redis', tests);
  });
}

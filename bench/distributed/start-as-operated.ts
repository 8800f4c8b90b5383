import { Installation, type InstallationPlan } from '../../test/support/installation.js';

/** An installation whose PostgreSQL and Redis wait for the disk as they do in earnest, unlike those of the tests. */
export function startAsOperated(plan: InstallationPlan): Promise<Installation> {
  return Installation.start({
    ...plan,
    postgresSettings: ['fsync=on', 'shared_buffers=128MB'],
    redisOptions: ['--appendonly', 'yes', '--appendfsync', 'everysec'],
  });
}

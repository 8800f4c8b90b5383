import { spawnSync } from 'node:child_process';

/**
 * Describes tests that need a program which is not a package of this project. Where the program is missing they
 * are reported as skipped, by its name, instead of failing or silently passing.
 */
export function describeWith(program: string, name: string, tests: () => void): void {
  const isMissing = spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined;
  const title = isMissing ? `${name} (skipped: ${program} is not installed)` : name;
  (isMissing ? describe.skip : describe)(title, tests);
}

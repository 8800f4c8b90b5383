import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What Assimp finds in a model, in the unit of the file. */
export interface AssimpInfo {
  readonly faceCount: number;
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
}

/** Has Assimp import a model file. Throws where it finds fault with it. */
export async function askAssimp(path: string): Promise<AssimpInfo> {
  const { stdout } = await run('assimp', ['info', path]);
  const read = (pattern: RegExp): string => {
    const match = pattern.exec(stdout);
    if (match === null) throw new Error(`Assimp said of ${path}:\n${stdout}`);
    return match[1]!;
  };
  const point = (name: string): number[] =>
    read(new RegExp(`^${name} point +\\((.*)\\)$`, 'm'))
      .trim()
      .split(/\s+/)
      .map(Number);
  return {
    faceCount: Number(read(/^Faces: +(\d+)$/m)),
    lowest: point('Minimum'),
    highest: point('Maximum'),
  };
}

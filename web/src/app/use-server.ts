import { useEffect, useRef } from 'preact/hooks';
import { readModelsInfo } from '../api/models-info-api.js';
import { attempt } from './problem.js';
import { type Studio, useStudio } from './studio-context.js';

/** Asks the server what it can make and which jobs there are, and again when it comes back after having been away. */
export function useServer(): void {
  const studio = useStudio();
  const isAway = studio.jobs.isAway.value;
  const isAsking = useRef(false);
  useEffect(() => {
    if (isAway || isAsking.current) return;
    isAsking.current = true;
    void attempt(() => ask(studio)).then(() => {
      isAsking.current = false;
    });
  }, [isAway]);
}

async function ask({ jobs, models, shape }: Studio): Promise<void> {
  const askModels = async (): Promise<void> => {
    const info = await readModelsInfo();
    shape.adopt(info);
    models.value = info;
  };
  await Promise.all([models.value === null && askModels(), !jobs.isListed.value && jobs.load()]);
}

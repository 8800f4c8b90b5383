import { useEffect, useRef } from 'preact/hooks';
import { readModelsInfo } from '../api/models-info-api.js';
import { attempt } from './problem.js';
import { useStudio } from './studio-context.js';

/** Asks the server what it can make and which jobs there are, and again when it comes back after having been away. */
export function useServer(): void {
  const { jobs, models, shape } = useStudio();
  const isConnected = jobs.isConnected.value;
  const isAsking = useRef(false);
  useEffect(() => {
    if (models.value !== null || isAsking.current) return;
    isAsking.current = true;
    const asked = attempt(async () => {
      const [info] = await Promise.all([readModelsInfo(), jobs.load()]);
      models.value = info;
      if (shape.engine.value === '') shape.adopt(info);
    });
    void asked.then(() => {
      isAsking.current = false;
    });
  }, [isConnected]);
}

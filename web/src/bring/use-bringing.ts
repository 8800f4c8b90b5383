import { useCallback } from 'preact/hooks';
import type { PictureLimits } from '../api/api.types.js';
import { announce } from '../app/announcer.js';
import { attempt, problem } from '../app/problem.js';
import { goTo, route } from '../app/route.js';
import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { readSample } from './read-sample.js';

/** What a server refuses beyond unless it is set up otherwise: for as long as it has not said so itself. */
export const USUAL_LIMITS: PictureLimits = {
  max_bytes: 50 * 1024 * 1024,
  min_side_px: 16,
  max_side_px: 8192,
  max_pixels: 33_554_432,
};

export interface Bringing {
  readonly takeFiles: (files: readonly File[]) => void;
  readonly takeSample: () => void;
}

/** The ways in which pictures come; a picture brought while a job is open begins a new one. */
export function useBringing(): Bringing {
  const { draft, models } = useStudio();
  const takeFiles = useCallback(
    (files: readonly File[]) => {
      const limits = models.value?.limits.picture ?? USUAL_LIMITS;
      problem.value = null;
      void draft.bring(files, limits).then(() => {
        if (draft.pictures.value.length > 0 && route.value.page !== 'studio') goTo({ page: 'studio' });
        if (draft.selected.value) announce(t('bring.taken', { name: draft.selected.value.file.name }));
      });
    },
    [draft, models],
  );
  const takeSample = useCallback(() => {
    void attempt(async () => {
      takeFiles([await readSample()]);
    });
  }, [takeFiles]);
  return { takeFiles, takeSample };
}

import { useSignal } from '@preact/signals';
import { downloadUrl, pictureUrl } from '../api/files.js';
import { Icon } from '../ui/icon.js';
import type { Job } from './job.js';

/** The model as it was drawn, or the picture until there is one. */
export function JobThumbnail({ job }: { job: Job }) {
  const { result } = job.snapshot.value;
  const failedUrl = useSignal<string | null>(null);
  const url = result ? downloadUrl(job.id, result.generation_id, 'thumbnail.png') : pictureUrl(job.id);
  return (
    <span class={result ? 'thumbnail' : 'thumbnail is-picture'}>
      {failedUrl.value === url ? (
        <Icon name="warning" />
      ) : (
        <img
          src={url}
          alt=""
          width="256"
          height="256"
          loading="lazy"
          decoding="async"
          onError={() => {
            failedUrl.value = url;
          }}
        />
      )}
    </span>
  );
}

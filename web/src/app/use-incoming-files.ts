import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Whether files hang over the page, ready to be dropped. */
export const isDragging = signal(false);

/** Takes files from wherever they come: dropped anywhere on the page, or pasted. */
export function useIncomingFiles(take: (files: File[]) => void): void {
  useEffect(() => {
    const ending = new AbortController();
    const { signal: aborted } = ending;
    const over = (event: DragEvent): void => {
      // Without this the browser would leave the page for the dropped picture.
      event.preventDefault();
      isDragging.value = event.dataTransfer?.types.includes('Files') === true;
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) isDragging.value = false;
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      isDragging.value = false;
      hand(event.dataTransfer);
    };
    const hand = (data: DataTransfer | null): void => {
      const files = Array.from(data?.files ?? []);
      if (files.length > 0) take(files);
    };
    window.addEventListener('dragover', over, { signal: aborted });
    window.addEventListener('dragleave', leave, { signal: aborted });
    window.addEventListener('drop', drop, { signal: aborted });
    window.addEventListener(
      'paste',
      (event) => {
        hand(event.clipboardData);
      },
      { signal: aborted },
    );
    return () => {
      ending.abort();
    };
  }, [take]);
}

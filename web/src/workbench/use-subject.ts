import { type Signal, untracked, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { pictureUrl } from '../api/files.js';
import type { GenerationRequest, JobDetail } from '../api/api.types.js';
import { findJob } from '../api/jobs-api.js';
import { attempt } from '../app/problem.js';
import { type Studio, useStudio } from '../app/studio-context.js';

/** What the workbench is about. */
export interface Subject {
  readonly name: string;
  /** Where the picture can be shown from; null where the browser cannot show it. */
  readonly pictureUrl: string | null;
}

export interface SubjectHandle {
  readonly subject: Signal<Subject | null>;
  /** The job that the picture at hand has just become: nothing of it needs to be fetched. */
  readonly keepFor: (jobId: string) => void;
}

/**
 * Brings the picture at hand to the live surface, and the settings of an open job to the form.
 * @param onTakenOver called when the settings have become those of the job's newest generation
 */
export function useSubject(jobId: string | null, onTakenOver: () => void): SubjectHandle {
  const studio = useStudio();
  const subject = useSignal<Subject | null>(null);
  const openJobId = useSignal(jobId);
  /** The job whose picture and settings are here. */
  const broughtFor = useRef<string | null>(null);
  openJobId.value = jobId;

  useSignalEffect(() => {
    if (openJobId.value === null) subject.value = showDraft(studio);
  });

  // What a job was asked for means something beside what the server can make; and a server that was away is asked again.
  const canBring = studio.models.value !== null && !studio.jobs.isAway.value;
  useEffect(() => {
    if (jobId === null) broughtFor.current = null;
    if (jobId === null || !canBring || broughtFor.current === jobId) return;
    const leaving = new AbortController();
    const isCurrent = (): boolean => !leaving.signal.aborted;
    broughtFor.current = null;
    studio.surface.setPicture(null);
    subject.value = null;
    void attempt(async () => {
      const detail = await findJob(jobId);
      if (!isCurrent() || detail === null) return;
      subject.value = { name: detail.original_filename, pictureUrl: detail.preview_url };
      takeOver(studio, detail);
      onTakenOver();
      const blob = await fetchPicture(detail.preview_url);
      const [widthPx, heightPx] = detail.image_info.size;
      if (!isCurrent() || !blob || !widthPx || !heightPx) return;
      studio.surface.setPicture({ blob, widthPx, heightPx });
      broughtFor.current = jobId;
    });
    return () => {
      leaving.abort();
    };
  }, [jobId, canBring]);

  const keepFor = (keptJobId: string): void => {
    broughtFor.current = keptJobId;
    if (subject.value) subject.value = { ...subject.value, pictureUrl: pictureUrl(keptJobId) };
  };
  return { subject, keepFor };
}

function showDraft({ draft, shape, surface }: Studio): Subject | null {
  const picture = draft.selected.value;
  if (picture === null) {
    surface.setPicture(null);
    return null;
  }
  const { file, size, url } = picture;
  // Only another picture fits the size anew: what the fit reads must not call for the next one.
  untracked(() => {
    shape.fitTo(size && size.widthPx / size.heightPx);
  });
  surface.setPicture(size && surfacePictureOf(file, size));
  return { name: file.name, pictureUrl: size && url };
}

const surfacePictures = new WeakMap<File, { blob: Blob; widthPx: number; heightPx: number }>();

/** The same object for the same file, so that selecting it again changes nothing. */
function surfacePictureOf(file: File, size: { widthPx: number; heightPx: number }) {
  const known = surfacePictures.get(file) ?? { blob: file, ...size };
  surfacePictures.set(file, known);
  return known;
}

function takeOver({ shape }: Studio, { generations, image_info }: JobDetail): void {
  const [widthPx = 1, heightPx = 1] = image_info.size;
  shape.fitTo(widthPx / heightPx);
  const [newest] = generations;
  // A generation shows all that it was asked for, in the words of a start.
  if (newest) shape.takeOver(newest as unknown as GenerationRequest);
}

async function fetchPicture(url: string): Promise<Blob | null> {
  try {
    const response = await fetch(url);
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

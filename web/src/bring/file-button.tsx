import type { ComponentChildren } from 'preact';

const ACCEPTED = 'image/png,image/jpeg,image/webp,image/gif,image/bmp,image/tiff';

interface Props {
  readonly class: string;
  readonly testId: string;
  /** Opens the camera of a telephone instead of the files. */
  readonly isCamera?: boolean;
  readonly onFiles: (files: File[]) => void;
  readonly children: ComponentChildren;
}

/** A button that is a file input, so that keyboard, screen reader and drivers of browsers meet the real thing. */
export function FileButton({ class: className, testId, isCamera = false, onFiles, children }: Props) {
  return (
    <label class={`${className} file-button`}>
      {children}
      <input
        type="file"
        class="file-input"
        data-testid={testId}
        accept={isCamera ? 'image/*' : ACCEPTED}
        {...(isCamera ? { capture: 'environment' } : { multiple: true })}
        onChange={({ currentTarget }) => {
          onFiles(Array.from(currentTarget.files ?? []));
          // So that choosing the same file again is a change again.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

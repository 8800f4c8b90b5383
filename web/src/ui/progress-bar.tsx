interface Props {
  readonly label: string;
  /** 0…100; null while the end cannot be foreseen. */
  readonly percent: number | null;
  readonly testId: string;
}

export function ProgressBar({ label, percent, testId }: Props) {
  const known = percent === null ? {} : { 'aria-valuenow': Math.round(percent) };
  return (
    <div
      class={percent === null ? 'bar is-unknown' : 'bar'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...known}
      data-testid={testId}
    >
      <div class="bar-fill" style={{ transform: `scaleX(${(percent ?? 100) / 100})` }} />
    </div>
  );
}

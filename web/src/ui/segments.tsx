export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** What a short label stands for. */
  readonly name?: string;
  /** The language of the label, where it is not that of the page. */
  readonly lang?: string;
  readonly testId?: string;
}

interface Props<Value extends string> {
  /** What is chosen here. */
  readonly label: string;
  readonly segments: readonly Segment<Value>[];
  readonly chosen: Value;
  readonly class?: string;
  readonly testId?: string;
  readonly onChoose: (value: Value) => void;
}

/** A choice of few, side by side. */
export function Segments<Value extends string>(props: Props<Value>) {
  const { label, segments, chosen, class: className = '', testId, onChoose } = props;
  return (
    <div class={`segments ${className}`} role="group" aria-label={label} data-testid={testId}>
      {segments.map(({ value, label: short, name, lang, testId: segmentTestId }) => (
        <button
          key={value}
          type="button"
          class="segment"
          lang={lang}
          title={name}
          aria-label={name && `${short} – ${name}`}
          aria-pressed={value === chosen}
          data-testid={segmentTestId}
          onClick={() => {
            onChoose(value);
          }}
        >
          {short}
        </button>
      ))}
    </div>
  );
}

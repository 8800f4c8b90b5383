import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.js';

interface Props {
  readonly kind: 'info' | 'problem';
  readonly icon?: IconName;
  readonly testId: string;
  readonly children: ComponentChildren;
}

/** A sentence that the reader should see now; a problem interrupts a screen reader, an information does not. */
export function Notice({ kind, icon, testId, children }: Props) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      <Icon name={icon ?? (kind === 'problem' ? 'warning' : 'info')} />
      <div class="notice-words" data-testid={testId}>
        {children}
      </div>
    </div>
  );
}

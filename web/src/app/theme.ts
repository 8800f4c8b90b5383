import { effect, signal } from '@preact/signals';
import { readStored, writeStored } from './storage.js';

/** `auto` follows the system. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** `before-paint.js` reads the same key before the first paint. */
const KEY = 'relievo.theme';

export const theme = signal<Theme>(THEMES.find((name) => name === readStored(KEY)) ?? 'auto');

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  writeStored(KEY, chosen === 'auto' ? null : chosen);
}

effect(() => {
  const root = document.documentElement;
  if (theme.value === 'auto') delete root.dataset['theme'];
  else root.dataset['theme'] = theme.value;
});

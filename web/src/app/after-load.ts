/**
 * Does something once the page and what its first sight needs are here, or at once when they already are. So that what
 * is wanted later takes neither line nor processor from what is looked at now.
 */
export function afterLoad(action: () => void): void {
  if (document.readyState === 'complete') action();
  else window.addEventListener('load', action, { once: true });
}

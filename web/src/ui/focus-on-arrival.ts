/** A `ref` for what has just come in answer to a press: the focus moves there instead of being lost with the button. */
export function focusOnArrival(element: HTMLElement | null): void {
  element?.focus();
}

/**
 * The element with this id, checked to be of the kind the caller needs.
 * @throws Error when the page lacks it: page and code are built together, so that is a defect, not a state.
 */
export function elementById<T extends HTMLElement>(id: string, kind: abstract new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} with the id "${id}"`);
  return found;
}

/** A new element with a class and a text; text is never read as HTML. */
export function newElement<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.textContent = text;
  return element;
}

/** Shows a text in an element, or hides the element when there is none. */
export function showText(element: HTMLElement, text: string | null): void {
  element.textContent = text ?? '';
  element.hidden = text === null;
}

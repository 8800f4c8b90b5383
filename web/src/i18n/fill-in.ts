export type Fillings = Readonly<Record<string, string | number>>;

/** Replaces each `{name}` in a text by its filling; one that has none stays as it is, to be seen. */
export function fillIn(text: string, fillings: Fillings): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(fillings[name] ?? place));
}

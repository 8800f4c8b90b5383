/** The engines in German, apart from their options: the first page names them. */
export const ENGINES_DE: Readonly<Record<string, { readonly title: string; readonly summary: string }>> = {
  relief: {
    title: 'Relief',
    summary: 'Macht aus Helligkeit, Deckkraft oder einer Tiefenkarte Höhen auf einer massiven Grundplatte.',
  },
  lithophane: {
    title: 'Lithophanie',
    summary: 'Macht aus Helligkeit Dicke: Vor einem Licht erscheint das Bild.',
  },
  extrusion: {
    title: 'Silhouette',
    summary: 'Zieht den Umriss des Motivs zu einem Körper hoch, für Anhänger, Stempel und Ausstecher.',
  },
  inflation: {
    title: 'Figur',
    summary: 'Bläst den Umriss des Motivs zu einem runden Körper auf, vorn und hinten.',
  },
};

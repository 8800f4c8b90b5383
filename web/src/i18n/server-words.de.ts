/** In German what the server says in English: it names errors, engines and options by words that never change. */

export const ENGINES_DE: Readonly<Record<string, { readonly title: string; readonly summary: string }>> = {
  relief: {
    title: 'Relief',
    summary: 'Macht aus Helligkeit, Deckkraft oder einer Tiefenkarte Höhen auf einer massiven Grundplatte.',
  },
};

export const OPTIONS_DE: Readonly<Record<string, { readonly label: string; readonly help: string }>> = {
  invert: { label: 'Umkehren', help: 'Macht dunkle Stellen hoch und helle niedrig.' },
  mirror: {
    label: 'Spiegeln',
    help: 'Vertauscht links und rechts, wie es ein Stempel oder eine Form braucht.',
  },
  base_mm: {
    label: 'Sockel',
    help: 'Dicke unter der tiefsten Stelle; weniger als die Tiefe. Vorgabe: ein Viertel der Tiefe, höchstens 2 mm.',
  },
  border_mm: {
    label: 'Rand',
    help: 'Breite eines Rahmens in voller Tiefe, innerhalb der Außenmaße: 0 für keinen, sonst mindestens 0,2.',
  },
  smoothing: {
    label: 'Glättung',
    help: 'Standardabweichung, in Abtastpunkten, der Gaußschen Unschärfe, die das Rauschen aus den Höhen nimmt.',
  },
  gamma: {
    label: 'Gamma',
    help: 'Exponent der Tonkurve: unter 1 hebt die mittleren Höhen, über 1 senkt sie.',
  },
  levels: {
    label: 'Tonumfang',
    help: 'Automatisch verteilt den dunkelsten bis hellsten Punkt auf die ganze Tiefe; voll lässt Schwarz am Sockel und Weiß in voller Tiefe.',
  },
  fit: {
    label: 'Einpassen',
    help: 'Einpassen behält die Proportionen des Bildes in Breite und Höhe; strecken macht beide genau.',
  },
  source: {
    label: 'Quelle',
    help: 'Was zur Höhe wird: die Helligkeit (Durchsichtiges liegt am Sockel) oder die Deckkraft selbst.',
  },
  resolution: {
    label: 'Auflösung',
    help: 'Abtastpunkte auf der längsten Seite, statt derer, für die die Feinheit steht; nie mehr, als das Bild Pixel hat.',
  },
};

export const CHOICES_DE: Readonly<Record<string, string>> = {
  auto: 'Automatisch',
  full: 'Voll',
  contain: 'Einpassen',
  stretch: 'Strecken',
  luminance: 'Helligkeit',
  alpha: 'Deckkraft',
};

export const ERRORS_DE: Readonly<Record<string, string>> = {
  INVALID_REQUEST: 'Die Anfrage hat ein Feld, das so nicht geht.',
  INVALID_OPTIONS: 'Eine Einstellung liegt außerhalb ihrer Grenzen oder passt nicht zu den anderen.',
  INVALID_SCENARIO: 'Dieses Testszenario gibt es nicht.',
  MALFORMED_JSON: 'Die Anfrage ist kein gültiges JSON.',
  MALFORMED_URL: 'Die Adresse ist fehlerhaft.',
  MALFORMED_UPLOAD: 'Der Upload kam nicht vollständig an. Bitte noch einmal senden.',
  NO_FILE: 'Es kam kein Bild an.',
  TRIANGLE_LIMIT_EXCEEDED: 'Das Modell hätte zu viele Dreiecke. Wähle eine geringere Feinheit.',
  DIMENSIONS_TOO_SMALL: 'Für das Bild bleibt kein Platz. Wähle größere Maße oder einen schmaleren Rand.',
  LISTING_FORBIDDEN: 'Dieser Server zeigt keine Liste der Modelle.',
  NOT_FOUND: 'Hier ist nichts.',
  JOB_NOT_FOUND: 'Dieses Modell gibt es nicht (mehr).',
  FILE_NOT_FOUND: 'Diese Datei gibt es nicht (mehr).',
  NOTHING_TO_RETRY: 'Es wurde noch nichts begonnen, das sich wiederholen ließe.',
  METHOD_NOT_ALLOWED: 'Das geht an dieser Adresse nicht.',
  GENERATION_IN_PROGRESS: 'Aus diesem Bild entsteht gerade schon ein Modell.',
  GENERATION_CHANGED: 'Inzwischen läuft ein anderes; abgebrochen wurde nichts.',
  JOB_ACTIVE: 'Das Modell ist noch in Arbeit. Brich es erst ab.',
  PRECONDITION_FAILED: 'Die Datei hat sich inzwischen geändert.',
  UPLOAD_TOO_LARGE: 'Das Bild ist zu groß zum Hochladen.',
  BODY_TOO_LARGE: 'Die Anfrage ist zu groß.',
  NOT_A_PICTURE: 'Das ist kein PNG, JPEG, WebP, GIF, BMP oder TIFF.',
  WRONG_CONTENT_TYPE: 'Die Anfrage hat das falsche Format.',
  RANGE_NOT_SATISFIABLE: 'Dieser Teil der Datei liegt hinter ihrem Ende.',
  UNREADABLE_PICTURE: 'Das Bild ist beschädigt. Öffne es in einem Bildprogramm und speichere es neu.',
  IMAGE_TOO_SMALL: 'Das Bild ist zu klein.',
  IMAGE_TOO_LARGE: 'Eine Seite des Bildes ist zu lang.',
  TOO_MANY_PIXELS: 'Das Bild hat zu viele Pixel.',
  MESH_NOT_PRINTABLE: 'Das Modell hat die Prüfung auf Druckbarkeit nicht bestanden.',
  QUEUE_FULL: 'Es warten schon zu viele. Versuche es in einer halben Minute noch einmal.',
  ENGINE_FAILED: 'Beim Formen ist etwas schiefgegangen.',
  WORKER_CRASHED: 'Der Prozess, der das Modell macht, ist abgestürzt.',
  OUT_OF_MEMORY: 'Der Speicher hat nicht gereicht. Wähle eine geringere Feinheit.',
  WORKER_LOST: 'Der Server wurde dabei beendet.',
  SCENARIO_FAILURE: 'Gescheitert, wie das Testszenario es wollte.',
  INTERNAL: 'Im Server ist etwas schiefgegangen.',
  UPLOADS_BUSY: 'Gerade kommen zu viele Bilder an. Versuche es gleich noch einmal.',
  EXPORTS_BUSY: 'Gerade werden zu viele Dateien geschrieben. Versuche es gleich noch einmal.',
  QUEUE_UNAVAILABLE: 'Der Server nimmt gerade nichts an. Versuche es gleich noch einmal.',
  TIMED_OUT: 'Es hat zu lange gedauert. Wähle eine geringere Feinheit.',
  DISK_FULL: 'Auf dem Server ist kein Platz mehr.',
};

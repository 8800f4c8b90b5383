/** In German what the server says in English: it names engines and options by words that never change. */

interface OptionWords {
  readonly label: string;
  readonly help: string;
}

const RELIEF: Readonly<Record<string, OptionWords>> = {
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
  corner_radius_mm: {
    label: 'Eckenradius',
    help: 'Rundet die Ecken der Platte; braucht einen Rand von mindestens dem 0,3-Fachen des Radius, damit das Bild ganz bleibt.',
  },
  smoothing_mode: {
    label: 'Art der Glättung',
    help: 'Gleichmäßig verwischt alles gleich; Kanten behalten nimmt Körnung heraus, die so breit ist wie die Glättung, und lässt Umrisse scharf.',
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
  mesh: {
    label: 'Netz',
    help: 'Angepasst gibt Dreiecke dorthin, wo die Höhen sie brauchen; die wenigsten Dreiecke brauchen ein Mehrfaches der Zeit für etwa die Hälfte; das Raster macht zwei auf je vier Abtastpunkte, was sie auch zeigen.',
  },
  tolerance_mm: {
    label: 'Toleranz',
    help: 'Der größte senkrechte Abstand zwischen der Oberfläche und einem Abtastpunkt des Bildes. Vorgabe: ein Anteil der Höhe, für den die Feinheit steht, höchstens 0,2 mm.',
  },
  target_triangles: {
    label: 'Dreiecke höchstens',
    help: 'Wie viele Dreiecke das Modell haben darf: Gesucht wird die kleinste Toleranz, die nicht mehr braucht. Nicht zusammen mit der Toleranz.',
  },
  color: {
    label: 'Farbe',
    help: 'Ob das Modell die Farben seines Bildes trägt, an jedem Eckpunkt eine; 3MF, GLB und PLY halten sie fest.',
  },
};

const LITHOPHANE: Readonly<Record<string, OptionWords>> = {
  shape: {
    label: 'Gestalt',
    help: 'Flach liegt auf dem Druckbett; Bogen und Zylinder stehen aufrecht: Die Breite ist ihre äußere Sehne oder ihr Durchmesser, die Höhe ist genau, und die Tiefe begrenzt nur, wo sie angegeben ist.',
  },
  angle_deg: {
    label: 'Winkel',
    help: 'Wie weit ein Bogen herumreicht; 360 schließt ihn zum Zylinder. Vorgabe: 120.',
  },
  relief_side: {
    label: 'Reliefseite',
    help: 'Die Seite eines Bogens oder Zylinders, die das Relief trägt; die andere ist glatt.',
  },
  curve: {
    label: 'Kurve',
    help: 'Exponentiell folgt der Art, wie Licht im Material vergeht, sodass das Bild seine eigenen Töne zeigt; linear verteilt die Dicke nach der Helligkeit.',
  },
  transmittance_per_mm: {
    label: 'Durchlässigkeit je mm',
    help: 'Anteil des Lichts, das durch einen Millimeter des Materials dringt: weniger bei dichterem Kunststoff.',
  },
  min_thickness_mm: { label: 'Kleinste Dicke', help: 'Dicke der hellsten Stellen.' },
  max_thickness_mm: {
    label: 'Größte Dicke',
    help: 'Dicke der dunkelsten Stellen; mehr als die kleinste. Vorgabe: 3, höchstens die Tiefe.',
  },
  invert: { label: 'Umkehren', help: 'Macht ein Negativ: helle Stellen dick und dunkle dünn.' },
  mirror: { label: 'Spiegeln', help: 'Vertauscht links und rechts, für den Blick von hinten.' },
  border_mm: {
    label: 'Rand',
    help: 'Breite des glatten Randes um das Bild, innerhalb der Außenmaße: 0 für keinen, sonst mindestens 0,2. Vorgabe: ein Zwanzigstel der kürzeren Seite, höchstens 2.',
  },
  border_thickness_mm: { label: 'Dicke des Randes', help: 'Vorgabe: die der dunkelsten Stellen.' },
  frame_mm: {
    label: 'Rahmen',
    help: 'Breite eines Rahmens um den Rand: 0 für keinen, sonst mindestens 0,2.',
  },
  frame_thickness_mm: {
    label: 'Dicke des Rahmens',
    help: 'Vorgabe: 2 mehr als die dunkelsten Stellen, soweit die Tiefe reicht.',
  },
  hanger_hole_mm: {
    label: 'Aufhängeloch',
    help: 'Durchmesser eines Lochs für Nagel oder Schnur oben in der Mitte von Rahmen oder Rand, die darüber und darunter 0,8 behalten müssen; 0 für keines.',
  },
  stand_mm: {
    label: 'Standfuß',
    help: 'Wie weit ein Fuß von 3 mm entlang der Unterkante zur Seite des Reliefs reicht; 0 für keinen.',
  },
  smoothing: {
    label: 'Glättung',
    help: 'Standardabweichung, in Abtastpunkten, der Gaußschen Unschärfe, die das Rauschen aus dem Bild nimmt.',
  },
  gamma: {
    label: 'Gamma',
    help: 'Exponent der Tonkurve: unter 1 hellt die mittleren Töne auf, über 1 dunkelt sie ab.',
  },
  levels: {
    label: 'Tonumfang',
    help: 'Automatisch verteilt den dunkelsten bis hellsten Punkt auf alle Dicken; voll lässt Schwarz am dicksten und Weiß am dünnsten.',
  },
  fit: {
    label: 'Einpassen',
    help: 'Einpassen behält die Proportionen des Bildes: Ein flaches wird an einer Seite kleiner, ein gebogenes bekommt einen breiteren Rand; strecken füllt Breite und Höhe.',
  },
  resolution: {
    label: 'Auflösung',
    help: 'Abtastpunkte auf der längsten Seite, statt derer, für die die Feinheit steht; nie mehr, als das Bild Pixel hat.',
  },
  color: {
    label: 'Farbe',
    help: 'Ob das Modell die Farben seines Bildes trägt, an jedem Eckpunkt eine; 3MF, GLB und PLY halten sie fest.',
  },
};

/** What every engine takes that starts from the outline of a subject. */
const SUBJECT: Readonly<Record<string, OptionWords>> = {
  source: {
    label: 'Quelle',
    help: 'Was das Motiv vom Hintergrund unterscheidet: Deckkraft, Farbabstand vom Bildrand oder Dunkelheit; automatisch nimmt die Deckkraft, wo das Bild durchsichtig ist, sonst die Farbe.',
  },
  threshold: {
    label: 'Schwelle',
    help: 'Wie deckend, wie weit vom Hintergrund (1 ist die fernste Farbe) oder wie dunkel eine Stelle sein muss, um zum Motiv zu gehören. Vorgabe: wird gefunden; 0,5 bei Deckkraft.',
  },
  invert: { label: 'Umkehren', help: 'Macht den Hintergrund zum Motiv.' },
  mirror: {
    label: 'Spiegeln',
    help: 'Vertauscht links und rechts, wie es ein Stempel oder eine Form braucht.',
  },
  min_feature_mm: {
    label: 'Kleinstes Detail',
    help: 'Teile und Löcher mit weniger Fläche als ein Quadrat dieser Seite entfallen.',
  },
  fit: {
    label: 'Einpassen',
    help: 'Einpassen behält die Proportionen des Motivs in Breite und Höhe; strecken macht beide genau.',
  },
  resolution: {
    label: 'Auflösung',
    help: 'Abtastpunkte auf der längsten Seite des Bildes, statt derer, für die die Feinheit steht; nie mehr, als das Bild Pixel hat.',
  },
  color: {
    label: 'Farbe',
    help: 'Ob das Modell die Farben seines Bildes trägt, an jedem Eckpunkt eine; 3MF, GLB und PLY halten sie fest.',
  },
};

const EXTRUSION: Readonly<Record<string, OptionWords>> = {
  ...SUBJECT,
  tolerance_mm: {
    label: 'Toleranz',
    help: 'Wie weit der Umriss vom geglätteten abweichen darf, um mit weniger Punkten auszukommen.',
  },
  bevel_mm: {
    label: 'Fase',
    help: 'Breite und Höhe der Fase an den oberen Kanten; schmaler, wo das Motiv dünn ist. 0 für keine, sonst mindestens 0,05.',
  },
  bevel_shape: { label: 'Form der Fase', help: 'Ob die Fase eine Schräge oder eine Rundung ist.' },
  base: {
    label: 'Platte',
    help: 'Eine Platte unter dem Motiv, die alle Teile verbindet: ein Rechteck, eines mit runden Ecken oder ein weiterer Umriss des Motivs.',
  },
  base_mm: {
    label: 'Dicke der Platte',
    help: 'Weniger als die Tiefe. Vorgabe: ein Viertel der Tiefe, höchstens 2 mm.',
  },
  base_margin_mm: {
    label: 'Rand der Platte',
    help: 'Wie weit die Platte über das Motiv hinausreicht, innerhalb der Außenmaße.',
  },
  ring: {
    label: 'Öse',
    help: 'Die Seite für eine Öse zum Aufhängen, innerhalb der Außenmaße; ihr Ort dort ist so gewählt, dass sie hält und das Modell gerade hängt.',
  },
  ring_hole_mm: { label: 'Loch der Öse', help: 'Durchmesser des Lochs in der Öse.' },
  ring_width_mm: { label: 'Breite der Öse', help: 'Breite des Bandes um das Loch.' },
};

const INFLATION: Readonly<Record<string, OptionWords>> = {
  ...SUBJECT,
  back: {
    label: 'Rückseite',
    help: 'Ob der Rücken so rund ist wie die Vorderseite oder flach, was ohne Stützen druckt.',
  },
  thickness_mm: {
    label: 'Dicke',
    help: 'Dicke an der dicksten Stelle; höchstens die Tiefe. Vorgabe: so dick, wie der Körper rund ist, höchstens die Tiefe.',
  },
  rim_mm: { label: 'Dicke am Umriss', help: 'Dicke entlang des Umrisses; weniger als die Dicke.' },
  roundness: {
    label: 'Rundung',
    help: 'Form der Wölbung: 1 ist rund wie ein Ballon, weniger ist voller und oben flacher, mehr ist spitzer.',
  },
  detail: {
    label: 'Zeichnung',
    help: 'Wie viel von der Schattierung des Bildes in die Wölbung geschnitten wird: 0 lässt sie glatt.',
  },
  tolerance_mm: {
    label: 'Toleranz',
    help: 'Wie weit die Fläche von der Wölbung abweichen darf, um mit weniger Dreiecken auszukommen.',
  },
};

/** By engine, since the same name does not do the same in each. */
export const OPTIONS_DE: Readonly<Record<string, Readonly<Record<string, OptionWords>>>> = {
  relief: RELIEF,
  lithophane: LITHOPHANE,
  extrusion: EXTRUSION,
  inflation: INFLATION,
};

/** Units that are words; those that are signs are the same in both languages. */
export const UNITS_DE: Readonly<Record<string, string>> = { samples: 'Punkte' };

export const CHOICES_DE: Readonly<Record<string, string>> = {
  even: 'Gleichmäßig',
  keep_edges: 'Kanten behalten',
  adaptive: 'Angepasst',
  grid: 'Raster',
  fewest_triangles: 'Wenigste Dreiecke',
  none: 'Keine',
  vertex: 'Je Eckpunkt',
  color: 'Farbe',
  chamfer: 'Schräge',
  round: 'Rundung',
  rectangle: 'Rechteck',
  rounded: 'Runde Ecken',
  outline: 'Umriss',
  top: 'Oben',
  bottom: 'Unten',
  left: 'Links',
  right: 'Rechts',
  symmetric: 'Rund',
  flat_back: 'Flach',
  flat: 'Flach',
  arc: 'Bogen',
  cylinder: 'Zylinder',
  outside: 'Außen',
  inside: 'Innen',
  exponential: 'Exponentiell',
  linear: 'Linear',
  auto: 'Automatisch',
  full: 'Voll',
  contain: 'Einpassen',
  stretch: 'Strecken',
  luminance: 'Helligkeit',
  alpha: 'Deckkraft',
};

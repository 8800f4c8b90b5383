import type { FixedWarning } from '../../../src/modelling/warnings.js';

/** In German every warning that a finished model or its preview can have. */
export const WARNINGS_DE: Readonly<Record<FixedWarning, string>> = {
  'The picture has the same brightness everywhere: the model is a flat plate.':
    'Das Bild ist überall gleich hell: Das Modell ist eine flache Platte.',
  'The picture has the same opacity everywhere: the model is a flat plate.':
    'Das Bild ist überall gleich deckend: Das Modell ist eine flache Platte.',
  'The visible part of the picture has the same brightness everywhere: only its outline shows.':
    'Was im Bild zu sehen ist, ist überall gleich hell: Nur sein Umriss zeigt sich.',
  'The visible part of the picture has the same opacity everywhere: only its outline shows.':
    'Was im Bild zu sehen ist, ist überall gleich deckend: Nur sein Umriss zeigt sich.',
  'The picture has the same brightness everywhere: the lithophane is even.':
    'Das Bild ist überall gleich hell: Die Lithophanie ist gleichmäßig.',
  'The picture is transparent nearly everywhere: the lithophane has next to nothing to show.':
    'Das Bild ist fast überall durchsichtig: Die Lithophanie hat fast nichts zu zeigen.',
  'The subject hardly stands out from its background: a picture with a transparent background is surer.':
    'Das Motiv hebt sich kaum vom Hintergrund ab: Ein Bild mit durchsichtigem Hintergrund ist sicherer.',
  'There are no colours: the picture does not lie flat on this model.':
    'Es gibt keine Farben: Das Bild liegt auf diesem Modell nicht flach auf.',
  'STL and OBJ have no colours: choose PLY, GLB or 3MF for them.':
    'STL und OBJ haben keine Farben: Wähle PLY, GLB oder 3MF dafür.',
};

const NUMBER = String.raw`([\d.e+-]+)`;

/** `#` stands for a number, `*` for a word; the German takes them by their order. */
function saying(english: string, german: string): readonly [RegExp, string] {
  const literal = english.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const pattern = literal.replaceAll('#', NUMBER).replaceAll(String.raw`\*`, String.raw`(\w+)`);
  return [new RegExp(`^${pattern}$`), german];
}

/** In German the warnings that have numbers in them. */
export const NUMBERED_WARNINGS_DE: readonly (readonly [RegExp, string])[] = [
  saying(
    'The model has # triangles: its size and border need more than the # asked for.',
    'Das Modell hat {1} Dreiecke: Seine Größe und sein Rand brauchen mehr als die gewünschten {2}.',
  ),
];

/** In German why an option does not fit, each sentence continuing the name of its field. */
export const PROBLEMS_DE: readonly (readonly [RegExp, string])[] = [
  saying('needs options.* *', 'wirkt nur zusammen mit einer anderen Wahl'),
  saying('needs options.* other than *', 'wirkt nur zusammen mit einer anderen Wahl'),
  saying('must be a number from # to #', 'muss eine Zahl von {1} bis {2} sein'),
  saying('must be a whole number from # to #', 'muss eine ganze Zahl von {1} bis {2} sein'),
  saying('must be less than the depth of # mm', 'muss kleiner sein als die Tiefe von {1} mm'),
  saying('must be at most the depth of # mm', 'darf höchstens so groß sein wie die Tiefe von {1} mm'),
  saying(
    'must be at least # mm less than the depth of # mm',
    'muss mindestens {1} mm kleiner sein als die Tiefe von {2} mm',
  ),
  saying(
    'must be at least # mm less than the thickness of # mm',
    'muss mindestens {1} mm kleiner sein als die Dicke von {2} mm',
  ),
  saying('must be 0 or at least # mm', 'muss 0 oder mindestens {1} mm sein'),
  saying(
    'must be less than # mm, half of the shorter side',
    'muss kleiner sein als {1} mm, die Hälfte der kürzeren Seite',
  ),
  saying(
    'must be at most # mm with a border of # mm',
    'darf bei einem Rand von {2} mm höchstens {1} mm sein',
  ),
  saying(
    'cannot be given together with options.tolerance_mm, of which it is the other way round',
    'geht nicht zusammen mit der Toleranz',
  ),
  saying(
    'leave no room for the picture: make them larger or the border narrower',
    'lassen dem Bild keinen Platz: Wähle größere Maße oder einen schmaleren Rand',
  ),
  saying('would make # triangles; at most # are allowed', 'ergäbe {1} Dreiecke; höchstens {2} sind erlaubt'),
  saying(
    'finds a subject of # parts and holes, which would make at least # triangles; at most # are allowed: a larger options.min_feature_mm takes the small ones away',
    'findet ein Motiv aus {1} Teilen und Löchern, was mindestens {2} Dreiecke ergäbe; höchstens {3} sind erlaubt: Ein größeres kleinstes Detail nimmt die kleinen weg',
  ),
  saying('needs a border: give options.border_mm', 'braucht einen Rand'),
  saying(
    'must be less than the greatest thickness of # mm',
    'muss kleiner sein als die größte Dicke von {1} mm',
  ),
  saying(
    'leaves no room for the picture: frame, border and stand together must be narrower',
    'lässt dem Bild keinen Platz: Rahmen, Rand und Standfuß müssen zusammen schmaler sein',
  ),
  saying(
    'must be at most # mm to fit the frame or border, which needs # mm on each side of it: make that wider',
    'darf höchstens {1} mm sein, damit Rahmen oder Rand ringsum {2} mm behalten: Mach diese breiter',
  ),
  saying('must be less than the radius of # mm', 'muss kleiner sein als der Radius von {1} mm'),
  saying(
    'must be at most #, which leaves a gap of # mm, or 360 for a cylinder',
    'darf höchstens {1} sein, was einen Spalt von {2} mm lässt, oder 360 für einen Zylinder',
  ),
  saying(
    'must be at least # for this *; leave it out for no limit',
    'muss hierfür mindestens {1} sein; leer gelassen gibt es keine Grenze',
  ),
  saying(
    'leave no room for the subject: make them larger, or its base or ring smaller',
    'lassen dem Motiv keinen Platz: Wähle größere Maße oder eine kleinere Platte oder Öse',
  ),
  saying(
    'is too narrow for the subject to stand within the plate',
    'ist zu schmal, als dass das Motiv innerhalb der Platte stünde',
  ),
  saying(
    'and twice options.ring_width_mm must together be less than # mm, the shorter side',
    'und zweimal die Breite der Öse müssen zusammen kleiner sein als {1} mm, die kürzere Seite',
  ),
];

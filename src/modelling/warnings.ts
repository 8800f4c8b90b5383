/**
 * Every sentence that tells a person what the picture or the options did to a model. They are all here, and always the
 * same, so that a client can know each of them: the studio has every one in its other languages.
 */
export const WARNINGS = {
  evenBrightnessPlate: 'The picture has the same brightness everywhere: the model is a flat plate.',
  evenOpacityPlate: 'The picture has the same opacity everywhere: the model is a flat plate.',
  evenBrightnessOutline:
    'The visible part of the picture has the same brightness everywhere: only its outline shows.',
  evenOpacityOutline:
    'The visible part of the picture has the same opacity everywhere: only its outline shows.',
  evenLithophane: 'The picture has the same brightness everywhere: the lithophane is even.',
  transparentLithophane:
    'The picture is transparent nearly everywhere: the lithophane has next to nothing to show.',
  doubtfulSubject:
    'The subject hardly stands out from its background: a picture with a transparent background is surer.',
  noPlaceForColors: 'There are no colours: the picture does not lie flat on this model.',
  formatsWithoutColors: 'STL and OBJ have no colours: choose PLY, GLB or 3MF for them.',
} as const;

export type FixedWarning = (typeof WARNINGS)[keyof typeof WARNINGS];

/** Said with the numbers of the model. */
type TargetWarning =
  `The model has ${number} triangles: its size and border need more than the ${number} asked for.`;

export type Warning = FixedWarning | TargetWarning;

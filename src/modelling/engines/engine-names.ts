/** The ways to turn a picture into a solid, the default first. */
export const ENGINE_NAMES = ['relief', 'lithophane', 'extrusion', 'inflation'] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

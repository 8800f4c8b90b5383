/** The files a model can be had in, the default first. Each name is also the extension of its files. */
export const FORMAT_NAMES = ['stl', 'obj', 'ply', 'glb', '3mf'] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

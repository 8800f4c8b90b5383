import type { Surface } from '../surface/surface.types.js';

/** What is to be seen on the stage. */
export type Exhibit =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'surface'; readonly surface: Surface }
  | {
      readonly kind: 'model';
      readonly modelUrl: string;
      /** The model as an image, for while it loads and where it cannot be drawn. */
      readonly imageUrl: string;
      /** The same before a lamp, where the engine drew it. */
      readonly backlitUrl: string | null;
    };

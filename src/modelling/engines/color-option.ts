import type { OptionTable, ResolvedOptions } from './option-table.js';

/** The option of every engine whose picture lies on the model as seen from above. */
export const COLOR_OPTION = {
  color: {
    type: 'choice',
    choices: ['none', 'vertex'],
    default: 'none',
    help: 'vertex gives every vertex of the mesh the colour of the picture above it, in PLY, GLB and 3MF; STL and OBJ have no colours.',
  },
} as const satisfies OptionTable;

export function wantsColor(options: ResolvedOptions): boolean {
  return options['color'] === 'vertex';
}

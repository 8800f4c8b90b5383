/** The mark of a vertex that splits the triangles whose longest side it halves. */
export const SPLIT = 255;

/**
 * The mark of a vertex that is left out although the two triangles at it cannot stay as they are: cut along
 * the other diagonal, their quadrangle does without it. To what lies above, it is a split.
 */
export const TURNED = 254;

/** Marks below bound the error of triangles left whole, the tolerance being this much. */
export const FULL_MARK = 253;

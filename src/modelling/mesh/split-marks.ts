/** The mark of a vertex that splits the triangles whose longest side it halves. */
export const SPLIT = 255;

/** Marks below `SPLIT` bound the error of triangles left whole, the tolerance being this much. */
export const FULL_MARK = 254;

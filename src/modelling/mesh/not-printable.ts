import { ModellingError } from '../modelling.errors.js';

/** A `MESH_NOT_PRINTABLE` that names the kinds of defect that there are, with the count of each. */
export function notPrintable(defects: Record<string, number>): ModellingError {
  const found = Object.entries(defects).filter(([name, count]) => count > 0 || name === 'triangleCount');
  const list = found.map(([name, count]) => `${name} ${count}`).join(', ');
  return new ModellingError('MESH_NOT_PRINTABLE', `The mesh cannot be printed: ${list}.`, defects);
}

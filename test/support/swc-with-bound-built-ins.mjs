import swc from '@swc/jest';

/**
 * Suites run in a vm context, whose every look-up of a global goes through an interceptor: `Math.abs` in a loop costs
 * ten times what it costs in the product. Bound once per module, a built-in is a plain constant. Not bound is what a
 * suite may replace, such as `Date` and the timers.
 */
const BUILT_INS = [
  'Math',
  'Number',
  'Array',
  'Object',
  'Map',
  'Set',
  'NaN',
  'Infinity',
  'DataView',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
];

// On the first line, so that every line keeps its number.
const PRELUDE = `const { ${BUILT_INS.join(', ')} } = globalThis;`;

export default {
  createTransformer(options) {
    const transformer = swc.createTransformer(options);
    const bind = (transformed) => ({ ...transformed, code: PRELUDE + transformed.code });
    return {
      ...transformer,
      process: (...source) => bind(transformer.process(...source)),
      processAsync: async (...source) => bind(await transformer.processAsync(...source)),
      getCacheKey: (...source) => `${transformer.getCacheKey(...source)}-${PRELUDE.length}`,
    };
  },
};

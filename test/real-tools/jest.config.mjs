import root from '../../jest.config.mjs';

/** Models as other programs read them: slicers, converters, validators. Where a program is missing it says so. */
export default {
  ...root,
  rootDir: '../..',
  roots: ['<rootDir>/test/real-tools'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
};

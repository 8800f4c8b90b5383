import root from '../../jest.config.mjs';

/** The page in a real browser, on the server as built: `npm run build` comes first. */
export default {
  ...root,
  rootDir: '../..',
  roots: ['<rootDir>/test/browser'],
  testMatch: ['**/*.browser.spec.ts'],
  // WebGL drawn by the processor takes its time where others use it too.
  testTimeout: 60_000,
  testPathIgnorePatterns: ['/node_modules/'],
};

import root from '../../jest.config.mjs';

/** Whole installations under faults, on the server as built: `npm run build` comes first. */
export default {
  ...root,
  rootDir: '../..',
  roots: ['<rootDir>/test/faults'],
  testMatch: ['**/*.faults.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // A dead worker is known as such after twelve seconds, and a lock of the queue lapses after thirty.
  testTimeout: 180_000,
  // More than there are cores: they wait for most of their time.
  maxWorkers: 3,
};

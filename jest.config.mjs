/** Suites of `npm run test:servers`: those on servers that are not ours, and those that keep ours busy for long. */
export const NEEDS_SERVERS = [
  '\\.(postgres|redis|bull|bull-faults|s3)\\.spec\\.ts$',
  '(postgres|s3)-faults\\.spec\\.ts$',
  's3-store\\.e2e\\.spec\\.ts$',
  'file-answers\\.spec\\.ts$',
  '(hard-luck|shutdown|restart|start-up|faults|cli|progress-over-time)\\.e2e\\.spec\\.ts$',
];

/** Unit tests stand beside their files; `test/` holds contracts, integration and end-to-end suites. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/faults/',
    '<rootDir>/test/real-tools/',
    ...NEEDS_SERVERS,
  ],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '<rootDir>/test/support/swc-with-bound-built-ins.mjs',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  setupFiles: ['reflect-metadata'],
  testTimeout: 30_000,
  maxWorkers: 2,
};

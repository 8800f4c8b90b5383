import root, { NEEDS_SERVERS } from '../jest.config.mjs';

/**
 * What needs a PostgreSQL, a Redis or an S3 server: each suite starts its own; where one is missing it says so.
 * And what starts our own server, ends it and starts it again: `npm run build` comes first.
 */
export default {
  ...root,
  rootDir: '..',
  testMatch: undefined,
  testRegex: NEEDS_SERVERS,
  testPathIgnorePatterns: ['/node_modules/'],
};

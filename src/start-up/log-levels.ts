import type { LogLevel } from '@nestjs/common';
import type { Settings } from '../common/config/settings.js';

/** What is logged at each LOG_LEVEL: the level and all that is graver. */
export const LOG_LEVELS_FROM: Record<Settings['LOG_LEVEL'], LogLevel[]> = {
  error: ['fatal', 'error'],
  warn: ['fatal', 'error', 'warn'],
  log: ['fatal', 'error', 'warn', 'log'],
  debug: ['fatal', 'error', 'warn', 'log', 'debug'],
  verbose: ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'],
};

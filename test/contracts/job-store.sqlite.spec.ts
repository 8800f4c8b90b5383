import { describeJobStore } from './job-store.contract.js';
import { openSqliteStore } from './open-sqlite-store.js';

describeJobStore('SQLite', openSqliteStore);

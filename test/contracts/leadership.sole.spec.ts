import { SoleLeadership } from '../../src/jobs/reconcile/sole-leadership.js';
import { describeLeadership } from './leadership.contract.js';

describeLeadership('SoleLeadership', () => new SoleLeadership());

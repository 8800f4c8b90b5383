import { Logger } from '@nestjs/common';
import { InProcessEventBus } from '../../src/common/events/in-process-event-bus.js';
import { describeEventBus } from './event-bus.contract.js';

Logger.overrideLogger(false);

describeEventBus('InProcessEventBus', () =>
  Promise.resolve({ bus: new InProcessEventBus(), close: () => Promise.resolve() }),
);

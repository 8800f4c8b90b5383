import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { readSettings } from '../../common/config/settings.js';
import { InProcessEventBus } from '../../common/events/in-process-event-bus.js';
import { MetricsService } from '../../common/telemetry/metrics.service.js';
import type { Heartbeat, JobStore, LossOutcome, Run } from '../job-store.port.js';
import { JobsService } from '../jobs.service.js';
import type { Leadership } from './leadership.port.js';
import { ReconcilerService } from './reconciler.service.js';

Logger.overrideLogger(false);

const RUN: Run = { jobId: 'job', generationId: 'generation', epoch: 1 };

class ChosenLeadership implements Leadership {
  term: number | null = null;

  campaign(): void {
    this.term = 1;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

describe('ReconcilerService', () => {
  let leadership: ChosenLeadership;
  let reconciler: ReconcilerService;
  let lost: Run[];
  let heartbeats: () => Promise<Heartbeat[]>;

  beforeEach(() => {
    jest.useFakeTimers();
    leadership = new ChosenLeadership();
    lost = [];
    heartbeats = () => Promise.resolve([{ run: RUN, heartbeatNo: 5 }]);
    const known: Partial<JobStore> = {
      heartbeats: () => heartbeats(),
      lose: (run: Run): Promise<LossOutcome> => {
        lost.push(run);
        return Promise.resolve({ kind: 'gone' });
      },
    };
    const store = known as JobStore;
    const jobs = new JobsService(store, new InProcessEventBus(), new MetricsService());
    reconciler = new ReconcilerService(store, readSettings({}), leadership, jobs);
    reconciler.start();
  });

  afterEach(() => {
    reconciler.onModuleDestroy();
    jest.useRealTimers();
  });

  const pass = (seconds: number): Promise<void> => jest.advanceTimersByTimeAsync(seconds * 1000);

  it('should give up a run whose number stood still for 12 s', async () => {
    await pass(12);
    expect(lost).toEqual([]);
    await pass(1);
    expect(lost).toEqual([RUN]);
  });

  it('should do nothing while another process leads', async () => {
    leadership.term = null;
    await pass(60);
    expect(lost).toEqual([]);
  });

  it('should not count the time between two terms: nobody looked', async () => {
    await pass(10);
    leadership.term = null;
    await pass(60);
    leadership.term = 2;
    await pass(3);
    expect(lost).toEqual([]);
    await pass(1);
    expect(lost).toEqual([RUN]);
  });

  it('should not count the time in which the records were away', async () => {
    await pass(10);
    const read = heartbeats;
    heartbeats = () => Promise.reject(new Error('away'));
    await pass(60);
    heartbeats = read;
    await pass(3);
    expect(lost).toEqual([]);
    await pass(1);
    expect(lost).toEqual([RUN]);
  });
});

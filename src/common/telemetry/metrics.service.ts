import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Every metric of the process, in one registry of its own. */
@Injectable()
export class MetricsService {
  readonly registry = new Registry();

  readonly httpSeconds = new Histogram({
    name: 'relievo_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers: [this.registry],
  });

  readonly generations = new Counter({
    name: 'relievo_generations_total',
    help: 'Generations that ended, by their end: completed, failed, cancelled',
    labelNames: ['state'],
    registers: [this.registry],
  });

  readonly generationSeconds = new Histogram({
    name: 'relievo_generation_run_seconds',
    help: 'Time of a completed run',
    labelNames: ['engine'],
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300],
    registers: [this.registry],
  });

  readonly activeRuns = new Gauge({
    name: 'relievo_active_runs',
    help: 'Generations that this process runs',
    registers: [this.registry],
  });

  readonly sockets = new Gauge({
    name: 'relievo_sockets',
    help: 'Connected sockets',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}

import { Controller, Get, Header, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { MetricsService } from './metrics.service.js';
import { ReadinessService } from './readiness.service.js';
import { VERSION } from './version.js';

class HealthAnswer {
  @ApiProperty({ example: 'healthy' })
  status!: string;

  @ApiProperty({ example: 'relievo' })
  service!: string;

  @ApiProperty({ example: '0.1.0' })
  version!: string;

  @ApiProperty({ format: 'date-time' })
  timestamp!: string;

  @ApiProperty({ description: 'Seconds since the process started', example: 12 })
  uptime_seconds!: number;
}

class LiveAnswer {
  @ApiProperty({ example: 'live' })
  status!: string;
}

const READY_STATUSES = ['ready', 'not_ready', 'starting', 'shutting_down'] as const;

type ReadyStatus = (typeof READY_STATUSES)[number];

class ReadyAnswer {
  @ApiProperty({ enum: READY_STATUSES })
  status!: ReadyStatus;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'boolean' }, example: { database: true } })
  dependencies!: Record<string, boolean>;
}

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessService,
    private readonly metrics: MetricsService,
  ) {}

  @Get('api/health')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Whether the service is healthy' })
  @ApiOkResponse({ type: HealthAnswer })
  health(): HealthAnswer {
    return {
      status: 'healthy',
      service: 'relievo',
      version: VERSION,
      timestamp: new Date().toISOString(),
      uptime_seconds: Math.round(process.uptime()),
    };
  }

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Whether the process lives: restart it when this does not answer' })
  @ApiOkResponse({ type: LiveAnswer })
  live(): LiveAnswer {
    return { status: 'live' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Whether to send requests here: 503 while a dependency is away or shutdown runs' })
  @ApiOkResponse({ type: ReadyAnswer })
  @ApiServiceUnavailableResponse({ type: ReadyAnswer, description: 'Not now' })
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadyAnswer> {
    const { isReady, dependencies } = await this.readiness.check();
    if (isReady) return { status: 'ready', dependencies };
    response.status(503).setHeader('Retry-After', '2');
    return { status: this.#whyNot(), dependencies };
  }

  @Get('metrics')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Metrics in the Prometheus text format' })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } }, description: 'Metrics' })
  async scrape(@Res() response: Response): Promise<void> {
    response.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }

  #whyNot(): ReadyStatus {
    if (this.readiness.isShuttingDown) return 'shutting_down';
    return this.readiness.isStarting ? 'starting' : 'not_ready';
  }
}

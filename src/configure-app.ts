import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { SETTINGS, type Settings } from './common/config/settings.js';
import { bodyErrors } from './common/http/body-errors.js';
import { compressedJson, JSON_PATHS } from './common/http/compressed-json.js';
import { cors } from './common/http/cors.js';
import { ErrorsFilter } from './common/http/errors.filter.js';
import { inlineHashes } from './common/http/inline-hashes.js';
import { jsonOnly } from './common/http/json-only.js';
import { Origins } from './common/http/origins.js';
import { precompressed } from './common/http/precompressed.js';
import { assignRequestId } from './common/http/request-id.js';
import { securityHeaders } from './common/http/security-headers.js';
import { startedOnly } from './common/http/started-only.js';
import { strictValidation } from './common/http/validation.js';
import { wellFormedUrl } from './common/http/well-formed-url.js';
import { MetricsService } from './common/telemetry/metrics.service.js';
import { ReadinessService } from './common/telemetry/readiness.service.js';
import { requestLog } from './common/telemetry/request-log.js';
import { describeApi } from './openapi.js';
import { SocketAdapter } from './progress/socket.adapter.js';

const WEB_ROOT = fileURLToPath(new URL('./web', import.meta.url));
const ASSETS = join(WEB_ROOT, 'assets', sep);
const STUDIO_PAGE = join(WEB_ROOT, 'index.html');
const JSON_LIMIT = '64kb';

/** Everything around the routes: the same for the server and for tests that run it in their own process. */
export function configureApp(app: NestExpressApplication): void {
  const settings = app.get<Settings>(SETTINGS);
  const origins = new Origins(settings);
  app.disable('x-powered-by');
  app.use(
    assignRequestId,
    requestLog(app.get(MetricsService)),
    cors(origins),
    securityHeaders(inlineHashes(STUDIO_PAGE)),
    wellFormedUrl,
    startedOnly(app.get(ReadinessService)),
    jsonOnly,
  );
  app.use(JSON_PATHS, compressedJson());
  app.useBodyParser('json', { limit: JSON_LIMIT });
  app.use(bodyErrors);
  app.useGlobalPipes(strictValidation());
  app.useGlobalFilters(new ErrorsFilter());
  app.useWebSocketAdapter(new SocketAdapter(app, origins));
  if (existsSync(WEB_ROOT)) {
    app.use(precompressed(WEB_ROOT));
    app.useStaticAssets(WEB_ROOT, { index: 'index.html', redirect: false, setHeaders: keepAssets });
  }
  serveDocumentation(app);
}

/** What has its contents' hash in its name never changes: no browser needs to ask for it twice. */
function keepAssets(response: ServerResponse, path: string): void {
  if (path.startsWith(ASSETS)) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
}

function serveDocumentation(app: NestExpressApplication): void {
  const document = describeApi(app);
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Relievo API',
  });
}

import type { NestExpressApplication } from '@nestjs/platform-express';
import { ErrorsFilter } from '../common/http/errors.filter.js';
import { assignRequestId } from '../common/http/request-id.js';
import { wellFormedUrl } from '../common/http/well-formed-url.js';

/** Around the few routes by which a worker tells how it is. */
export function configureWorker(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  app.use(assignRequestId, wellFormedUrl);
  app.useGlobalFilters(new ErrorsFilter());
}

import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { InlineHashes } from './inline-hashes.js';

type Middleware = (request: Request, response: Response, next: NextFunction) => void;

const SELF = ["'self'"];

function policy({ scripts, styles }: InlineHashes): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: SELF,
        // GLTFLoader and the upload's preview show pictures from memory.
        imgSrc: [...SELF, 'blob:', 'data:'],
        connectSrc: [...SELF, 'blob:'],
        scriptSrc: [...SELF, ...scripts],
        styleSrc: [...SELF, ...styles],
        objectSrc: ["'none'"],
        baseUri: SELF,
        formAction: SELF,
        frameAncestors: ["'none'"],
      },
    },
    // The picture and the models are meant to be fetched by listed origins (CORS decides).
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    // Without TLS of our own, a forced upgrade would lock loopback users out.
    strictTransportSecurity: false,
  });
}

/**
 * Strict for everything; the API's documentation page alone writes styles into its elements.
 * @param studio what the studio's page has inline
 */
export function securityHeaders(studio: InlineHashes): Middleware {
  const strict = policy(studio);
  const documentation = policy({ scripts: [], styles: ["'unsafe-inline'"] });
  return (request, response, next) => {
    const headers = request.path === '/docs' || request.path.startsWith('/docs/') ? documentation : strict;
    headers(request, response, next);
  };
}

import { S3Client } from '@aws-sdk/client-s3';
import type { S3Location } from '../storage-url.js';

const CONNECT_LIMIT_MS = 1_000;
const MOST_CONNECTIONS = 512;
/** Stores of one's own take any region, but the signature needs one. */
const REGION_OF_OWN_ENDPOINTS = 'us-east-1';

export interface S3Clients {
  /** For what is read: a download may rest as long as its reader does, so silence alone ends nothing here. */
  readonly reading: S3Client;
  /** For what is written: a connection on which nothing moves is given up. */
  readonly writing: S3Client;
}

/** Credentials come from where the SDK looks for them: the environment, its files, the machine's role. */
export function createS3Clients(location: S3Location, writeIdleLimitMs: number): S3Clients {
  return { reading: createClient(location, 0), writing: createClient(location, writeIdleLimitMs) };
}

function createClient({ endpoint, region, isPathStyle }: S3Location, socketTimeout: number): S3Client {
  const chosenRegion = region ?? (endpoint === null ? null : REGION_OF_OWN_ENDPOINTS);
  const agent = { keepAlive: true, maxSockets: MOST_CONNECTIONS };
  return new S3Client({
    ...(endpoint !== null && { endpoint }),
    ...(chosenRegion !== null && { region: chosenRegion }),
    forcePathStyle: isPathStyle,
    maxAttempts: 2,
    // Not every store that speaks S3 understands the newer checksums; the length is checked in any case.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECT_LIMIT_MS,
      socketTimeout,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
}

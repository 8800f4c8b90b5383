import type { IncomingHttpHeaders } from 'node:http';
import fresh from 'fresh';
import parseRange from 'range-parser';
import type { ByteRange } from '../storage/file-storage.port.js';

/** What a request wants of a file. */
export type WantedBytes =
  | { readonly kind: 'all' }
  | { readonly kind: 'part'; readonly range: ByteRange }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'precondition-failed' }
  | { readonly kind: 'unsatisfiable' };

/**
 * Which bytes of a file to answer with, by the request's conditions and range (RFC 9110, sections 13 and 14).
 * Several ranges are answered by everything. Files have tags and no dates: a condition on a date never holds.
 */
export function wantedBytes(headers: IncomingHttpHeaders, etag: string, sizeBytes: number): WantedBytes {
  if (!isPreconditionMet(headers, etag)) return { kind: 'precondition-failed' };
  if (fresh(headers, { etag })) return { kind: 'not-modified' };
  const { range: header, 'if-range': ifRange } = headers;
  if (header === undefined || !header.startsWith('bytes=')) return { kind: 'all' };
  if (ifRange !== undefined && ifRange !== etag) return { kind: 'all' };
  const ranges = parseRange(sizeBytes, header, { combine: true });
  if (ranges === -1) return { kind: 'unsatisfiable' };
  if (ranges === -2 || ranges.length !== 1 || ranges[0] === undefined) return { kind: 'all' };
  const { start, end } = ranges[0];
  return { kind: 'part', range: { start, end } };
}

function isPreconditionMet(headers: IncomingHttpHeaders, etag: string): boolean {
  const { 'if-match': ifMatch, 'if-unmodified-since': ifUnmodifiedSince } = headers;
  if (ifMatch !== undefined) {
    return ifMatch === '*' || ifMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  }
  return ifUnmodifiedSince === undefined || Number.isNaN(Date.parse(ifUnmodifiedSince));
}

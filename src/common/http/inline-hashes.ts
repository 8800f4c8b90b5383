import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const SCRIPTS = /<script>(.*?)<\/script>/gs;
const STYLES = /<style>(.*?)<\/style>/gs;

/** What a content security policy names to allow the inline elements of one page, and no other. */
export interface InlineHashes {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** The hashes of what a page of the build has inline; none where there is no such page. */
export function inlineHashes(pagePath: string): InlineHashes {
  const html = existsSync(pagePath) ? readFileSync(pagePath, 'utf8') : '';
  return { scripts: hashesOf(html, SCRIPTS), styles: hashesOf(html, STYLES) };
}

function hashesOf(html: string, elements: RegExp): string[] {
  return Array.from(html.matchAll(elements), ([, text = '']) => {
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  });
}

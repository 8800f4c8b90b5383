import { readFileSync } from 'node:fs';
import type { HtmlTagDescriptor, Plugin } from 'vite';

const BEFORE_PAINT = new URL('../before-paint.js', import.meta.url);

/**
 * Writes into the page itself what has to be there before it is drawn, `before-paint.js` and the style sheet: each
 * would be another way to the server and back. The server allows them by their hashes.
 */
export function inlineFirstPaint(): Plugin {
  return {
    name: 'inline-first-paint',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const tags: HtmlTagDescriptor[] = [
          { tag: 'script', children: readFileSync(BEFORE_PAINT, 'utf8'), injectTo: 'head' },
        ];
        const page = html.replace(
          / *<link rel="stylesheet"[^>]* href="\/([^"]+)">\n/g,
          (link, name: string) => {
            const sheet = bundle[name];
            if (sheet?.type !== 'asset') return link;
            tags.push({ tag: 'style', children: sheet.source.toString(), injectTo: 'head' });
            return '';
          },
        );
        return { html: page, tags };
      },
    },
  };
}

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compressAssets } from './tools/compress-assets.js';
import { inlineFirstPaint } from './tools/inline-first-paint.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The page is served under `default-src 'self'`, and what is inline is allowed by its hash: nothing may be inlined as
 * `data:`.
 */
export default defineConfig({
  root: here('.'),
  plugins: [inlineFirstPaint(), compressAssets()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: {
    // The live preview runs the server's engines; what they write beside the mesh needs sharp, which no browser has.
    alias: { './load-sharp.js': here('./src/surface/no-sharp.ts') },
  },
  worker: { format: 'es' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // three is one chunk of some 700 kB, loaded only when a model is to be shown.
    chunkSizeWarningLimit: 800,
  },
});

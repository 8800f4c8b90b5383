import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compressAssets } from './tools/compress-assets.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The page is served under `default-src 'self'` without inline script or style: nothing may be inlined as
 * `data:` and no polyfill script may be written into the HTML.
 */
export default defineConfig({
  root: here('.'),
  plugins: [compressAssets()],
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

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/**
 * The page is served under `default-src 'self'` without inline script or style: nothing may be inlined as
 * `data:` and no polyfill script may be written into the HTML.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // three is one chunk of some 700 kB, loaded only when a model is to be shown.
    chunkSizeWarningLimit: 800,
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { onlyOurLanguages } from './vite/only-our-languages.mjs';
import { precompressed } from './vite/precompressed.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Two applications from one tree. Everything is a file of its own origin: the CSP allows nothing inline. */
export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: false,
  appType: 'mpa',
  // React has had this hook of its own since 18.
  resolve: {
    alias: [{ find: /^use-sync-external-store\/shim(?:\/index\.js)?$/, replacement: here('vite/sync-store.mjs') }],
  },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // `light-dark()` is rewritten for those.
    cssTarget: ['chrome111', 'firefox114', 'safari16.4'],
    // Fonts and pictures stay files, so that `data:` is not needed for them and they are cached by themselves.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // `"use client"` is for servers that render; ours does not.
      onLog: (level, log, pass) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && pass(level, log),
      // What every page needs comes as one file: it compresses better than in pieces, and stays when pages change. What only
      // later pages use of those packages (lists without end, questions before leaving) comes with them.
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/(?:react|react-dom|scheduler|i18next|react-i18next|openapi-fetch|use-sync-external-store|html-parse-stringify|@tanstack\/(?:react-router|router-core|history|store|react-store|query-core|react-query))\/(?!.*(?:[iI]nfiniteQueryObserver|useInfiniteQuery|useBlocker|useParams)\.js)/,
            },
          ],
        },
      },
      input: { portal: here('portal/index.html'), desk: here('desk/index.html') },
    },
  },
  worker: { format: 'es' },
  server: {
    port: 5173,
    strictPort: true,
    // `npm run web:dev` beside a service that runs on its usual port.
    proxy: Object.fromEntries(
      ['/v1', '/ask', '/health', '/openapi.json'].map((path) => [path, 'http://127.0.0.1:3000']),
    ),
  },
  plugins: [onlyOurLanguages(), precompressed()],
});

import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: '../public',
  define: {
    __VUE_OPTIONS_API__: 'false',
    'import.meta.env.VITE_VERSION': JSON.stringify(process.env['npm_package_version'] ?? 'unknown'),
  },
  plugins: [
    vue(),
    tailwindcss(),
    chartsWithoutStyles(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '.',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      includeAssets: ['favicon.svg', 'apple-touch-icon.png'],
      injectManifest: { globPatterns: ['**/*.{js,css,html,woff2,wasm}'] },
      manifest: {
        id: '/',
        name: 'Awning',
        short_name: 'Awning',
        description: 'Orders and stock for market stalls, with or without a signal.',
        lang: 'en',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        orientation: 'any',
        theme_color: '#fbf8f1',
        background_color: '#fbf8f1',
        categories: ['business', 'shopping'],
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  // Written for browsers of today, as all else here is.
  resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    // light-dark() is written out for tablets that stopped at iPadOS 16.
    cssTarget: ['chrome111', 'safari16.4', 'firefox128'],
    sourcemap: true,
    assetsInlineLimit: 0,
    // Which files a page needs is said by each of them; only the first ones are worth naming ahead.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (file, needed) => (/open-/.test(file) ? needed : []),
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // The entry loads its styles before any other: it must not link the first chunk for a helper in it.
            {
              name: 'helper',
              test: /vite\/(preload-helper|modulepreload-polyfill)|rolldown\/runtime/,
              priority: 1,
            },
            // What the till is drawn with comes as one file: it is needed whole, and compresses better.
            { name: 'first', test: /client\/open\.ts$/ },
          ],
        },
      },
    },
  },
})

/** ApexCharts writes its rules into the page, which our content policy forbids; ui/Chart.vue has those that it needs. */
function chartsWithoutStyles(): Plugin {
  return {
    name: 'charts-without-styles',
    transform: {
      filter: { id: /apexcharts\.esm\.js/ },
      handler(code) {
        const changed = code.replaceAll('createElement("style")', 'createElement("template")')
        if (changed === code) this.error('ApexCharts makes its style elements in another way')
        return { code: changed, map: null }
      },
    },
  }
}

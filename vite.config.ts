import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

export default defineConfig({
  // Dexie's build for present browsers: 1.3 kB less than the one its package names.
  resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' }] },
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      // Prompted: the app decides when nothing is being typed and the outbox has committed.
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'],
        globIgnores: ['assets/office-*.js'],
      },
      manifest: {
        name: 'Fieldfare',
        short_name: 'Fieldfare',
        description: 'Monthly KPI returns for commissioned early help services, with or without signal.',
        lang: 'en-GB',
        start_url: '/',
        display: 'standalone',
        background_color: '#ffffff',
        theme_color: '#1d4f5c',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  // govuk-frontend's CSS has constructs Lightning CSS refuses.
  build: {
    cssMinify: 'esbuild',
    target: 'es2022',
    sourcemap: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What opens a month's sheet is one file: cut up by who else uses each part, it packs 3 kB worse.
            { name: 'start', tags: ['$initial'], priority: 3 },
            // Officers' pages that need the server: not kept on devices.
            { name: 'office', test: /\/src\/app\/(board|review|scorecard|record)\//, priority: 2 },
            // What several other pages share: each in a file of its own they are over a hundred, and a first day
            // fetches every one.
            { name: 'shared', test: /\/src\//, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  css: { preprocessorOptions: { scss: { quietDeps: true, loadPaths: ['node_modules'] } } },
})

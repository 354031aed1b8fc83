import { defineConfig, type Plugin } from 'vite'
import { paths } from './src/paths'

/** Writes down which paths are the client's, for the server. */
function pathList(): Plugin {
  return {
    name: 'path-list',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'paths.txt', source: `${paths.join('\n')}\n` })
    },
  }
}

export default defineConfig({
  plugins: [pathList()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    assetsInlineLimit: 0, // the policy allows no data: script or style
    modulePreload: { polyfill: false },
    manifest: 'manifest.json',
    reportCompressedSize: false,
    rollupOptions: { output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js', assetFileNames: 'assets/[name]-[hash][extname]' } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000' } },
})

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = { target: 'http://127.0.0.1:4000', changeOrigin: true };

/** `vite build` makes the app; `vite build --mode gallery` makes the app with the gallery of components in it. */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  define: { __GALLERY__: JSON.stringify(mode !== 'production') },
  build: {
    // beside the app, not inside it: the server serves dist as it is
    outDir: mode === 'gallery' ? 'test/dist' : 'dist',
    emptyOutDir: true,
    target: 'es2023',
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        // what changes seldom stays in the browser's cache when the screens change
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'library', test: /node_modules\/(@mantine|@floating-ui|react-number-format|react-remove-scroll|@tanstack|i18next|react-i18next)/ },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': server } },
}));

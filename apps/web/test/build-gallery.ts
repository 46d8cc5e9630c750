import { join } from 'node:path';
import { build } from 'vite';

/** Builds the gallery once before all browser tests. */
export default async function buildGallery(): Promise<void> {
  const root = join(import.meta.dirname, '..');
  await build({ root, configFile: join(root, 'vite.config.ts'), mode: 'gallery', logLevel: 'error' });
}

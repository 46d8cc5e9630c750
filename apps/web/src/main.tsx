import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Millrace, type Screen } from '@millrace/ui';
import { screens } from './screens.ts';

declare const __GALLERY__: boolean;

async function everyScreen(): Promise<readonly Screen[]> {
  // a constant of the build: the gallery and its invented content do not exist in the app that a plant runs
  if (!__GALLERY__) return screens;
  const { galleryScreens } = await import('./gallery/gallery.tsx');
  return [...screens, ...galleryScreens];
}

const all = await everyScreen();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Millrace screens={all} />
  </StrictMode>,
);

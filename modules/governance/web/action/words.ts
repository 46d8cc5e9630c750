import type { ActionShown } from '../shown.ts';

/** States in the trade's words. */
export const actionWords: Readonly<Record<ActionShown['state'], { word: string; tone: 'good' | 'bad' | 'warn' | 'brand' | 'plain' }>> = {
  open: { word: 'open', tone: 'plain' },
  'in-progress': { word: 'being done', tone: 'brand' },
  done: { word: 'done, to verify', tone: 'warn' },
  verified: { word: 'verified', tone: 'good' },
  cancelled: { word: 'dropped', tone: 'plain' },
};

/** `Nils Nowak` is `NN`. */
export const initialsOf = (name: string) =>
  name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();

/**
 * Digits of every pad here, 1 2 3 at the top as on telephones (ITU-T E.161), door locks and bank terminals: whoever types a PIN and then a weight finds
 * each digit in one place. The calculator's order is that of hands which type figures all day; gloves at a terminal do not.
 */
export const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** The number after a key of the pad; digits as typed are kept, for `18.90` says more than `18.9`. */
export function pressKey(value: string, key: string): string {
  if (key === 'Clear') return '';
  if (key === 'Backspace') return value === '-' ? '' : value.slice(0, -1).replace(/^-$/, '');
  if (key === '±' || key === '-') return value.startsWith('-') ? value.slice(1) : `-${value}`;
  if (key === '.' || key === ',') return value.includes('.') ? value : `${value === '' || value === '-' ? `${value}0` : value}.`;
  if (!/^\d$/.test(key)) return value;
  if (value === '0' || value === '-0') return value.replace('0', key);
  // 15 digits are more than any instrument sends
  return value.replaceAll(/\D/g, '').length >= 15 ? value : value + key;
}

/** Reads a badge from a scanner that types like a keyboard: keys at most 50 ms apart, ended by Enter, at least 4 of them. */
export interface BadgeReader {
  /** The badge when this key completes one. */
  press(key: string, atMs: number): string | undefined;
}

// No person types twenty keys a second; every scanner does
const fastestHandMs = 50;

export function badgeReader(): BadgeReader {
  let typed = '';
  let last = -Infinity;
  return {
    press(key, atMs) {
      if (atMs - last > fastestHandMs) typed = '';
      last = atMs;
      if (key === 'Enter') {
        const badge = typed;
        typed = '';
        return badge.length >= 4 ? badge : undefined;
      }
      if (key.length === 1) typed += key;
      return undefined;
    },
  };
}

/** Symbols people read, for the codes whose own text they would not: print symbols of UCUM 2.2. */
const symbols: readonly (readonly [RegExp, string])[] = [
  [/\[degF\]/g, '°F'],
  [/\[degR\]/g, '°R'],
  [/\bCel\b/g, '°C'],
  [/\bdeg\b/g, '°'],
  [/\bOhm\b/g, 'Ω'],
  [/\bu(?=(?:g|m|L|l|s|mol|V|A|W|F|N|Pa)\b)/g, 'µ'],
  [/10\*(-?\d+)/g, '10^$1'],
  [/\[lb_av\]/g, 'lb'],
  [/\[oz_av\]/g, 'oz'],
  [/\[in_i\]/g, 'in'],
  [/\[ft_i\]/g, 'ft'],
  [/\[gal_us\]/g, 'gal (US)'],
  [/\[psi\]/g, 'psi'],
  [/\[iU\]|\[IU\]/g, 'IU'],
  [/\[CFU\]/g, 'CFU'],
  [/\[pH\]/g, 'pH'],
  [/\[ppm\]/g, 'ppm'],
  [/\[ppb\]/g, 'ppb'],
  [/\[NTU\]/g, 'NTU'],
  [/m\[Hg\]/g, 'mHg'],
  [/m\[H2O\]/g, 'mH₂O'],
];
const raised: Readonly<Record<string, string>> = {
  '-': '⁻',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
};

/** A unit as a screen or label shows it: `°C`, `µg/mL`, `m³/h`, `tablet`. One-way: what is stored and read back is the UCUM code. */
export function unitSymbol(code: string): string {
  if (code === '1') return '';
  let text = code.replace(/\{([^}]*)\}/g, (_, word: string) => (word === '' ? '' : /[\w)\]]$/.test(code.slice(0, code.indexOf(`{${word}}`))) ? ` ${word}` : word));
  for (const [pattern, symbol] of symbols) text = text.replace(pattern, symbol);
  text = text.replace(/10\^(-?\d+)/g, (_, exponent: string) => `10${[...exponent].map((digit) => raised[digit] ?? digit).join('')}`);
  text = text.replace(/(?<=[A-Za-zµΩ°])(-?\d+)/g, (exponent) => [...exponent].map((digit) => raised[digit] ?? digit).join(''));
  return text.replaceAll('.', '·');
}

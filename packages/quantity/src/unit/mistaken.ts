/** What people type, and the UCUM code they mean. Never applied silently: `C` is the coulomb, `S` the siemens, `U` an enzyme unit. */
const meant: Readonly<Record<string, string>> = {
  '°C': 'Cel',
  degC: 'Cel',
  celsius: 'Cel',
  '°F': '[degF]',
  degF: '[degF]',
  '°': 'deg',
  Ω: 'Ohm',
  ohm: 'Ohm',
  KG: 'kg',
  Kg: 'kg',
  kgs: 'kg',
  gm: 'g',
  gr: 'g',
  gram: 'g',
  mcg: 'ug',
  µg: 'ug',
  μg: 'ug',
  µm: 'um',
  μm: 'um',
  µL: 'uL',
  μL: 'uL',
  lb: '[lb_av]',
  lbs: '[lb_av]',
  oz: '[oz_av]',
  ft: '[ft_i]',
  in: '[in_i]',
  inch: '[in_i]',
  yd: '[yd_i]',
  mil: '[mil_i]',
  gal: '[gal_us]',
  psi: '[psi]',
  sec: 's',
  secs: 's',
  hr: 'h',
  hrs: 'h',
  mins: 'min',
  minutes: 'min',
  hours: 'h',
  day: 'd',
  days: 'd',
  week: 'wk',
  year: 'a',
  yr: 'a',
  month: 'mo',
  pcs: '{piece}',
  pc_: '{piece}',
  piece: '{piece}',
  ea: '{each}',
  each: '{each}',
  EA: '{each}',
  ppm: '[ppm]',
  ppb: '[ppb]',
  pH: '[pH]',
  PH: '[pH]',
  mmHg: 'mm[Hg]',
  inHg: "[in_i'Hg]",
  mmH2O: 'mm[H2O]',
  iU: '[iU]',
  IU: '[iU]',
  CFU: '[CFU]',
  cfu: '[CFU]',
  NTU: '[NTU]',
  HP: '[HP]',
  hp: '[HP]',
  kWh: 'kW.h',
  Wh: 'W.h',
  MWh: 'MW.h',
  kVA: 'kV.A',
  VA: 'V.A',
  rpm: '{rpm}/min',
  RPM: '{rpm}/min',
  kph: 'km/h',
  ltr: 'L',
  litre: 'L',
  Liter: 'L',
  ton: 't',
  tonne: 't',
  cc: 'cm3',
  bpm: '/min',
  lux: 'lx',
  Torr: 'mm[Hg]',
  torr: 'mm[Hg]',
  MIN: 'min',
  SEC: 's',
  microgram: 'ug',
  milligram: 'mg',
  kilogram: 'kg',
  milliliter: 'mL',
  millilitre: 'mL',
  meter: 'm',
  metre: 'm',
};

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A code with the signs of print and of formulas in UCUM's: m^2 and m² are m2, N·m and N*m are N.m, µ is u. */
export function respelt(code: string): string {
  return code
    .replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String(superscripts.indexOf(digit)))
    .replaceAll('⁻', '-')
    .replaceAll(/[µμ]/g, 'u')
    .replaceAll(/\s*[·⋅×]\s*/g, '.')
    .replaceAll(/(?<!10)\*/g, '.')
    .replaceAll(/(?<!10)\^(?=-?\d)/g, '')
    .replaceAll(/\s+/g, '');
}

/** The end of a refusal: ` Write Cel.` where the code is a known slip, empty otherwise. */
export function didYouMean(symbol: string): string {
  const code = Object.hasOwn(meant, symbol) ? meant[symbol] : undefined;
  return code === undefined ? '' : ` Write ${code}.`;
}

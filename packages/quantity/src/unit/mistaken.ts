/** What people type, and the UCUM code they mean. Never applied silently: `C` is the coulomb, `S` the siemens, `U` an enzyme unit. */
const meant: Readonly<Record<string, string>> = {
  '°C': 'Cel', degC: 'Cel', celsius: 'Cel', '°F': '[degF]', degF: '[degF]', '°': 'deg', 'Ω': 'Ohm', ohm: 'Ohm',
  KG: 'kg', Kg: 'kg', kgs: 'kg', gm: 'g', gr: 'g', gram: 'g', mcg: 'ug', 'µg': 'ug', 'μg': 'ug', 'µm': 'um', 'μm': 'um', 'µL': 'uL', 'μL': 'uL',
  lb: '[lb_av]', lbs: '[lb_av]', oz: '[oz_av]', ft: '[ft_i]', in: '[in_i]', inch: '[in_i]', yd: '[yd_i]', mil: '[mil_i]', gal: '[gal_us]', psi: '[psi]',
  sec: 's', secs: 's', hr: 'h', hrs: 'h', mins: 'min', minutes: 'min', hours: 'h', day: 'd', days: 'd', week: 'wk', year: 'a', yr: 'a', month: 'mo',
  pcs: '{piece}', pc_: '{piece}', piece: '{piece}', ea: '{each}', each: '{each}', EA: '{each}', ppm: '[ppm]', ppb: '[ppb]', pH: '[pH]', PH: '[pH]',
  mmHg: 'mm[Hg]', inHg: "[in_i'Hg]", mmH2O: 'mm[H2O]', iU: '[iU]', IU: '[iU]', CFU: '[CFU]', cfu: '[CFU]', NTU: '[NTU]', HP: '[HP]', hp: '[HP]', kWh: 'kW.h', Wh: 'W.h', MWh: 'MW.h',
  kVA: 'kV.A', VA: 'V.A', rpm: '{rpm}/min', RPM: '{rpm}/min', kph: 'km/h', ltr: 'L', litre: 'L', Liter: 'L', ton: 't', tonne: 't', cc: 'cm3', bpm: '/min', lux: 'lx', dB: 'dB',
};

/** The end of a refusal: ` Write Cel.` where the code is a known slip, empty otherwise. */
export function didYouMean(symbol: string): string {
  const code = Object.hasOwn(meant, symbol) ? meant[symbol] : undefined;
  return code === undefined ? '' : ` Write ${code}.`;
}

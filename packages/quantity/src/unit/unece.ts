import { isSameUnit } from './unit.ts';

/** Units by their common code in UN/ECE Recommendation 20, as ERP systems and B2MML messages carry them, each with its UCUM code. */
const byCommonCode: ReadonlyMap<string, string> = new Map(
  Object.entries({
    KGM: 'kg',
    GRM: 'g',
    MGM: 'mg',
    MC: 'ug',
    TNE: 't',
    LBR: '[lb_av]',
    ONZ: '[oz_av]',
    LTR: 'L',
    MLT: 'mL',
    HLT: 'hL',
    MTQ: 'm3',
    CMQ: 'cm3',
    MMQ: 'mm3',
    GLL: '[gal_us]',
    GLI: '[gal_br]',
    OZA: '[foz_us]',
    MTR: 'm',
    CMT: 'cm',
    MMT: 'mm',
    KMT: 'km',
    '4H': 'um',
    INH: '[in_i]',
    FOT: '[ft_i]',
    YRD: '[yd_i]',
    MTK: 'm2',
    CMK: 'cm2',
    MMK: 'mm2',
    FTK: '[sft_i]',
    SEC: 's',
    C26: 'ms',
    MIN: 'min',
    HUR: 'h',
    DAY: 'd',
    WEE: 'wk',
    MON: 'mo',
    ANN: 'a',
    C62: '1',
    H87: '{piece}',
    EA: '{each}',
    PR: '{pair}',
    P1: '%',
    '59': '[ppm]',
    WHR: 'W.h',
    KWH: 'kW.h',
    MWH: 'MW.h',
    JOU: 'J',
    KJO: 'kJ',
    '3B': 'MJ',
    WTT: 'W',
    KWT: 'kW',
    MAW: 'MW',
    CEL: 'Cel',
    FAH: '[degF]',
    KEL: 'K',
    PAL: 'Pa',
    HPA: 'hPa',
    KPA: 'kPa',
    MPA: 'MPa',
    BAR: 'bar',
    MBR: 'mbar',
    AMP: 'A',
    VLT: 'V',
    OHM: 'Ohm',
    HTZ: 'Hz',
    KHZ: 'kHz',
    MHZ: 'MHz',
    NEW: 'N',
    LUX: 'lx',
    '2N': 'dB',
    MTS: 'm/s',
    KMH: 'km/h',
    MQH: 'm3/h',
    L2: 'L/min',
    E32: 'L/h',
    KGS: 'kg/s',
    E93: 'kg/h',
    GL: 'g/L',
    M1: 'mg/L',
    Q30: '[pH]',
    RPM: '{revolution}/min',
  }),
);

/** The UCUM code of a UN/ECE common code; one that is not known here is refused, never guessed. */
export function unitOfCommonCode(commonCode: string): string {
  if (typeof commonCode !== 'string') throw new TypeError(`commonCode is ${String(commonCode)}; allowed is the text of a code of UN/ECE Recommendation 20 such as KGM.`);
  const code = byCommonCode.get(commonCode.trim().toUpperCase());
  if (code === undefined)
    throw new RangeError(`commonCode is ${JSON.stringify(commonCode)}; allowed is a code of UN/ECE Recommendation 20 such as KGM, LTR or C62. Map it by hand.`);
  return code;
}

/** The UN/ECE common code of a unit, or undefined where it has none here. */
export function commonCodeOf(unit: string): string | undefined {
  for (const [commonCode, code] of byCommonCode) if (code === unit) return commonCode;
  for (const [commonCode, code] of byCommonCode) if (isSameUnit(code, unit)) return commonCode;
  return undefined;
}

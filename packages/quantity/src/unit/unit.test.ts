import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { atomTable } from './atoms.ts';
import { dimensionText } from './dimension.ts';
import { prefixes } from './prefixes.ts';
import { specialAtoms } from './special.ts';
import { isCommensurable, isSameUnit, isUnit, unit } from './unit.ts';

const codes = atomTable
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .map((line) => line.split(' ')[0] ?? '');

test('every unit of the table and every special unit can be read', () => {
  for (const code of [...codes, ...specialAtoms.map((atom) => atom.code)]) assert.equal(unit(code).code, code);
  assert.ok(codes.length > 280, `${codes.length} units`);
});

test('units used by laboratories, as listed valid in the UCUM functional tests (2014-08-18), are read', () => {
  const valid = [
    '%{vol}',
    '/[HPF]',
    '/{tot}',
    '10*-3.eq/L',
    '10*3/uL',
    '10*6.[iU]/mL',
    "[APL'U]",
    '[CFU]/mL',
    '[degF]',
    '[drp]',
    '[iU]/(24.h)',
    '[pH]',
    '[ppth]',
    '[S]',
    'cal',
    'Cel',
    'cm[H2O]',
    'cm[H2O].s/L',
    'dB',
    'eq/umol',
    'g.m/{beat}',
    'g/(12.h)',
    'kat/L',
    'kcal/(8.h)',
    'L/(min.m2)',
    'L/h',
    'meq/m2',
    'mg/dL',
    'mL/cm[H2O]',
    'mm[Hg]',
    'mol/kg/s',
    'mosm/kg',
    'nmol/s/L',
    '[oz_av]',
    'Ohm.m',
    'pmol/h/mg{protein}',
    'rad2{a}',
    'U/10*6',
    'ug/(8.h)',
    'umol/(2.h)',
    'uV',
    '{CPM}/10*3{cell}',
    '10*23',
    "''",
    'm2/s',
    '1/m',
    'kg/(s.m2)',
    '(8.h)',
    'm[H2O]',
  ];
  for (const code of valid) assert.equal(unit(code).code, code);
});

test('what the UCUM functional tests list as no unit is refused', () => {
  const invalid = [
    'm/',
    '',
    '10+3/ul',
    'rad2{錠}',
    '{a}rad2{b}',
    '{|}1',
    'iU',
    'molv',
    "[BETH'U]",
    '[iIU]',
    'g/12h',
    'mmol/kg[H20]',
    'U/1h',
    'cm[H20]',
    'ug(8.h)',
    'ug(8hr)',
    "[M'U]",
  ];
  for (const code of invalid) assert.equal(isUnit(code), false, code);
});

test('a refusal names the unit that was probably meant', () => {
  assert.throws(() => unit('°C'), /°C is not a UCUM unit\. Write Cel\./);
  assert.throws(() => unit('lbs'), /Write \[lb_av\]\./);
  assert.throws(() => unit('kg/hr'), /hr is not a UCUM unit\. Write h\./);
  assert.throws(() => unit('g/12h'), /12\.h/);
  assert.throws(() => unit('kmin'), /min takes no prefix/);
  assert.throws(() => unit('constructor'), /is not a UCUM unit\.$/);
  const meantBy = { 'm^2': 'm2', 'kg/m³': 'kg/m3', N·m: 'N.m', 'kg*m': 'kg.m', 'W/(m²·K)': 'W/(m2.K)', 's⁻¹': 's-1', 'µg/mL': 'ug/mL', 'mg / L': 'mg/L', Torr: 'mm[Hg]' };
  for (const [typed, code] of Object.entries(meantBy))
    assert.throws(
      () => unit(typed),
      (error: Error) => error.message.endsWith(` Write ${code}.`),
      typed,
    );
  assert.throws(() => unit('foo^2'), /foo\^ is not a UCUM unit\.$/);
});

test('a temperature scale takes no part in products; the refusal says to write kelvin', () => {
  assert.throws(() => unit('Cel/min'), /write K\/min/);
  assert.throws(() => unit('Cel2'), /no products, quotients or powers/);
  assert.throws(() => unit('mol/[pH]'), /\[pH\] has no products/);
});

test('what a unit measures is worked out from its definition', () => {
  assert.equal(dimensionText(unit('N').dimension), 'g.m.s-2');
  assert.equal(dimensionText(unit('kW.h').dimension), 'g.m2.s-2');
  assert.equal(dimensionText(unit('[iU]/mL').dimension), '[iU].m-3');
  assert.equal(dimensionText(unit('%').dimension), '1');
});

test('an arbitrary unit converts to itself under another prefix and to nothing else', () => {
  assert.equal(isCommensurable('k[iU]/L', '[IU]/mL'), true);
  assert.equal(isCommensurable('[iU]', "[arb'U]"), false);
  assert.equal(isCommensurable("[USP'U]", '1'), false);
  assert.equal(isCommensurable('[CFU]/mL', '[PFU]/mL'), false);
});

test('tablets are not blisters', () => {
  assert.equal(isCommensurable('{tablet}', '{blister}'), false);
  assert.equal(isCommensurable('{tablet}', '1'), true);
  assert.equal(isCommensurable('kg{dry}', 'g{wet}'), false);
});

test('one unit in other words is the same unit', () => {
  assert.equal(isSameUnit('L', 'dm3'), true);
  assert.equal(isSameUnit('N', 'kg.m/s2'), true);
  assert.equal(isSameUnit('kg', 'g'), false);
  assert.equal(isSameUnit('Cel', 'K'), false);
});

test('hostile text is refused before it costs time', () => {
  assert.throws(() => unit('m'.repeat(300)), /at most 256 characters/);
  assert.throws(() => unit(`${'('.repeat(40)}m${')'.repeat(40)}`), /nested parentheses/);
  assert.throws(() => unit('(((10*99)99)99)99'), /digits/);
  assert.throws(() => unit('m100'), /exponent is 100/);
  assert.throws(() => unit('0.m'), /factor of 0/);
});

test('any text is either a unit or refused with a sentence that shows it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."gmskKhLl%.*/^(){}[]0123+-'".split('')), maxLength: 12 }), (text) => {
      try {
        return unit(text).code === text;
      } catch (error) {
        return error instanceof RangeError && error.message.startsWith('unit is ');
      }
    }),
  );
});

test('the dimension of a quotient is that of its product with the reciprocal', () => {
  const some = fc.constantFrom('kg', 'm', 's', 'N', 'kW.h', '[psi]', 'mol', 'L', '[iU]', 'cd');
  fc.assert(
    fc.property(
      some,
      some,
      fc.integer({ min: 1, max: 4 }),
      (a, b, power) => isSameUnit(`${a}/(${b})${power}`, `${a}.(${b})-${power}`) && isSameUnit(`(${a}).(${b})`, `(${b}).(${a})`),
    ),
  );
});

test('prefixes are the twenty of the SI and four binary ones', () => {
  assert.equal(prefixes.size, 24);
  assert.equal(prefixes.get('Ki')?.numerator, 1024n);
});

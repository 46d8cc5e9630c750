import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { conversionFactor, convert, convertBy, figureIn as sayIn } from './convert.ts';
import { formatQuantity, parseQuantity, quantity } from './quantity.ts';
import { roundToSignificant } from './rounding.ts';

const said = (value: string, from: string, to: string): string => convert(quantity(value, from), to).value.toString();

test('conversions of the UCUM functional tests (2014-08-18) come out to the published figure', () => {
  const published: readonly (readonly [string, string, string, string])[] = [
    ['6.3', 'mm', 'm', '0.0063'],
    ['6.3', 'mm', 'cm', '0.63'],
    ['6.3', 's.m-1', 's/m', '6.3'],
    ['6.3', 's.mm-1', 's.m-1', '6300'],
    ['6.3', 's.mm-2', 's.m-2', '6300000'],
    ['6.3', 's/m/g', 's.m-1.g-1', '6.3'],
    ['6.3', 's/m/mg', 's.m-1.g-1', '6300'],
    ['6.3', 's/m.mg', 's.m-1.g', '0.0063'],
    ['6.30', '4.s/m', 's/m', '25.2'],
    ['6.3', 'g.m.s-2.A-2', 'g.m.C-2', '6.3'],
    ['1', '10*-7.s', 's', '0.0000001'],
    ['1', 'm[Hg]', 'g.s-2.m-1', '133322000'],
    ['1', 'S', 'g-1.m-2.C2.s', '0.001'],
    ['1', '[ly]', 'cm', '946073047258080000'],
    ['1.2', 'g.m', 'm.g', '1.2'],
  ];
  for (const [value, from, to, outcome] of published) assert.equal(said(value, from, to), outcome, `${value} ${from} in ${to}`);
  // the published outcome has 24 digits
  assert.equal(roundToSignificant(said('1', '[mu_0]', 'g.m.C-2'), 24, 'half-even').toString(), '0.00125663706143591729538506');
  assert.equal(roundToSignificant(said('1', '1/[ly]', 'cm-1'), 24, 'half-even').toFixed(), '0.00000000000000000105700083402461546370946');
});

test('defining conversions of customary units are exact (NIST SP 811, appendix B)', () => {
  assert.equal(said('1', '[lb_av]', 'kg'), '0.45359237');
  assert.equal(said('1', '[in_i]', 'mm'), '25.4');
  assert.equal(said('1', '[gal_us]', 'L'), '3.785411784');
  assert.equal(said('1', '[gal_br]', 'L'), '4.54609');
  assert.equal(said('1', 'kW.h', 'MJ'), '3.6');
  assert.equal(said('1', 'atm', 'kPa'), '101.325');
  assert.equal(roundToSignificant(said('1', '[psi]', 'Pa'), 7, 'half-even').toString(), '6894.757');
  assert.equal(roundToSignificant(said('1', '[HP]', 'W'), 7, 'half-even').toString(), '745.6999');
});

test('temperatures convert by their fixed points', () => {
  assert.equal(said('0', 'Cel', 'K'), '273.15');
  assert.equal(said('100', 'Cel', '[degF]'), '212');
  assert.equal(said('-40', '[degF]', 'Cel'), '-40');
  assert.equal(said('37', 'Cel', '[degF]'), '98.6');
  assert.equal(said('80', '[degRe]', 'Cel'), '100');
  assert.equal(said('500', 'mCel', 'Cel'), '0.5');
});

test('pH and levels convert by their definitions', () => {
  assert.equal(roundToSignificant(said('7', '[pH]', 'mol/L'), 30, 'half-even').toString(), '0.0000001');
  assert.equal(roundToSignificant(said('0.001', 'mol/L', '[pH]'), 30, 'half-even').toString(), '3');
  assert.equal(said('30', 'dB[W]', 'W'), '1000');
  assert.equal(said('2', 'Pa', 'dB[SPL]'), '100');
  assert.equal(roundToSignificant(said('100', '%[slope]', 'deg'), 20, 'half-even').toString(), '45');
  assert.throws(() => said('0', 'mol/L', '[pH]'), /logarithm; allowed is a positive number/);
});

test('what measures something else is refused with both dimensions', () => {
  assert.throws(() => said('1', 'kg', 'L'), /kg measures g, L measures m3/);
  assert.throws(() => said('1', '[iU]', 'mg'), /arbitrary unit, defined by its assay/);
  assert.throws(() => said('1', '{tablet}', '{blister}'), /different things/);
  assert.throws(() => said('1', 'bar', 'Cel'), /measures/);
});

test('a density, a mass per piece or a molar mass leads to another measure', () => {
  const by = (of: string, rate: string, to: string): string => formatQuantity(convertBy(parseQuantity(of), parseQuantity(rate), to));
  assert.equal(by('1000 {tablet}', '250 mg/{tablet}', 'g'), '250 g');
  assert.equal(by('250 g', '250 mg/{tablet}', '{tablet}'), '1000 {tablet}');
  assert.equal(by('5 kg', '0.8 kg/L', 'L'), '6.25 L');
  assert.equal(by('90 mg/dL', '180 g/mol', 'mmol/L'), '5 mmol/L');
  assert.equal(by('12 {tablet}', '10 {tablet}/{blister}', '{blister}'), '1.2 {blister}');
  assert.throws(() => by('1000 {tablet}', '5 g/{blister}', 'g'), /Both measure and count must fit/);
  assert.throws(() => by('1 kg', '1 kg/L', 'm'), /neither product nor quotient/);
  assert.throws(() => by('20 Cel', '1 kg/L', 'm'), /zero of its own/);
  assert.throws(() => by('5 kg', '0 kg/L', 'L'), /by is 0 kg\/L/);
});

test('a count below the line is not one above it', () => {
  assert.throws(() => said('5', 'mg/{tablet}', 'mg{tablet}'), /different things/);
  assert.equal(said('5', 'mg/{tablet}', 'g/{tablet}'), '0.005');
  assert.equal(said('5', '{__proto__}', '{__proto__}'), '5');
  assert.throws(() => said('5', '{__proto__}', '{constructor}'), /different things/);
});

test('a factor is asked of plain units only', () => {
  assert.equal(conversionFactor('h', 's').toString(), '3600');
  assert.throws(() => conversionFactor('Cel', 'K'), /a special unit has no factor/);
});

const families = [
  ['kg', 'g', 'mg', '[lb_av]', '[oz_av]', 't', '[gr]'],
  ['s', 'min', 'h', 'd', 'ms'],
  ['Pa', 'bar', '[psi]', 'mm[Hg]', 'atm', 'kN/m2'],
  ['K', 'Cel', '[degF]', 'mK'],
  ['J', 'kW.h', 'cal', '[Btu]'],
];
const anyPair = fc.constantFrom(...families).chain((family) => fc.tuple(fc.constantFrom(...family), fc.constantFrom(...family)));
const anyFigure = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 9 })).map(([digits, places]) => `${digits}e-${places}`);

// no temperature lies below absolute zero
const figureIn = (figure: string, code: string) => quantity(families[3]!.includes(code) ? figure.replace(/^-/, '') : figure, code);

test('there and back is the same figure to fifty digits', () => {
  fc.assert(
    fc.property(anyPair, anyFigure, ([from, to], figure) => {
      const start = figureIn(figure, from);
      const back = convert(convert(start, to), from).value;
      return back.minus(start.value).abs().lte(start.value.abs().plus(1000).times('1e-50'));
    }),
  );
});

test('more stays more in any other unit', () => {
  fc.assert(
    fc.property(anyPair, anyFigure, anyFigure, ([from, to], a, b) => {
      const [left, right] = [figureIn(a, from), figureIn(b, from)];
      return convert(left, to).value.cmp(convert(right, to).value) === left.value.cmp(right.value);
    }),
  );
});

test('a temperature below absolute zero is refused, and absolute zero itself is not', () => {
  assert.throws(() => convert(parseQuantity('-300 Cel'), 'K'), /value is -300 Cel; allowed is a temperature at or above absolute zero/);
  assert.throws(() => convert(parseQuantity('-5 K'), '[degF]'), /value is -5 K; .* A difference of temperatures stays in K/);
  assert.equal(convert(parseQuantity('-459.67 [degF]'), 'Cel').value.toString(), '-273.15');
});

// conversions of the UCUM functional test suite (UcumFunctionalTests.xml) and figures of NIST SP 811 appendix B
test('figures of the UCUM functional tests and NIST SP 811 come out as printed', () => {
  const cases: readonly (readonly [from: string, to: string, printed: string])[] = [
    ['6.3 s4.m-1.g-2', 's4.m-1.kg-2', '6300000'],
    ['323 m', '[in_i]', '12716.5354331'],
    ['5 [degF]', 'Cel', '-15.0000000'],
    ['1 [psi]', 'Pa', '6894.75729'],
    ['10 [degF]', 'K', '260.927778'],
    ['491.67 [degR]', 'K', '273.150'],
    ['100 [degRe]', 'Cel', '125.0'],
    ['1 [HP]', 'W', '745.69987'],
    ['1 [Btu_IT]', 'J', '1055.05585262'],
    ['1 m[H2O]', 'kPa', '9.80665'],
    ['2 kat', 'U', '120000000'],
    ['1 [oz_av]', 'g', '28.349523125'],
    ['20 %[slope]', 'deg', '11.3099325'],
  ];
  for (const [from, to, printed] of cases) assert.equal(convert(parseQuantity(from), to).value.toFixed(printed.split('.')[1]?.length ?? 0), printed, from);
});

test('a figure in text is said in another unit to twelve places, and not at all where the units have nothing to do with each other', () => {
  assert.deepEqual([sayIn('500', 'g', 'kg'), sayIn('1', '[lb_av]', 'kg'), sayIn('18.930', 'g', 'g')], ['0.5', '0.45359237', '18.930']);
  assert.equal(sayIn('1', 's', 'h'), '0.000277777778');
  assert.deepEqual([sayIn('5', '{box}', 'kg'), sayIn('5', 'kg', 'L'), sayIn('5', 'no unit', 'kg'), sayIn('5', 'no unit', 'no unit')], [undefined, undefined, undefined, '5']);
});

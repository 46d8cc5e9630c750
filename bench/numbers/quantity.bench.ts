/**
 * How fast figures with units are read, converted, added and rounded on one core, against the same sum with bare decimals
 * (decimal.js, the kept library beneath) in the same run: the ratio is what the units cost. The npm library that converts UCUM
 * units is @lhncbc/ucum-lhc; it is no dependency: `npm run bench` brings it into bench/peers and names that in PEERS.
 * It calculates with doubles, so 0.1 + 0.2 of anything is not 0.3 there.
 */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { add, convert, Decimal, parseQuantity, quantity, roundToPlaces, within } from '@millrace/quantity';

interface UcumLhc {
  UcumLhcUtils: { getInstance(): { convertUnitTo(from: string, value: number, to: string): { toVal: number } } };
}
const file = `${process.env['PEERS'] ?? ''}/@lhncbc/ucum-lhc/source-cjs/ucumPkg.js`;
const loaded = existsSync(file) ? ((await import(pathToFileURL(file).href)) as { default: UcumLhc }).default : undefined;
const ucum = loaded?.UcumLhcUtils.getInstance();

let sink = 0;
/** Calls per second of the best of five rounds of about 50 ms or more. */
function rate(call: (i: number) => number): number {
  let calls = 1;
  for (;;) {
    const begun = performance.now();
    for (let i = 0; i < calls; i++) sink += call(i);
    if (performance.now() - begun > 50) break;
    calls *= 2;
  }
  let best = 0;
  for (let round = 0; round < 5; round++) {
    const begun = performance.now();
    for (let i = 0; i < calls; i++) sink += call(i);
    best = Math.max(best, (1000 * calls) / (performance.now() - begun));
  }
  return best;
}

// a day of weighings: a thousand texts, so that nothing is answered from the last call
const texts = Array.from({ length: 1000 }, (_, i) => `${(i * 37) % 1000}.${String((i * 7919) % 1000).padStart(3, '0')}`);
const grams = texts.map((text) => quantity(text, 'g'));
const kilograms = texts.map((text) => quantity(text, 'kg'));
const decimals = texts.map((text) => new Decimal(text));
const [low, high] = [quantity('100', 'g'), quantity('0.9', 'kg')];
const thousand = new Decimal(1000);

const lines: [what: string, ours: (i: number) => number, plain: ((i: number) => number) | undefined, peer?: ((i: number) => number) | undefined][] = [
  ['read "12.5 kg"', (i) => parseQuantity(`${texts[i % 1000]!} kg`).value.d.length, (i) => new Decimal(texts[i % 1000]!).d.length],
  [
    'convert g to kg',
    (i) => convert(grams[i % 1000]!, 'kg').value.e,
    (i) => decimals[i % 1000]!.div(thousand).e,
    ucum && ((i) => ucum.convertUnitTo('g', Number(texts[i % 1000]!), 'kg').toVal),
  ],
  [
    'convert [degF] to Cel',
    (i) => convert({ value: decimals[i % 1000]!, unit: '[degF]' }, 'Cel').value.e,
    (i) => decimals[i % 1000]!.minus(32).times(5).div(9).e,
    ucum && ((i) => ucum.convertUnitTo('[degF]', Number(texts[i % 1000]!), 'Cel').toVal),
  ],
  ['add kg and g', (i) => add(kilograms[i % 1000]!, grams[i % 1000]!).value.e, (i) => decimals[i % 1000]!.plus(decimals[i % 1000]!.div(thousand)).e],
  ['within two limits', (i) => Number(within(grams[i % 1000]!, low, high)), (i) => Number(decimals[i % 1000]!.gte(100) && decimals[i % 1000]!.lte(900))],
  ['round to 1 place, half even', (i) => roundToPlaces(decimals[i % 1000]!, 1, 'half-even').e, (i) => decimals[i % 1000]!.toDecimalPlaces(1, Decimal.ROUND_HALF_EVEN).e],
];
console.log(`quantity, one core, best of five${ucum ? '' : '; name a folder with @lhncbc/ucum-lhc in PEERS to compare with it'}`);
for (const [what, ours, plain, peer] of lines) {
  const own = rate(ours);
  const bare = plain && rate(plain);
  const other = peer && rate(peer);
  console.log(
    `${what}: ${(own / 1000).toPrecision(3)} k/s${bare === undefined ? '' : `; bare decimals ${(bare / 1000).toPrecision(3)} (ratio ${(own / bare).toPrecision(2)})`}${other === undefined ? '' : `; ucum-lhc ${(other / 1000).toPrecision(3)} (ratio ${(own / other).toPrecision(2)})`}`,
  );
}
if (Number.isNaN(sink)) console.log('a call gave no number');

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Emission, inspection, qualityWord, readConfig, type Sample, skewSchema } from '@millrace/connector-kit';
import fc from 'fast-check';
import { mtconnect } from './connector.ts';
import { nothingRead, reader, type Reading } from './reading.ts';
import { fieldsOf } from './tokens.ts';

const at = Temporal.Instant.from('2022-08-08T14:31:00Z');
const config = readConfig(mtconnect, mtconnect.sample);

function readAll(pieces: readonly Uint8Array[], own = config): Reading[] {
  const read = reader(own);
  let state = nothingRead;
  return pieces.map((piece) => {
    const reading = read(state, piece, at);
    state = reading.state;
    return reading;
  });
}
const valuesOf = (list: readonly Emission[]): Sample[] => list.flatMap((one) => (one.kind === 'samples' ? one.samples : []));
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

const stream = `2026-03-01T12:00:00.1234567Z|avail|AVAILABLE|Xload|1.5|Größe|µ|
* PONG 1000
2026-03-01T12:00:01Z|@ASSET@|T1|CuttingTool|--multiline--Q
<CuttingTool>
ä|b
</CuttingTool>
--multiline--Q
2026-03-01T12:00:02Z|system|FAULT|E1|1|HIGH|text
`;

test('however the network cuts a stream, even within a character, it reads the same', () => {
  const bytes = bytesOf(stream);
  const whole = readAll([bytes]).flatMap((one) => one.emissions);
  const told = (list: readonly Emission[]) =>
    JSON.stringify([valuesOf(list), list.filter((one) => one.kind === 'message').map((one) => [one.name, Buffer.from(one.bytes).toString(), one.dedupeKey])]);
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: bytes.length }), { maxLength: 40 }), (cuts) => {
      const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const pieces = edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
      return told(readAll(pieces).flatMap((one) => one.emissions)) === told(whole);
    }),
  );
  assert.equal(valuesOf(whole).length, 4);
  assert.equal(valuesOf(readAll([...bytes].map((byte) => Uint8Array.of(byte))).flatMap((one) => one.emissions)).length, 4);
});

test('a hundred nanoseconds are kept', () => {
  const [one, other] = valuesOf(readAll([bytesOf('2022-08-08T13:51:34.7167146Z|a|1\n2022-08-08T13:51:34.123456789123Z|a|1\n')]).flatMap((reading) => reading.emissions));
  assert.equal(one?.sourceTime.epochNanoseconds, 1659966694716714600n);
  assert.equal(other?.sourceTime.epochNanoseconds, 1659966694123456789n);
});

test('fields are split at pipes, but not within quotes', () => {
  assert.deepEqual(fieldsOf('a|b||'), ['a', 'b', '', '']);
  assert.deepEqual(fieldsOf(' a | "b \\| c" |d'), ['a', 'b | c', 'd']);
  assert.deepEqual(fieldsOf('a|"b|c'), ['a', '"b', 'c']);
  assert.deepEqual(fieldsOf('a|3" x 4"|c'), ['a', '3" x 4"', 'c']);
  assert.deepEqual(fieldsOf('"a"|'), ['a', '']);
});

test('unquoted fields come back as they were joined', () => {
  const field = fc.string({ unit: 'grapheme' }).map((one) => one.replaceAll(/[|"\s]/g, ''));
  fc.assert(fc.property(fc.array(field, { minLength: 1, maxLength: 9 }), (fields) => fieldsOf(fields.join('|')).join('|') === fields.join('|')));
});

test('a line that never ends costs no more memory than allowed, is told, and the next one is read', () => {
  const small = { ...config, maxLineBytes: 300 };
  const readings = readAll([...Array.from({ length: 50 }, () => bytesOf('x'.repeat(100))), bytesOf('\n2026-03-01T12:00:00Z|a|1\n')], small);
  assert.ok(readings.every((one) => one.state.lines.rest.length <= 300));
  assert.equal(readings.flatMap((one) => one.faults).length, 1);
  assert.equal(valuesOf(readings.flatMap((one) => one.emissions)).length, 1);
});

test('an asset whose end never comes is given up at its limit', () => {
  const small = { ...config, maxAssetBytes: 300 };
  const [reading] = readAll([bytesOf(`2026-03-01T12:00:00Z|@ASSET@|T1|CuttingTool|--multiline--Q\n${`${'x'.repeat(99)}\n`.repeat(4)}2026-03-01T12:00:00Z|a|1\n`)], small);
  assert.deepEqual(
    reading?.faults.map((one) => one.why),
    ['asset T1 has more than 300 bytes, or its end --multiline--Q never came'],
  );
  assert.equal(valuesOf(reading?.emissions ?? []).length, 1);
});

test('the same asset told twice has one key, a changed one another', () => {
  const asset = (body: string) => `2026-03-01T12:00:00Z|@ASSET@|T1|CuttingTool|${body}\n`;
  const keys = readAll([bytesOf(asset('<a/>') + asset('<a/>') + asset('<b/>'))]).flatMap((one) =>
    one.emissions.flatMap((emission) => (emission.kind === 'message' ? [emission.dedupeKey] : [])),
  );
  assert.deepEqual([keys[0] === keys[1], keys[1] === keys[2]], [true, false]);
});

test('no bytes make the reader fall over', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.constantFrom('|', '\n', '2026-03-01T12:00:00Z|', '@ASSET@|', '--multiline--', '* PONG ', '"', '\\', 'FAULT|||').map(bytesOf),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => readAll(pieces).length === pieces.length),
    { numRuns: 1000 },
  );
});

const shared = process.env['MILLRACE_SHARED_DATA'] ?? '';
const recording = join(shared, 'mtconnect_okuma_shdr.txt');
const absent = existsSync(recording) ? false : `${recording} is not there; set MILLRACE_SHARED_DATA to the folder that has it`;

test('a day of a real lathe is read whole: every value, time and step back', { skip: absent }, () => {
  const bytes = new Uint8Array(readFileSync(recording));
  // 1,499 bytes: a network packet, and no multiple of any line
  const pieces = Array.from({ length: Math.ceil(bytes.length / 1499) }, (_, index) => bytes.subarray(index * 1499, (index + 1) * 1499));
  const readings = readAll(pieces);
  const list = valuesOf(readings.flatMap((one) => one.emissions));
  assert.deepEqual(
    readings.flatMap((one) => one.faults),
    [],
  );
  // counted apart from this reader, by splitting the file's lines at pipes
  assert.equal(list.length, 25_507);
  assert.equal(new Set(list.map((one) => one.name)).size, 89);
  assert.equal(readings.flatMap((one) => one.commands).length, 9);

  const documents = readings.flatMap((one) => one.emissions).filter((one) => one.kind === 'message');
  assert.equal(documents.filter((one) => one.name.startsWith('asset/')).length, 118);
  assert.equal(documents.filter((one) => one.name.startsWith('asset-removed/')).length, 30);
  assert.ok(documents.filter((one) => one.name.startsWith('asset/')).every((one) => /^<CuttingTool .*<\/CuttingTool>$/s.test(Buffer.from(one.bytes).toString())));

  assert.deepEqual([...new Set(list.filter((one) => one.name === 'pexecution').map((one) => one.value))].toSorted(), ['ACTIVE', 'PROGRAM_COMPLETED', 'READY']);
  assert.deepEqual(
    list.filter((one) => one.name === 'ppartcount').map((one) => one.value),
    [0, 1, 0, 1, 2, 3, 0, 1],
  );
  assert.ok(list.filter((one) => one.name === 'Z1actm' && one.quality.grade === 'good').every((one) => typeof one.value === 'number'));
  const frcmd = list.find((one) => one.name === 'p1Frcmd' && one.quality.grade === 'bad');
  assert.equal(`${frcmd?.value} ${qualityWord(frcmd!.quality)}`, 'null bad 0x80310000');

  const steps = list.filter((one, index) => index > 0 && Temporal.Instant.compare(one.sourceTime, list[index - 1]!.sourceTime) < 0);
  assert.equal(steps.length, 1_108);
  const inspected = inspection(skewSchema.parse({ behindMs: null, aheadMs: null }));
  const marked = valuesOf(inspected.pass([{ kind: 'samples', samples: list }])).filter((one) => one.quality.marks?.includes('time-backward'));
  // steps back of each key on its own, counted apart too
  assert.equal(marked.length, 178);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { frame, readRecords } from './segment.ts';

const payloads = fc.array(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  { maxLength: 12 },
);
const textsOf = (bytes: Buffer) => readRecords(bytes).records.map(({ payload }) => payload.toString('hex'));

test('what is written is what is read, in order', () => {
  fc.assert(fc.property(payloads, (list) => JSON.stringify(textsOf(Buffer.concat(list.map(frame)))) === JSON.stringify(list.map((payload) => payload.toString('hex')))));
});

test('a file cut anywhere gives its whole records and nothing else', () => {
  fc.assert(
    fc.property(payloads, fc.nat(), (list, cut) => {
      const bytes = Buffer.concat(list.map(frame));
      const kept = cut % (bytes.length + 1);
      const { records, end, damagedBytes } = readRecords(bytes.subarray(0, kept));
      let whole = 0;
      for (let size = 0; whole < list.length && (size += frame(list[whole] as Buffer).length) <= kept;) whole += 1;
      return records.length === whole && end <= kept && damagedBytes === 0;
    }),
  );
});

test('bytes that a disk has changed cost their own record only, and are counted', () => {
  const records = ['first', 'second', 'third'].map((text) => frame(Buffer.from(text)));
  const bytes = Buffer.concat(records);
  bytes[(records[0] as Buffer).length + 14] = 0xff;
  const found = readRecords(bytes);
  assert.deepEqual(
    found.records.map(({ payload }) => String(payload)),
    ['first', 'third'],
  );
  assert.equal(found.damagedBytes, (records[1] as Buffer).length);
});

test('a record whose length is damaged does not hide the next one', () => {
  const records = ['first', 'second'].map((text) => frame(Buffer.from(text)));
  (records[0] as Buffer).writeUInt32LE(0x7fff_ffff, 4);
  assert.deepEqual(textsOf(Buffer.concat(records)), [Buffer.from('second').toString('hex')]);
});

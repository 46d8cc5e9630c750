import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeArray, encodeArray } from './array.ts';
import { datatype } from './datatype.ts';
import { decodePayload, encodePayload, type Raw } from './payload.ts';
import { metric, rawOf, type Value, valueOf } from './value.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(/[^0-9a-f]/gi, ''), 'hex'));
const shown = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/**
 * Bytes worked out by hand from the protobuf encoding rules, not by this codec. A field is (number << 3 | wire type) and
 * its content: wire type 0 a varint of 7-bit groups lowest first, 1 eight bytes, 2 a length and so many bytes, 5 four bytes.
 */
const byHand = `
  08 80a8d6b907            # 1 timestamp  = 2_000_000_000: 0x77359400 in 7-bit groups 00 28 56 39 07
  12 15                    # 2 metrics, 21 bytes
     0a 04 54656d70        #   1 name "Temp"
     10 05                 #   2 alias 5
     18 e8 07              #   3 timestamp 1000 = 0x3e8: groups 68 07
     20 03                 #   4 datatype 3 = Int32
     28 01                 #   5 is_historical
     50 fb ff ff ff 0f     #  10 int_value: -5 as 0xfffffffb
  12 0d                    # 2 metrics, 13 bytes
     10 06                 #   2 alias 6
     58 ff ff ff ff ff ff ff ff ff 01  # 11 long_value 2^64 - 1
  18 ff 01                 # 3 seq 255
`.replaceAll(/#.*$/gm, '');

test('a payload worked out by hand is read, signs and 64 bits intact', () => {
  const payload = decodePayload(hex(byHand));
  assert.deepEqual(payload, {
    timestamp: 2_000_000_000n,
    seq: 255n,
    metrics: [
      { name: 'Temp', alias: 5n, timestamp: 1000n, datatype: 3, isHistorical: true, raw: { is: 'int', int: 0xffff_fffb } },
      { alias: 6n, raw: { is: 'long', long: 0xffff_ffff_ffff_ffffn } },
    ],
  });
  assert.deepEqual(valueOf(payload.metrics[0]!.raw!, datatype.Int32), { value: -5 });
  assert.deepEqual(valueOf(payload.metrics[1]!.raw!, datatype.UInt64), { value: 18446744073709551615n });
  assert.deepEqual(valueOf(payload.metrics[1]!.raw!, datatype.Int64), { value: -1n });
});

test('what is written is byte for byte what the encoding rules give', () => {
  assert.equal(shown(encodePayload(decodePayload(hex(byHand)))), shown(hex(byHand)));
});

/** DataSet and Template by hand: nested messages, unpacked numbers (proto2), doubles in eight bytes lowest first. */
const nestedByHand = `
  12 2d                    # metrics, 45 bytes
     0a 01 44 20 10        #   name "D", datatype 16
     8a 01 25              #   17 dataset_value: (17 << 3 | 2) = 138 = 8a 01; 37 bytes
        08 02              #     1 num_of_columns 2
        12 01 61 12 01 62  #     2 columns "a", "b"
        18 0a 18 0b        #     3 types 10 Double, 11 Boolean: each with its own tag
        22 0d              #     4 row, 13 bytes
           0a 09 21 000000000000f83f  #  element: 4 double_value 1.5
           0a 00           #       element without a value: null
        22 08              #     4 row, 8 bytes
           0a 02 28 01     #       element: 5 boolean_value true, in the wrong column
           0a 02 28 00     #       element: boolean_value false
`.replaceAll(/#.*$/gm, '');

test('a table is read cell by cell, and a cell of the wrong type is told, not converted', () => {
  const [read] = decodePayload(hex(nestedByHand)).metrics;
  assert.ok(read?.raw?.is === 'dataset');
  assert.deepEqual(read.raw.dataset, {
    columns: ['a', 'b'],
    types: [10, 11],
    rows: [
      [{ is: 'double', double: 1.5 }, undefined],
      [
        { is: 'boolean', boolean: true },
        { is: 'boolean', boolean: false },
      ],
    ],
  });
  assert.deepEqual(valueOf(read.raw, datatype.DataSet), { fault: 'column a: a boolean value for datatype Double', why: 'type' });
  assert.equal(shown(encodePayload({ metrics: [read] })), shown(hex(nestedByHand)));
});

test('numbers that a sender packed are read too', () => {
  const packed = nestedByHand.replace('18 0a 18 0b', '1a 02 0a 0b');
  const [read] = decodePayload(hex(packed)).metrics;
  assert.ok(read?.raw?.is === 'dataset');
  assert.deepEqual(read.raw.dataset.types, [10, 11]);
});

test('protoc reads the same fields', (t) => {
  const protoc = spawnSync('protoc', ['--decode_raw'], { input: hex(byHand), encoding: 'utf8' });
  if (protoc.error) return t.skip('protoc is not installed here; the hand-made bytes above stand alone');
  assert.match(protoc.stdout, /^1: 2000000000\n2 \{\n {2}1: "Temp"\n {2}2: 5\n {2}3: 1000\n {2}4: 3\n {2}5: 1\n {2}10: 4294967291\n\}/);
});

// the examples of the specification's section 6.4.16 where they agree with its text, and the text's bytes where they do not
const arrays: [number, string, readonly unknown[]][] = [
  [datatype.Int8Array, 'e9 7b', [-23, 123]],
  [datatype.Int16Array, 'd0 8a 30 75', [-30000, 30000]],
  [datatype.Int32Array, 'ff ff ff ff fa af cb 12', [-1, 315338746]],
  [datatype.Int64Array, 'ce 06 72 ac 18 9c ba c4 c4 ba 9c 18 ac 72 06 ce', [-4270929666821191986n, -3601064768563266876n]],
  [datatype.UInt8Array, '17 fa', [23, 250]],
  [datatype.UInt16Array, '1e 00 88 cc', [30, 52360]],
  [datatype.UInt32Array, '34 00 00 00 49 fb 55 c4', [52, 3293969225]],
  [datatype.UInt64Array, '34 00 00 00 00 00 00 00 d9 9e 02 d1 b2 76 37 e4', [52n, 16444743074749521625n]],
  [datatype.FloatArray, 'a4 70 9d 3f 98 ae b2 42', [Math.fround(1.23), Math.fround(89.341)]],
  [datatype.DoubleArray, 'd7 a2 05 68 5b b5 28 40 8e 17 1c 6f 4c f7 8f 40', [12.354213, 1022.9123213]],
  [datatype.BooleanArray, '0c 00 00 00 34 d0', [false, false, true, true, false, true, false, false, true, true, false, true]],
  [datatype.StringArray, '41 42 43 00 68 65 6c 6c 6f 00', ['ABC', 'hello']],
  [datatype.DateTimeArray, 'c7 d0 90 75 24 01 00 00 b8 ba b8 97 81 01 00 00', [1256102875335, 1656107875000].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))],
];

test('every array type lies little endian in its bytes', () => {
  for (const [code, bytes, values] of arrays) {
    assert.deepEqual(decodeArray(code, hex(bytes)).map(String), values.map(String));
    assert.equal(shown(encodeArray(code, values as never)), shown(hex(bytes)));
  }
});

test('an array whose bytes do not add up is told, and a lying count costs nothing', () => {
  assert.deepEqual(valueOf({ is: 'bytes', bytes: hex('010203') }, datatype.Int16Array), { fault: '3 bytes are no whole number of 2-byte elements.', why: 'range' });
  assert.deepEqual(valueOf({ is: 'bytes', bytes: hex('ffffffff 80') }, datatype.BooleanArray), {
    fault: 'a BooleanArray of 4294967295 needs 536870912 bytes; there are 1.',
    why: 'range',
  });
});

test('a negative Int8 is read both in its own width and extended, and what is neither is refused', () => {
  assert.deepEqual(valueOf({ is: 'int', int: 0xfb }, datatype.Int8), { value: -5 });
  assert.deepEqual(valueOf({ is: 'int', int: 0xffff_fffb }, datatype.Int8), { value: -5 });
  assert.deepEqual(valueOf({ is: 'int', int: 300 }, datatype.Int8), { fault: '300 is no Int8', why: 'range' });
  assert.deepEqual(valueOf({ is: 'int', int: 256 }, datatype.UInt8), { fault: '256 is no UInt8', why: 'range' });
});

test('a 64-bit signed number in a 32-bit field is not guessed at', () => {
  assert.deepEqual(valueOf({ is: 'int', int: 0xffff_fffb }, datatype.Int64), { fault: 'a int value for datatype Int64', why: 'type' });
  assert.deepEqual(valueOf({ is: 'int', int: 7 }, datatype.UInt64), { value: 7n });
});

test('a number in text stays text, a boolean stays boolean', () => {
  assert.deepEqual(valueOf({ is: 'string', string: '0010' }, datatype.String), { value: '0010' });
  assert.deepEqual(valueOf({ is: 'boolean', boolean: true }, datatype.Boolean), { value: true });
  assert.deepEqual(valueOf({ is: 'int', int: 1 }, datatype.Boolean), { fault: 'a int value for datatype Boolean', why: 'type' });
});

const instant = fc.integer({ min: -62135596800000, max: 253402300799999 }).map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));
const int = (bits: number, signed: boolean) => (signed ? fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 }) : fc.integer({ min: 0, max: 2 ** bits - 1 }));
const word = fc.string({ unit: 'grapheme' });
const scalars: [keyof typeof datatype, fc.Arbitrary<Value>][] = [
  ['Int8', int(8, true)],
  ['Int16', int(16, true)],
  ['Int32', int(32, true)],
  ['Int64', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ['UInt8', int(8, false)],
  ['UInt16', int(16, false)],
  ['UInt32', int(32, false)],
  ['UInt64', fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })],
  ['Float', fc.float({ noNaN: true })],
  ['Double', fc.double({ noNaN: true })],
  ['Boolean', fc.boolean()],
  ['String', word],
  ['Text', word],
  ['UUID', fc.uuid()],
  ['DateTime', instant],
  ['Bytes', fc.uint8Array()],
  ['File', fc.uint8Array()],
];
const tables: [keyof typeof datatype, fc.Arbitrary<Value>][] = [
  ['DataSet', fc.array(fc.tuple(fc.option(int(32, true)), fc.option(word), fc.option(instant))).map((rows) => ({ columns: ['n', 's', 't'], types: [3, 12, 13], rows }))],
];
const listed: [keyof typeof datatype, fc.Arbitrary<Value>][] = scalars
  .filter(([name]) => !['Text', 'UUID', 'Bytes', 'File'].includes(name))
  .map(([name, one]) => [`${name}Array` as keyof typeof datatype, fc.array(name === 'String' ? word.filter((text) => !text.includes('\0')) : one) as fc.Arbitrary<Value>]);

for (const [name, values] of [...scalars, ...tables, ...listed])
  test(`every ${name} comes back as it was sent`, () => {
    fc.assert(
      fc.property(values, (value) => {
        const [sent] = decodePayload(encodePayload({ metrics: [metric('m', name, value)] })).metrics;
        const read = valueOf(sent!.raw!, datatype[name]);
        return 'value' in read && same(read.value, value);
      }),
      { numRuns: 60 },
    );
  });

function same(one: unknown, other: unknown): boolean {
  const flat = (value: unknown) =>
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : Object.is(part, -0) ? '-0' : typeof part === 'number' ? String(part) : part));
  return flat(one instanceof Uint8Array ? [...one] : one) === flat(other instanceof Uint8Array ? [...other] : other);
}

test('null is said as null, and properties and templates come back whole', () => {
  const raw: Raw = {
    is: 'template',
    template: { templateRef: 'Motor', version: 'v2', isDefinition: false, parameters: [{ name: 'max', type: 3, raw: rawOf(-7, 3) }], metrics: [metric('rpm', 'Int32', -1500)] },
  };
  const whole = {
    metrics: [
      { ...metric('x', 'Double', null), properties: new Map([['Quality', { type: 3, raw: rawOf(500, 3) }]]) },
      { name: 'm', datatype: 19, raw },
    ],
    seq: 0n,
  };
  assert.deepEqual(decodePayload(encodePayload(whole)), whole);
});

test('a value outside its type is not written', () => {
  assert.throws(() => rawOf(-1, datatype.UInt32), /-1 is no UInt32/);
});

test('bytes that are no payload are an error, whatever they are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        for (const one of decodePayload(bytes).metrics) if (one.raw) valueOf(one.raw, one.datatype ?? 0);
        return true;
      } catch (cause) {
        return cause instanceof Error && !(cause instanceof TypeError);
      }
    }),
    { numRuns: 2000 },
  );
  assert.throws(() => decodePayload(hex('12 ff ff ff ff 0f 00')));
});

test('a template nested a thousand deep is refused, not followed', () => {
  let bytes = new Uint8Array([0x0a, 0x01, 0x6d]);
  const wrap = (tag: number[], inner: Uint8Array) => new Uint8Array([...tag, ...varint(inner.length), ...inner]);
  for (let depth = 0; depth < 1000; depth += 1) bytes = wrap([0x92, 0x01], wrap([0x12], bytes));
  assert.throws(() => decodePayload(wrap([0x12], bytes)), /recursion|depth|nesting/i);
});

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { Material, Quantity, Response, SegmentResponse } from './canonical.ts';
import { unwritable } from './build.ts';
import { readB2mml } from './read.ts';
import { materialUses } from './resources.ts';
import { type SchemaCheck, schemaCheck } from './schema.ts';
import { sentence, writeConfirm } from './write-confirm.ts';
import { type PerformanceOut, writePerformance } from './write-performance.ts';

const at = Temporal.Instant.from('2026-03-02T13:05:07.123456789Z');
const shared = process.env['MILLRACE_SHARED_DATA'] ?? '';
const folder = join(shared, 'b2mml/schema-v0701');
const noSchema = existsSync(folder) ? false : `${folder} is not there; set MILLRACE_SHARED_DATA to the folder that has it`;
let check: SchemaCheck | undefined;
const faults = (bytes: Uint8Array) => (check ??= schemaCheck(folder)).faults(bytes);
after(() => check?.dispose());

const done: PerformanceOut = {
  messageId: '0195-performance-1',
  createdAt: at,
  verb: 'Sync',
  sender: 'tablets',
  performanceId: 'P-4711',
  scheduleId: '2026-W10',
  responses: [
    {
      externalId: 'JR-1',
      requestId: '4711',
      operationsType: 'Production',
      scope: { equipmentId: 'PACK-1', level: 'ProductionLine' },
      start: at.subtract({ hours: 8 }),
      end: at,
      state: 'Completed',
      segments: [
        {
          externalId: '0010',
          requirementId: '0010',
          processSegmentId: 'Dispense',
          definitionId: 'TAB-10',
          operationsSegmentId: 'TAB-10/0010',
          jobResponseId: 'JR-1',
          start: at.subtract({ hours: 8 }),
          end: at,
          state: 'Completed',
          data: [{ id: 'humidity', values: [{ value: '44.50', dataType: 'decimal', unit: '%' }] }],
          personnel: [{ id: '1', personId: 'p-17', quantities: [{ value: '1.5', dataType: 'decimal', unit: 'HUR' }] }],
          equipment: [{ id: '1', equipmentId: 'BOOTH-3', quantities: [] }],
          materials: [
            {
              id: '1',
              definitionId: 'API-7',
              lotId: 'L-1',
              subLotId: 'S-9',
              use: 'Consumed',
              quantities: [{ value: '4.980', dataType: 'decimal', unit: 'KGM' }],
              properties: [{ id: 'tare', values: [{ value: '0.2', dataType: 'decimal', unit: 'KGM' }] }],
              assembly: [],
            },
            { id: '2', definitionId: 'TAB-10', lotId: 'B-1', use: 'Produced', quantities: [{ value: '498000', unit: 'C62' }], properties: [], assembly: [] },
            { id: '3', definitionId: 'TAB-10', use: 'Scrap: "capping" <5 %', quantities: [{ value: '2000', unit: 'C62' }], properties: [], assembly: [] },
          ],
          segments: [{ externalId: '0011', data: [], personnel: [], equipment: [], materials: [], segments: [] }],
        },
      ],
    },
  ],
};

test('performance validates against the schemas of V0701, as Sync and as Process', { skip: noSchema }, () => {
  assert.deepEqual(faults(writePerformance(done)), []);
  assert.deepEqual(faults(writePerformance({ ...done, verb: 'Process' })), []);
});

test('the schema check finds what is wrong, with its line', { skip: noSchema }, () => {
  const [fault] = faults(new Uint8Array(Buffer.from(Buffer.from(writePerformance(done)).toString().replace('<ID>P-4711</ID>', ''))));
  assert.equal(fault?.line, 2);
  assert.match(fault?.message ?? '', /OperationsPerformance|PublishedDate/);
});

test('our sample of V0701 validates too', { skip: noSchema }, () => {
  assert.deepEqual(faults(new Uint8Array(readFileSync(join(import.meta.dirname, '../samples/process-operations-schedule-v0701.xml')))), []);
});

test('what is written is read back as it was', () => {
  const read = readB2mml(writePerformance(done));
  assert.ok(read.is === 'performance');
  assert.deepEqual(
    [read.responses, read.held, read.problems, read.header.messageId, read.performanceId, read.scheduleId],
    [done.responses, [], [], done.messageId, 'P-4711', '2026-W10'],
  );
});

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((one) => one.trim() === one && unwritable(one) === undefined && !/[\r\n\t]/.test(one));
const quantity: fc.Arbitrary<Quantity> = fc.record(
  { value: fc.tuple(fc.nat(), fc.nat()).map(([whole, rest]) => `${whole}.${rest}`), unit: word },
  { noNullPrototype: true, requiredKeys: ['value'] },
);
const material: fc.Arbitrary<Material> = fc.record(
  {
    id: word,
    definitionId: word,
    lotId: word,
    subLotId: word,
    use: fc.constantFrom(...materialUses.filter((one) => one !== 'Other')),
    quantities: fc.array(quantity, { maxLength: 2 }),
    properties: fc.constant([]),
    assembly: fc.constant([]),
  },
  { noNullPrototype: true, requiredKeys: ['id', 'definitionId', 'quantities', 'properties', 'assembly'] },
);
const segment: fc.Arbitrary<SegmentResponse> = fc.record(
  {
    externalId: word,
    requirementId: word,
    processSegmentId: word,
    data: fc.array(
      fc.record(
        { id: word, values: fc.array(fc.record({ value: word, dataType: fc.constantFrom('string', 'Text') }, { noNullPrototype: true }), { maxLength: 2 }) },
        { noNullPrototype: true },
      ),
      { maxLength: 2 },
    ),
    personnel: fc.array(fc.record({ id: word, personId: word, quantities: fc.array(quantity, { maxLength: 1 }) }, { noNullPrototype: true }), { maxLength: 1 }),
    equipment: fc.array(fc.record({ id: word, equipmentId: word, quantities: fc.array(quantity, { maxLength: 1 }) }, { noNullPrototype: true }), { maxLength: 1 }),
    materials: fc.array(material, { maxLength: 3 }),
    segments: fc.constant([]),
  },
  { noNullPrototype: true, requiredKeys: ['externalId', 'data', 'personnel', 'equipment', 'materials', 'segments'] },
);
const response: fc.Arbitrary<Response> = fc.record(
  { externalId: word, requestId: word, state: fc.constantFrom('Running', 'Completed', 'Aborted'), segments: fc.array(segment, { minLength: 1, maxLength: 2 }) },
  { noNullPrototype: true, requiredKeys: ['externalId', 'segments'] },
);

test('whatever was done, it comes back as it was, in any script', () => {
  fc.assert(
    fc.property(fc.array(response, { minLength: 1, maxLength: 3 }), (responses) => {
      const read = readB2mml(writePerformance({ ...done, responses }));
      assert.ok(read.is === 'performance');
      assert.deepEqual(read.responses, responses);
      return true;
    }),
    { numRuns: 200 },
  );
});

test('whatever was done, it validates', { skip: noSchema }, () => {
  fc.assert(
    fc.property(fc.array(response, { minLength: 1, maxLength: 2 }), (responses) => faults(writePerformance({ ...done, responses })).length === 0),
    { numRuns: 60 },
  );
});

test('a character XML cannot carry is refused by name, not dropped', () => {
  assert.throws(() => writePerformance({ ...done, performanceId: 'a\u0007b' }), /ID holds the character U\+0007, which XML cannot carry/);
  assert.throws(() => writePerformance({ ...done, responses: [] }), /responses is empty/);
  assert.throws(() => writePerformance({ ...done, responses: [{ externalId: 'JR-9', segments: [] }] }), /response JR-9 has no segment/);
});

const bad = readB2mml(new Uint8Array(readFileSync(join(import.meta.dirname, '../samples/sync-production-schedule-v0401.xml'))));

test('a sender is told what was taken and, line by line, what was not and what would be right', () => {
  assert.ok(bad.is === 'schedule');
  const answer = writeConfirm({ messageId: 'c-1', createdAt: at, sender: 'tablets', original: { ...bad.header, name: 'orders.xml' }, outcome: 'partly', held: bad.held });
  const read = readB2mml(answer);
  assert.ok(read.is === 'confirm');
  assert.equal(read.outcome, 'partly');
  assert.ok(read.words.includes('About orders.xml'));
  assert.ok(
    read.words.some((one) => one.startsWith('bad: Line 29, ') && one.includes('"1,5" is no decimal number. Right would be: digits with a point')),
    read.words.join('\n'),
  );
});

test('an answer validates, accepted, in part and refused', { skip: noSchema }, () => {
  assert.ok(bad.is === 'schedule');
  const base = { messageId: 'c-1', createdAt: at, sender: 'tablets', original: { messageId: 'o-1', messageIdFrom: 'BODID' as const, createdAt: at, sender: 'ERP-1' } };
  assert.deepEqual(faults(writeConfirm({ ...base, outcome: 'accepted' })), []);
  assert.deepEqual(faults(writeConfirm({ ...base, outcome: 'partly', held: bad.held })), []);
  assert.deepEqual(faults(writeConfirm({ ...base, original: { name: 'x.xml' }, outcome: 'refused', reason: 'The document has a DOCTYPE.' })), []);
});

test('an answer names the message it answers by the sender’s own id', () => {
  const read = readB2mml(
    writeConfirm({ messageId: 'c-1', createdAt: at, sender: 'tablets', original: { messageId: 'o-1', messageIdFrom: 'BODID', createdAt: at }, outcome: 'accepted' }),
  );
  assert.ok(read.is === 'confirm');
  assert.deepEqual([read.originalMessageId, read.outcome, read.words], ['o-1', 'accepted', []]);
});

test('nothing is refused without a reason', () => {
  assert.throws(() => writeConfirm({ messageId: 'c', createdAt: at, sender: 's', original: {}, outcome: 'refused' }), /no reason is given/);
  assert.equal(sentence({ path: '/a', line: 3, value: 'x', why: 'it is odd', right: 'even' }), 'Line 3, /a: it is odd (found x). Right would be: even.');
});

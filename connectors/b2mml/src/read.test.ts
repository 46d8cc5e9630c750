import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ScheduleMessage } from './canonical.ts';
import { readB2mml, type ReadOptions } from './read.ts';
import { B2mmlRefused, type RefusalReason } from './refused.ts';
import { readXml } from './xml.ts';

const sample = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../samples', name)));
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));

function schedule(bytes: Uint8Array, options?: ReadOptions): ScheduleMessage {
  const message = readB2mml(bytes, options);
  assert.ok(message.is === 'schedule');
  return message;
}

function refusal(bytes: Uint8Array): B2mmlRefused {
  try {
    readB2mml(bytes);
  } catch (cause) {
    if (cause instanceof B2mmlRefused) return cause;
    throw cause;
  }
  return assert.fail('it was read');
}

/** A schedule in a namespace, with a request inside. */
const wrap = (space: string, root: string, noun: string, request: string, head = '') =>
  bytesOf(
    `${head}<${root} xmlns="${space}" releaseID="7.0"><ApplicationArea><CreationDateTime>2026-03-01T05:00:00Z</CreationDateTime></ApplicationArea><DataArea><Process/><${noun}>${request}</${noun}></DataArea></${root}>`,
  );
const v7 = (request: string, head = '') => wrap('http://www.mesa.org/xml/B2MML', 'ProcessOperationsSchedule', 'OperationsSchedule', request, head);

test('a V0701 schedule is read whole, every digit of its quantities kept', () => {
  const { header, requests, held, scheduleId } = schedule(sample('process-operations-schedule-v0701.xml'));
  assert.deepEqual(
    [header.dialect, header.verb, header.messageId, header.messageIdFrom, header.sender, header.confirmation, String(header.createdAt), scheduleId, held],
    ['V0700', 'Process', '0195-order-batch-17', 'BODID', 'ERP-1', 'Always', '2026-03-01T05:00:00Z', '2026-W10', []],
  );
  const [request] = requests;
  assert.deepEqual(
    { ...request, segments: request?.segments.length, earliestStart: String(request?.earliestStart), latestEnd: String(request?.latestEnd) },
    {
      externalId: '4711',
      line: 12,
      description: 'Tablets 10 mg',
      operationsType: 'Production',
      scope: { equipmentId: 'PACK-1', level: 'ProductionLine' },
      requestState: 'Released',
      priority: '10',
      definitionId: 'TAB-10',
      earliestStart: '2026-03-02T05:00:00Z',
      latestEnd: '2026-03-02T13:00:00Z',
      segments: 1,
    },
  );
  const [segment] = request?.segments ?? [];
  assert.deepEqual(
    segment?.materials.map((one) => [one.definitionId, one.use, one.quantities]),
    [
      ['API-7', 'Consumed', [{ value: '5.000', unit: 'KGM', dataType: 'decimal' }]],
      ['TAB-10', 'Produced', [{ value: '500000', unit: 'C62', dataType: 'integer' }]],
    ],
  );
  assert.deepEqual(
    [segment?.duration, segment?.equipment[0]?.classId, segment?.parameters[0]?.values[0]?.value, segment?.segments[0]?.processSegmentId],
    ['PT1H30M', 'WeighingBooth', '45', 'Weigh'],
  );
});

test('a bad request is held with every reason, and the good one beside it goes on', () => {
  const { requests, held, header } = schedule(sample('sync-production-schedule-v0401.xml'), { timeZone: 'Europe/Berlin' });
  assert.deepEqual(header.actions, ['Replaced']);
  assert.deepEqual(
    requests.map((one) => [one.externalId, String(one.segments[0]?.earliestStart), one.segments[0]?.materials[0]?.location, one.segments[0]?.parameters[0]?.values[0]?.value]),
    [['good', '2026-03-02T05:00:00Z', { equipmentId: 'BOX3', level: 'WorkCell' }, '003']],
  );
  const root = '/SyncProductionSchedule/DataArea/ProductionSchedule/ProductionRequest';
  assert.deepEqual(
    held.map((one) => [one.externalId, one.problems.map((problem) => [problem.path.replace(root, ''), problem.line, problem.value, problem.why])]),
    [
      [
        'bad',
        [
          ['[2]/SegmentRequirement/LatestEndTime', 26, '2026-03-02T07:00:00Z', 'it ends before it starts at 2026-03-02T08:00:00Z'],
          ['[2]/SegmentRequirement/MaterialRequirement/MaterialUse', 28, 'Eaten', '"Eaten" is no MaterialUse'],
          ['[2]/SegmentRequirement/MaterialRequirement/Quantity/QuantityString', 29, '1,5', '"1,5" is no decimal number'],
          ['[2]/SegmentRequirement/MaterialRequirement', 27, null, 'the material is not named'],
          ['[2]/HierarchyScope/EquipmentElementLevel', 23, 'Cell', '"Cell" is no EquipmentElementLevel'],
        ],
      ],
      [undefined, [['[3]', 33, null, 'ID is missing']]],
      ['good', [['[4]/ID', 36, 'good', 'request good is twice in this message']]],
    ],
  );
  assert.ok(held.every((one) => one.problems.every((problem) => problem.right.length > 10)));
});

test('a time without an offset is no instant unless the sender’s zone is declared', () => {
  const request = (at: string) => v7(`<OperationsRequest><ID>1</ID><StartTime>${at}</StartTime><SegmentRequirement><ID>1</ID></SegmentRequirement></OperationsRequest>`);
  assert.equal(schedule(request('2026-03-29T01:30:00')).held[0]?.problems[0]?.why, 'the time has no offset, so it is no instant');
  assert.equal(String(schedule(request('2026-03-29T01:30:00'), { timeZone: 'Europe/Berlin' }).requests[0]?.earliestStart), '2026-03-29T00:30:00Z');
  // the hour that the clock change skips, and the one it repeats
  for (const at of ['2026-03-29T02:30:00', '2026-10-25T02:30:00', '2026-02-30T02:30:00Z', 'tomorrow'])
    assert.equal(schedule(request(at), { timeZone: 'Europe/Berlin' }).held[0]?.problems[0]?.why, 'this is no date and time, or the clock change leaves it open', at);
});

test('the same file twice has one id where the sender gives none, and a changed one has another', () => {
  const one = v7('<OperationsRequest><ID>1</ID><SegmentRequirement><ID>1</ID></SegmentRequirement></OperationsRequest>');
  const other = v7('<OperationsRequest><ID>2</ID><SegmentRequirement><ID>1</ID></SegmentRequirement></OperationsRequest>');
  assert.equal(readB2mml(one).header.messageId, readB2mml(one).header.messageId);
  assert.notEqual(readB2mml(one).header.messageId, readB2mml(other).header.messageId);
  assert.equal(readB2mml(one).header.messageIdFrom, 'content');
});

test('every dialect is known by its namespace, and another one is refused by name', () => {
  const production = (space: string) =>
    readB2mml(wrap(space, 'ChangeProductionSchedule', 'ProductionSchedule', '<ProductionRequest><ID>1</ID></ProductionRequest>')).header.dialect;
  assert.deepEqual(
    ['http://www.wbf.org/xml/b2mml-v0400', 'http://www.wbf.org/xml/B2MML-V0401', 'http://www.mesa.org/xml/B2MML-V0600', 'http://www.mesa.org/xml/B2MML'].map(production),
    ['V0400', 'V0401', 'V0600', 'V0700'],
  );
  const released = (release: string) =>
    readB2mml(
      bytesOf(
        `<ChangeProductionSchedule xmlns="http://www.mesa.org/xml/B2MML" releaseID="${release}"><DataArea><Change/><ProductionSchedule><ProductionRequest><ID>1</ID></ProductionRequest></ProductionSchedule></DataArea></ChangeProductionSchedule>`,
      ),
    ).header.dialect;
  assert.deepEqual(['0701', '7.0.1', '7.0', '', '0700'].map(released), ['V0701', 'V0701', 'V0700', 'V0700', 'V0700']);
  const refused = refusal(wrap('urn:other', 'ProcessOperationsSchedule', 'OperationsSchedule', ''));
  assert.deepEqual([refused.reason, refused.line], ['not-b2mml', 1]);
  assert.match(refused.message, /The namespace of ProcessOperationsSchedule is "urn:other"\. Read are http/);
});

test('an order is cancelled by its number alone', () => {
  const message = schedule(wrap('http://www.mesa.org/xml/B2MML', 'CancelOperationsSchedule', 'OperationsSchedule', '<OperationsRequest><ID>4711</ID></OperationsRequest>'));
  assert.deepEqual([message.header.verb, message.requests.map((one) => one.externalId), message.held], ['Cancel', ['4711'], []]);
});

test('other nouns and what is no message are refused in words', () => {
  const rows: [Uint8Array, RefusalReason, RegExp][] = [
    [wrap('http://www.mesa.org/xml/B2MML', 'SyncPersonnelInformation', 'PersonnelInformation', ''), 'noun-not-read', /PersonnelInformation is not read; OperationsSchedule,/],
    [wrap('http://www.mesa.org/xml/B2MML', 'Schedule', 'OperationsSchedule', ''), 'not-b2mml', /Schedule is no message/],
    [bytesOf('<ProcessOperationsSchedule xmlns="http://www.mesa.org/xml/B2MML"/>'), 'not-b2mml', /carries no DataArea\/OperationsSchedule/],
    [bytesOf('<a><b></a>'), 'not-well-formed', /^Line 1: The document is no well-formed XML/],
    [bytesOf(''), 'not-well-formed', /no well-formed XML/],
    [bytesOf('{"json": true}'), 'not-well-formed', /no well-formed XML/],
  ];
  for (const [bytes, reason, words] of rows) {
    const refused = refusal(bytes);
    assert.equal(refused.reason, reason);
    assert.match(refused.message, words);
  }
});

test('external entities, a billion laughs and any other DOCTYPE are refused before the parser sees them', () => {
  const laughs = `<!DOCTYPE lolz [<!ENTITY a "lol">${'abcdefghi'
    .split('')
    .map((one, index) => `<!ENTITY ${String.fromCharCode(98 + index)} "${`&${one};`.repeat(10)}">`)
    .join('')}]>`;
  const heads = [
    '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    '<?xml version="1.0"?>\n<!-- a --> <?pi x?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>',
    laughs,
    `<!--${'x'.repeat(50_000)}-->${' '.repeat(30_000)}<!doctype x>`,
  ];
  for (const head of heads) assert.equal(refusal(v7('<OperationsRequest><ID>&e;</ID></OperationsRequest>', head)).reason, 'doctype', head.slice(0, 60));
  const utf16 = new Uint8Array(Buffer.from(`\uFEFF${Buffer.from(v7('', heads[0])).toString()}`, 'utf16le'));
  assert.equal(refusal(utf16).reason, 'doctype');
  assert.equal(refusal(bytesOf(`<?xml version="1.0" encoding="UTF-7"?><a/>`)).reason, 'encoding');
});

test('an entity nobody declared is not read as nothing', () => {
  assert.equal(refusal(v7('<OperationsRequest><ID>&secret;</ID></OperationsRequest>')).reason, 'not-well-formed');
});

test('a document of 100 MB is refused without being parsed', () => {
  const begun = performance.now();
  const refused = refusal(new Uint8Array(100 * 1024 * 1024));
  assert.equal(refused.reason, 'too-large');
  assert.equal(refused.message, 'The document has 104857600 bytes; at most 10485760 are read. Send it in parts.');
  // nothing of it was touched: far below what parsing a hundredth would take
  assert.ok(performance.now() - begun < 500);
});

test('elements nested without end, and elements without number, are refused', () => {
  const deep = (depth: number) => bytesOf('<a>'.repeat(depth) + '</a>'.repeat(depth));
  assert.equal(refusal(deep(65)).reason, 'too-deep');
  assert.equal(refusal(deep(5000)).reason, 'too-deep');
  assert.throws(() => readXml(bytesOf(`<a>${'<b/>'.repeat(50)}</a>`), { maxBytes: 1e6, maxDepth: 9, maxElements: 50 }), { reason: 'too-many-elements' });
});

test('text in one-byte and two-byte encodings is read as it was written', () => {
  const text = '<?xml version="1.0" encoding="ENC"?><a>Größe</a>';
  assert.equal(readXml(new Uint8Array(Buffer.from(text.replace('ENC', 'ISO-8859-1'), 'latin1'))).text, 'Größe');
  assert.equal(readXml(new Uint8Array(Buffer.from(`\uFEFF${text.replace('ENC', 'UTF-16')}`, 'utf16le'))).text, 'Größe');
  assert.equal(refusal(new Uint8Array(Buffer.from(text.replace('ENC', 'UTF-8'), 'latin1'))).reason, 'encoding');
  // what wrote the bytes wrote the mark; a template wrote the word
  assert.equal(readXml(new Uint8Array(Buffer.from(`\uFEFF${text.replace('ENC', 'ISO-8859-1')}`, 'utf8'))).text, 'Größe');
});

test('no bytes make the reader fall over: they are read or refused', () => {
  const piece = fc.constantFrom(
    '<OperationsRequest>',
    '</OperationsRequest>',
    '<ID>',
    '</ID>',
    '1',
    '<Quantity/>',
    '<SegmentRequirement>',
    '</SegmentRequirement>',
    '&amp;',
    '<![CDATA[x]]>',
    '<!-- -->',
    '&#0;',
    ']]>',
    '<?x?>',
    '\u0000',
    '<a xmlns="">',
    '</a>',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        return readB2mml(v7(pieces.join(''))).is === 'schedule';
      } catch (cause) {
        return cause instanceof B2mmlRefused;
      }
    }),
    { numRuns: 500 },
  );
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Segment } from './canonical.ts';
import { readB2mml } from './read.ts';

const shared = process.env['MILLRACE_SHARED_DATA'] ?? '';
const folder = join(shared, 'b2mml');
const skip = existsSync(folder) ? false : `${folder} is not there; set MILLRACE_SHARED_DATA to the folder that has it`;
const read = (name: string, timeZone?: string) => readB2mml(new Uint8Array(readFileSync(join(folder, name))), timeZone === undefined ? {} : { timeZone });

test('the order of a real weighing cell: nested segments, boxes and containers, sums to the gram', { skip }, () => {
  const message = read('courbon-v0401/PRO-20121210181416-27942.xml');
  assert.ok(message.is === 'schedule');
  assert.deepEqual([message.header.dialect, message.header.verb, message.header.sender, message.held, message.problems], ['V0401', 'Sync', 'DEV130', [], []]);
  const [request] = message.requests;
  assert.equal(request?.externalId, '258456');
  const flat = (segments: readonly Segment[]): Segment[] => segments.flatMap((one) => [one, ...flat(one.segments)]);
  assert.deepEqual(
    flat(request?.segments ?? []).map((one) => [
      one.externalId ?? one.processSegmentId,
      one.materials.map(
        (material) => `${material.use ?? '-'} ${material.definitionId} ${material.quantities[0]?.value} ${material.location?.equipmentId ?? material.subLotId ?? ''}`,
      ),
    ]),
    [
      ['0010', ['Produced SO1215 1.000 ']],
      ['Weighing', ['Consumed CRBN0001 5.000 BOX3', 'Consumed CRBN0002 50.000 BOX1', 'Consumed CRBN0001 811.000 BOX3', 'Consumed CRBN0003 100.000 BOX4']],
      ['Contenair', ['- CRBN0001 199.910 412345670000003212', '- CRBN0002 2152.3 412345670021003212']],
    ],
  );
});

test('what the weighing cell did: its time to the last digit, its index still 0010', { skip }, () => {
  const message = read('courbon-v0401/PES-20121229115825-53107.xml');
  assert.ok(message.is === 'performance');
  assert.equal(String(message.header.createdAt), '2012-11-29T10:58:25.3149559Z');
  const material = message.responses[0]?.segments[0]?.materials[0];
  assert.deepEqual(
    [material?.subLotId, material?.use, material?.quantities[0]?.value, material?.properties.find((one) => one.id === 'Indice')?.values[0]?.value],
    ['430147330000056734', 'Consumed', '0.41', '0010'],
  );
});

test('its material, lot and stock', { skip }, () => {
  const [material, lot, stock] = ['MAT-20121210170256-CRBN0001', 'LOT-20121210170718-0001L0001', 'INV-20121210175555-0001L0001_01'].map((name) =>
    read(`courbon-v0401/${name}.xml`),
  );
  assert.ok(material?.is === 'material' && lot?.is === 'material' && stock?.is === 'material');
  assert.deepEqual(
    material.definitions.map((one) => [one.externalId, one.properties.map((property) => [property.id, property.values.map((value) => value.value)])]),
    [
      [
        'CRBN0001',
        [
          ['BaseUnitOfMeasure', ['KG']],
          ['HazardousMaterialWarning', ['C', 'XN']],
        ],
      ],
    ],
  );
  assert.deepEqual(
    lot.lots.map((one) => [one.externalId, one.definitionId, one.status, one.properties[0]?.values[0]?.value]),
    [['CRBN0001_LOT01', 'CRBN0001', 'Valid', '2013-12-08T00:00:00.0Z']],
  );
  assert.deepEqual(stock.lots[0]?.subLots, [{ externalId: 'CRBN0001_LOT01_01', status: 'NotValid', quantities: [{ value: '24.910', unit: 'KG', dataType: 'decimal' }] }]);
});

test('a V0600 schedule: rates beside amounts by key, assemblies, a request without segments', { skip }, () => {
  const message = read('v0600/ProcessProductionSchedule.xml');
  assert.ok(message.is === 'schedule');
  assert.deepEqual(
    [message.header.dialect, message.requests.map((one) => [one.externalId, one.segments.length]), message.held],
    [
      'V0600',
      [
        ['my-identifier-1', 2],
        ['my-identifier-2', 0],
      ],
      [],
    ],
  );
  const [matte, unnamed] = message.requests[0]?.segments[0]?.materials ?? [];
  assert.deepEqual(
    [matte?.quantities.map((one) => [one.key, one.value, one.unit]), matte?.assembly.map((one) => one.definitionId), unnamed?.lotId],
    [
      [
        ['ProdRate', '41.9', 't/h'],
        ['ProdAmount', '11.9', 't'],
      ],
      ['Cu', 'S'],
      'psc2-16',
    ],
  );
});

test('times of every kind: offsets are read, one without is held or read in the declared zone', { skip }, () => {
  const strict = read('v0600/ProcessProductionSchedule_DateTimeKinds.xml');
  assert.ok(strict.is === 'schedule');
  assert.deepEqual(
    strict.held[0]?.problems.map((one) => [one.line, one.why]),
    [
      [43, 'ID is missing'],
      [46, 'the time has no offset, so it is no instant'],
      [47, 'the time has no offset, so it is no instant'],
    ],
  );
  const zoned = read('v0600/ProcessProductionSchedule_DateTimeKinds.xml', 'Europe/Helsinki');
  assert.ok(zoned.is === 'schedule');
  assert.deepEqual(
    zoned.held[0]?.problems.map((one) => one.why),
    ['ID is missing'],
  );
});

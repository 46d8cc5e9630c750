import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { lotOf } from '@millrace/mes';
import { demoPassword } from './demo.ts';
import { wholeHouse, type Guest, type WholeHouse } from './testing.ts';

// The example plant has a lot rejected by two people, and a critical deviation closed only with the plant manager's approval: by its model alone.

let plant: WholeHouse;
let [operator, quality, production, qa, manager]: Guest[] = [];
before(async () => {
  plant = await wholeHouse();
  [operator, quality, production, qa, manager] = [
    await plant.as('operator-1'),
    await plant.as('quality-1'),
    await plant.as('production-manager-1'),
    await plant.as('qa-1'),
    await plant.as('plant-manager-1'),
  ];
});
after(() => plant?.close());

const signed = (meaning: string) => ({ signature: { meaning, secret: demoPassword } });
const page = async (noun: string, id: string) => (await qa!.get('record.page.show', { noun, id })).body;
const step = (noun: string, subject: string, name: string, revision: number) => ({ id: newId(), noun, subject, step: name, revision });

test('a lot is rejected by the second of two signers, and shows both with what they signed', async () => {
  const lot = lotOf('API-7', 'L-9');
  await plant.act('material.lot.receive', { lot, lotNumber: 'L-9', definition: 'API-7', quantity: { value: '10', unit: 'kg' }, place: 'dispensing' });
  const reject = () => qa!.post('material.lot.reject', { lot, why: 'Wet' }, signed('I reject this lot'));
  const early = await reject();
  assert.deepEqual(
    [early.status, early.body.rule, early.body.detail],
    [409, 'material.lot.reject/signature-missing', 'This needs 2 signatures and has 0. Before yours, Production manager must sign: I know of no use for this lot.'],
  );
  const first = await production!.post('record.step.sign', step('material.lot', lot, 'material.lot.reject/1', 1), signed('I know of no use for this lot'));
  assert.equal(first.status, 200, JSON.stringify(first.body));
  const done = await reject();
  assert.equal(done.status, 200, JSON.stringify(done.body));
  const shown = await page('material.lot', lot);
  assert.equal(shown.state.state, 'rejected');
  assert.deepEqual(
    shown.signatures.map((one: { role: string; meaning: string; revision: number; isIntact: boolean }) => [one.role, one.meaning, one.revision, one.isIntact]),
    [
      ['production-manager', 'I know of no use for this lot', 1, true],
      ['qa-release', 'I reject this lot', 2, true],
    ],
  );
});

test('a critical deviation waits for the approval that the plant added by its model, and a minor one does not', async () => {
  const closing = async (severity: string) => {
    const deviation = newId();
    await operator!.post('qms.deviation.open', {
      deviation,
      title: 'Seal broken',
      description: 'The seal was broken.',
      place: 'packaging-1',
      lots: [],
      noticedAt: plant.clock.now().toString(),
    });
    await quality!.post('qms.deviation.classify', { deviation, severity, assessment: 'None for the patient.' });
    const approved = await qa!.post(
      'qms.deviation.approve',
      { deviation, justification: 'Inspected', mayContinue: false },
      signed('I approve this deviation and its risk assessment'),
    );
    assert.equal(approved.status, 200, JSON.stringify(approved.body));
    return { deviation, close: () => qa!.post('qms.deviation.close', { deviation, conclusion: 'Mended' }, signed('I have verified the actions and close this deviation')) };
  };
  assert.equal((await (await closing('minor')).close()).status, 200);
  const { deviation, close } = await closing('critical');
  const waits = await close();
  assert.deepEqual([waits.status, waits.body.rule], [409, 'qms.deviation.close/step-open']);
  const says = 'I have seen this critical deviation and agree to its closure';
  // approved at revision 3; a signature for an earlier one is no longer about this record
  assert.equal((await manager!.post('record.step.sign', step('qms.deviation', deviation, 'plant-approval', 2), signed(says))).body.rule, 'record.step.sign/changed-since');
  assert.equal((await manager!.post('record.step.sign', step('qms.deviation', deviation, 'plant-approval', 3), signed(says))).status, 200);
  assert.equal((await close()).status, 200);
  assert.deepEqual(
    (await page('qms.deviation', deviation)).signatures.map((one: { role: string; revision: number }) => [one.role, one.revision]),
    [
      ['qa-release', 3],
      ['plant-manager', 3],
      ['qa-release', 4],
    ],
  );
});

test('the trail with signatures given ahead verifies', async () => {
  await plant.house.engine.settle();
  const { status, body } = await qa!.get('record.trail.verify');
  assert.equal(status, 200);
  assert.deepEqual(body.findings, []);
});

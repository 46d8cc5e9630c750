import assert from 'node:assert/strict';
import { test } from 'node:test';
import { covers, parseAddress, routeOf } from './address.ts';

test('an address has three words in lower case', () => {
  assert.deepEqual(parseAddress('qms.deviation.ask-extension'), { room: 'qms', noun: 'deviation', verb: 'ask-extension' });
  for (const wrong of [
    'qms',
    'qms.deviation',
    'qms.deviation.approve.now',
    'Qms.deviation.approve',
    'qms..approve',
    'qms.deviation.-x',
    'qms.deviation.x-',
    'qms.de viation.x',
    '',
  ])
    assert.throws(() => parseAddress(wrong), /is no address: write room\.noun\.verb/, wrong);
});

test('a right covers exactly what its pattern says', () => {
  for (const [pattern, address, isCovered] of [
    ['*', 'qms.deviation.approve', true],
    ['qms.*', 'qms.deviation.approve', true],
    ['qms.*', 'mes.step.complete', false],
    ['qms.deviation.*', 'qms.deviation.approve', true],
    ['qms.deviation.*', 'qms.deviations.approve', false],
    ['qms.deviation.approve', 'qms.deviation.approve', true],
    ['qms.deviation.approve', 'qms.deviation.approve-all', false],
    ['*.deviation.list', 'qms.deviation.list', true],
    ['*.deviation.list', 'qms.deviation.close', false],
    ['qms', 'qms.deviation.approve', false],
    ['', 'qms.deviation.approve', false],
  ] as const)
    assert.equal(covers(pattern, address), isCovered, `${pattern} on ${address}`);
});

test('the route of an address is its words', () => {
  assert.equal(routeOf('work.job-order.start'), '/api/work/job-order/start');
});

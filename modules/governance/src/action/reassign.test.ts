import assert from 'node:assert/strict';
import { test } from 'node:test';
import { does, finished, object, opened } from './action.fixture.ts';
import { reassign } from './reassign.ts';

const cyd = object('personnel.person', 'cyd');
const to = (state: typeof opened, owner: string, person = [cyd]) => does(state, reassign, { owner }, 'ana', { action: state, owner: person });

test('another person owns it from now on; its day stays', () => {
  const handed = to(opened, 'cyd');
  assert.deepEqual([handed.owner, handed.due.toString()], ['cyd', opened.due.toString()]);
});
test('it is not handed to whoever owns it, nor to somebody who does not work here', () => {
  assert.throws(() => to(opened, 'ben'), { rule: 'governance.action.reassign/owns-it-already' });
  assert.throws(() => to(opened, 'eve', []), { rule: 'governance.action.reassign/no-such-owner' });
});
test('the owner of what is done is not changed any more', () => {
  assert.throws(() => to(finished, 'cyd'), { rule: 'governance.action.reassign/not-open' });
});
test('handing it on needs a reason', () => {
  assert.equal(reassign.needsReason, true);
});

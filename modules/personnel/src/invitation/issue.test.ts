import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith } from '@millrace/kernel';
import { actOf } from '@millrace/testkit/pure';
import { ben, open, wish } from './invitation.fixture.ts';
import { issue } from './issue.ts';

test('an invitation ends by itself after three days', () => {
  assert.equal(open.endsAt.toString(), '2026-11-25T10:00:00Z');
});
test('a new invitation withdraws the one before', () => {
  const events = decideWith(issue, { invitation: undefined, before: [open], person: [ben] } as never, wish as never, actOf()) as readonly { type: string }[];
  assert.deepEqual(
    events.map((event) => event.type),
    ['personnel.invitation.withdrawn', 'personnel.invitation.issued'],
  );
});
test('who does not work here is not invited', () => {
  assert.throws(() => decideWith(issue, { invitation: undefined, before: [], person: [] } as never, wish as never, actOf()), { rule: 'personnel.invitation.issue/no-such-person' });
});
test('the account of a machine is not invited: nobody signs in with it', () => {
  const machine = { ...ben, fields: { machine: true } };
  assert.throws(() => decideWith(issue, { invitation: undefined, before: [], person: [machine] } as never, wish as never, actOf()), {
    rule: 'personnel.invitation.issue/a-machines-account',
  });
});
test('a code is not kept, only its hash; and somebody is invited for a reason that is kept', () => {
  assert.equal(issue.input.safeDecode({ ...wish, codeHash: 'the code itself' }).success, false);
  assert.equal(issue.needsReason, true);
});

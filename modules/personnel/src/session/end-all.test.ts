import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith, newId } from '@millrace/kernel';
import { actOf } from '@millrace/testkit/pure';
import { endAll } from './end-all.ts';
import { opened } from './session.fixture.ts';
import type { Session } from './session.ts';

const here: Session = { ...opened, id: newId<'personnel.session'>() };
const out = (by: string) => decideWith(endAll, [opened, here] as never, { person: 'ana', except: here.id }, actOf({ by }));

test('who signs out everywhere keeps the session in front of them', () => {
  assert.deepEqual(
    out('ana').map((event) => [event.type, event.subject]),
    [['personnel.session.ended', opened.id]],
  );
});
test('nobody signs out another', () => {
  assert.throws(() => out('ben'), { rule: 'personnel.session.end-all/not-yours' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyOver, type SessionRow } from './over.ts';

const at = (clock: string) => Temporal.Instant.from(`2026-11-22T${clock}:00Z`);
const open: SessionRow = { state: 'open', ended_at: null, ended_how: null, opened_at: at('06:00'), ends_at: at('16:00'), idles_at: at('08:10'), idle_after_s: 600 };

test('a session that goes on has no end', () => {
  assert.equal(whyOver(open, at('08:09')), undefined);
});
test('a session that nobody used says since when, and after how long', () => {
  const over = whyOver(open, at('09:00'));
  assert.deepEqual([over?.how, over?.at.toString(), over?.why], ['idle', '2026-11-22T08:10:00Z', 'nobody had touched this screen for 10 min']);
});
test('a session that lasted its time says how long that is', () => {
  const over = whyOver({ ...open, idles_at: at('16:05') }, at('16:00'));
  assert.deepEqual([over?.how, over?.why], ['too long', 'a session lasts at most 10 h here']);
});
test('a session that was ended says by what, and what to do; a word of an earlier version is read as an end', () => {
  const ended = (how: string) => whyOver({ ...open, state: 'ended', ended_at: at('07:00'), ended_how: how }, at('09:00'));
  assert.deepEqual([ended('locked')?.at.toString(), ended('locked')?.next], ['2026-11-22T07:00:00Z', 'Ask the administrator of access to unlock it, then sign in again.']);
  assert.equal(ended('gone')?.why, 'this session was signed out');
});

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { readRecording, shifted, timesOf, type ShdrRecord } from './recording.ts';
import { openSpeaker, replay } from './say.ts';

const recording = `* adapterVersion: 1.0
2022-08-08T13:51:34.7167146Z|avail|AVAILABLE|fmode|SETUP
2022-08-08T13:43:36.0810790Z|@ASSET@|12.1|CuttingTool|--multiline--AB
<CuttingTool toolId="12"/>
--multiline--AB
2022-08-08T13:51:36.7167146Z|fmode|PRODUCTION
`;
function withRecording<T>(text: string, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-shdr-'));
  try {
    writeFileSync(join(folder, 'r.txt'), text);
    return use(join(folder, 'r.txt'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const records = withRecording(recording, readRecording);

test('an asset of several lines is one record, a line of the protocol has no stamp', () => {
  assert.equal(records.length, 4);
  assert.equal(records[0]?.stamp, undefined);
  assert.equal(records[2]?.rest, '|@ASSET@|12.1|CuttingTool|--multiline--AB\n<CuttingTool toolId="12"/>\n--multiline--AB');
});

test('a record is due as long after the first as it was recorded, and a step back waits for nothing', () => {
  const due = (speed: number) => timesOf(records, speed).map((one) => one.dueMs);
  assert.deepEqual(due(1), [0, 0, 0, 2000]);
  assert.deepEqual(due(10), [0, 0, 0, 200]);
  assert.throws(() => due(0), /speed is 0/);
});

/** What a control said, each line stamped so many seconds after the first. */
const told = (...seconds: number[]): ShdrRecord[] => seconds.map((one) => ({ stamp: 'x', atMs: 1_000_000_000_000 + one * 1000, rest: '|pexecution|ACTIVE' }));

test('a session that was recorded earlier and appended is said in its own time, after the one before, and no clock went back', () => {
  assert.deepEqual(timesOf(told(1000, 1100, 0, 90, 200), 1), [
    { dueMs: 0, behindMs: 0 },
    { dueMs: 100_000, behindMs: 0 },
    { dueMs: 100_000, behindMs: 0 },
    { dueMs: 190_000, behindMs: 0 },
    { dueMs: 300_000, behindMs: 0 },
  ]);
});
test('a stamp that steps back by seconds keeps its distance: a clock that does so is shown as it is', () => {
  assert.deepEqual(
    timesOf(told(10, 5, 20), 1).map((one) => one.behindMs),
    [0, 5_000, 0],
  );
});

test('a moved stamp keeps the digits below the millisecond', () => {
  assert.equal(shifted(records[3]!, 1_500), '2022-08-08T13:51:38.2167146Z|fmode|PRODUCTION');
  assert.equal(shifted(records[0]!, 1_500), '* adapterVersion: 1.0');
});

test('a listener hears the last word of each key first, then what comes, and PONG for PING', async (context) => {
  const speaker = await openSpeaker(0);
  context.after(() => speaker.adapter.stop());
  speaker.say('2026-11-22T06:00:00Z|pexecution|READY');
  speaker.say('2026-11-22T06:00:01Z|pexecution|ACTIVE');
  speaker.say('2026-11-22T06:00:01Z|@ASSET@|12.1|CuttingTool|<x/>');
  let heard = '';
  const socket = connect(speaker.adapter.port, '127.0.0.1')
    .setEncoding('utf8')
    .on('data', (text: string) => {
      heard += text;
    });
  const until = async (text: string) => {
    for (let n = 0; n < 500 && !heard.includes(text); n++) await delay(10);
  };
  await until('ACTIVE');
  assert.equal(heard, '2026-11-22T06:00:01Z|pexecution|ACTIVE\n');
  socket.write('* PI');
  socket.write('NG\n');
  await until('PONG');
  assert.match(heard, /\* PONG 10000\n$/);
  speaker.say('2026-11-22T06:00:02Z|pexecution|READY');
  await until('READY');
  assert.match(heard, /READY\n$/);
  socket.destroy();
});

test('whoever listens late hears what stands now with the stamp of that moment, however long ago it was said', async (context) => {
  const speaker = await openSpeaker(0, () => Date.parse('2026-11-26T19:30:00Z'));
  context.after(() => speaker.adapter.stop());
  speaker.say('2026-11-26T13:30:00Z|pexecution|READY');
  let heard = '';
  const socket = connect(speaker.adapter.port, '127.0.0.1').on('data', (bytes: Buffer) => (heard += bytes.toString()));
  for (let n = 0; n < 500 && !heard.includes('READY'); n++) await delay(10);
  socket.destroy();
  assert.equal(heard, '2026-11-26T19:30:00.000Z|pexecution|READY\n');
});

test('a replay as of now moves all stamps alike, steps back included', async (context) => {
  const speaker = await openSpeaker(0);
  context.after(() => speaker.adapter.stop());
  const lines: string[] = [];
  const stopping = new AbortController();
  const nowMs = Date.parse('2026-11-22T06:00:00Z');
  await replay(
    records,
    {
      adapter: speaker.adapter,
      say(line) {
        lines.push(line);
        if (lines.length === 4) stopping.abort();
      },
    },
    { speed: 1000, times: 'now', nowMs: () => nowMs, signal: stopping.signal },
  );
  assert.deepEqual(
    lines.map((line) => line.split('|')[0]),
    ['* adapterVersion: 1.0', '2026-11-22T06:00:00.0007146Z', '2026-11-22T05:52:01.3650790Z', '2026-11-22T06:00:00.0027146Z'],
  );
});

const okuma = join(process.env['MILLRACE_SHARED_DATA'] ?? '', 'mtconnect_okuma_shdr.txt');
test('the recorded machine tool is read whole', { skip: !existsSync(okuma) && 'the recording is not here; set MILLRACE_SHARED_DATA to the folder that has it' }, () => {
  const all = readRecording(okuma);
  assert.equal(all.filter(({ rest }) => rest.includes('|@ASSET@|')).length > 20, true);
  const times = timesOf(all, 1);
  assert.ok(times.every(({ dueMs }, index) => index === 0 || dueMs >= times[index - 1]!.dueMs));
  // four sessions of 3, 10, 9 and 0.3 min; nothing but assets is stamped more than seconds back
  assert.ok(times.at(-1)!.dueMs > 20 * 60_000);
  assert.ok(times.every(({ behindMs }, index) => behindMs < 60_000 || all[index]!.rest.startsWith('|@')));
  assert.equal(
    all.reduce((lines, { rest }) => lines + rest.split('\n').length, 0),
    10_770,
  );
});

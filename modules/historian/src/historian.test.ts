import assert from 'node:assert/strict';
import { ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createHistorian } from './historian.ts';
import { aggregated, aggregatedInput } from './read/aggregated.ts';
import { arrivedSince, counterReadings } from './read/arrived.ts';
import { numbers } from './read/columns.ts';
import { interpolated, interpolatedInput } from './read/interpolated.ts';
import { latest, latestInput } from './read/latest.ts';
import { plot, plotInput } from './read/plot.ts';
import { raw, rawInput } from './read/raw.ts';
import { applyRetention, planRetention, retentionInput } from './retention.ts';
import type { Sample } from './sample.ts';
import { migrate, migrations, NewerSchema } from './schema.ts';
import { openSampleSpool } from './spool/sample-spool.ts';
import { at, sample, startEngine, until, withoutEngine, type TestEngine } from './testing.ts';
import { write } from './write.ts';

const site = 'plant1';
const bad = 0x8000_0000;

suite('the historian on the embedded engine', { skip: withoutEngine }, () => {
  let engine: TestEngine;
  before(async () => {
    engine = await startEngine();
  });
  after(() => engine.stop());

  let batches = 0;
  const keep = (samples: readonly Sample[], deduplicationToken = `test ${batches++}`) => write(engine.historian, { site, samples, deduplicationToken });
  const read = (signal: string, from = 0, to = 3600, more = {}) => raw(engine.historian, site, rawInput.parse({ signal, from: String(at(from)), to: String(at(to)), ...more }));
  const values = async (signal: string, from = 0, to = 3600) => (await read(signal, from, to)).samples.map(({ value }) => value);

  suite('the standard client, unmodified', () => {
    const client = () => createClient({ url: engine.url, log: { level: ClickHouseLogLevel.OFF } });
    test('creates, inserts objects and reads them back with parameters', async () => {
      const standard = client();
      await standard.command({ query: 'create table client (n UInt32, text String) engine = MergeTree order by n' });
      const inserted = await standard.insert({
        table: 'client',
        values: [
          { n: 1, text: "it's\ta tab" },
          { n: 2, text: 'ü' },
        ],
        format: 'JSONEachRow',
      });
      assert.equal(inserted.summary?.written_rows, '2');
      const answer = await standard.query({
        query: 'select text from client where n = {n:UInt32} or text = {text:String} order by n',
        query_params: { n: 2, text: "it's\ta tab" },
        format: 'JSONEachRow',
      });
      assert.deepEqual(await answer.json(), [{ text: "it's\ta tab" }, { text: 'ü' }]);
      await standard.close();
    });
    test('reads JSON with its head, pings, and packs both ways', async () => {
      const standard = createClient({ url: engine.url, compression: { request: true, response: true } });
      assert.deepEqual(await standard.ping(), { success: true });
      assert.deepEqual(await standard.ping({ select: true }), { success: true });
      await standard.command({ query: 'create table packed (n UInt32) engine = MergeTree order by n' });
      await standard.insert({ table: 'packed', values: Array.from({ length: 1000 }, (_, n) => ({ n })), format: 'JSONEachRow' });
      const answer = await (await standard.query({ query: 'select sum(n) as total from packed' })).json<{ total: string }>();
      assert.equal(Number(answer.data[0]?.total), 499_500);
      assert.equal(answer.rows, 1);
      await standard.close();
    });
    test('gets errors of ClickHouse with code and type', async () => {
      const standard = client();
      await assert.rejects(
        standard.query({ query: 'select * from nowhere' }),
        (error) => error instanceof ClickHouseError && error.code === '60' && error.type === 'UNKNOWN_TABLE',
      );
      await standard.close();
    });
    test('sends parameters too long for an address', async () => {
      const standard = client();
      const list = Array.from({ length: 3000 }, (_, n) => `signal ${n}`);
      const answer = await standard.query({
        query: 'select toUInt16(length({list:Array(String)})) as n',
        query_params: { list },
        format: 'JSONEachRow',
        use_multipart_params: true,
      });
      assert.deepEqual(await answer.json(), [{ n: 3000 }]);
      await standard.close();
    });
    test('streams rows', async () => {
      const standard = client();
      let rows = 0;
      for await (const chunk of (await standard.query({ query: 'select number from numbers(300000)', format: 'JSONEachRow' })).stream()) rows += chunk.length;
      assert.equal(rows, 300_000);
      await standard.close();
    });
  });

  suite('schema', () => {
    test('migrating twice, and by two servers at once, changes nothing', async () => {
      assert.deepEqual(await engine.historian.migrate(), { applied: [] });
      const again = await Promise.all([engine.historian.migrate(), engine.historian.migrate()]);
      assert.deepEqual(again, [{ applied: [] }, { applied: [] }]);
    });
    test('a server of an older version stops at newer tables', async () => {
      const client = createClient({ url: engine.url, database: 'millrace' });
      await assert.rejects(migrate(client, []), (error) => error instanceof NewerSchema && error.message.includes(`version ${migrations.length}`));
      await client.close();
    });
  });

  suite('writing', () => {
    test('every kind of value comes back as it was told', async () => {
      const told = [1.5, -0, 9007199254740993n, -5n, true, false, 'running\t"fast"', '', null];
      await keep(told.map((value, index) => sample('kinds', index, value)));
      assert.deepEqual(await values('kinds'), told);
    });
    test('nanoseconds, quality, marks and arrival come back', async () => {
      const told = sample('exact', 0.123456789, 1, { quality: 0x408f0000, marks: ['stale', 'clock-behind'], receivedAt: at(86_400.000001) });
      await keep([told]);
      const [{ sequence, ...got } = {} as never] = (await read('exact')).samples as (Sample & { sequence: bigint })[];
      assert.ok(sequence > 0n);
      assert.deepEqual(
        { ...got, sourceTime: String(got.sourceTime), receivedAt: String(got.receivedAt) },
        { ...told, sourceTime: String(told.sourceTime), receivedAt: String(told.receivedAt) },
      );
    });
    test('the same sample written twice counts once, with and without its token', async () => {
      await keep([sample('twice', 1, 7)], 'twice');
      await keep([sample('twice', 1, 7)], 'twice');
      await keep([sample('twice', 1, 7)], 'another token');
      assert.deepEqual(await values('twice'), [7]);
    });
    test('at one source time the value that arrived last stands', async () => {
      await keep([sample('corrected', 1, 7)]);
      await keep([sample('corrected', 1, 8)]);
      assert.deepEqual(await values('corrected'), [8]);
    });
    test('late data takes its place in time and says from when to look again', async () => {
      await keep([sample('late', 10, 1), sample('late', 30, 3)]);
      const touched = await keep([sample('late', 20, 2), sample('late', 40, 4)]);
      assert.deepEqual(await values('late'), [1, 2, 3, 4]);
      assert.equal(String(touched.get('late')), String(at(20)));
    });
    test('a sample of one site is not seen at another', async () => {
      await keep([sample('private', 1, 1)]);
      const other = await raw(engine.historian, 'plant2', rawInput.parse({ signal: 'private', from: String(at(0)), to: String(at(60)) }));
      assert.deepEqual(other.samples, []);
    });
    test('a batch over many years goes in, dates before 2001 included', async () => {
      const years = Array.from({ length: 120 }, (_, month) =>
        sample('ages', 0, month, {
          sourceTime: Temporal.PlainDateTime.from('1998-01-01T00:00')
            .add({ months: 3 * month })
            .toZonedDateTime('UTC')
            .toInstant(),
        }),
      );
      // In a database of its own: 120 months would slow every other test
      const archive = createHistorian(engine.url, { database: 'archive' });
      await archive.migrate();
      await write(archive, { site, samples: years, deduplicationToken: 'years' });
      const answer = await raw(archive, site, rawInput.parse({ signal: 'ages', from: '1990-01-01T00:00:00Z', to: '2040-01-01T00:00:00Z' }));
      assert.deepEqual(
        answer.samples.map(({ sourceTime }) => String(sourceTime)),
        years.map(({ sourceTime }) => String(sourceTime)),
      );
      await archive.close();
    });
  });

  suite('reading', () => {
    test('a stretch begins with its start and ends before its end', async () => {
      await keep([0, 10, 20, 30].map((second) => sample('edges', second, second)));
      assert.deepEqual(await values('edges', 10, 30), [10, 20]);
    });
    test('bounds are the nearest outside, and absent where the history ends', async () => {
      const inside = await read('edges', 15, 25, { withBounds: true });
      assert.deepEqual([inside.before?.value, inside.after?.value], [10, 30]);
      const beyond = await read('edges', 0, 100, { withBounds: 'true' });
      assert.deepEqual([beyond.before, beyond.after], [undefined, undefined]);
    });
    test('a page tells where to read on', async () => {
      const first = await read('edges', 0, 100, { limit: '3' });
      assert.deepEqual(
        first.samples.map(({ value }) => value),
        [0, 10, 20],
      );
      assert.equal(String(first.next), String(at(30)));
      assert.equal((await read('edges', 30, 100, { limit: 3 })).next, undefined);
    });
    test('a stretch that ends before it begins is refused', async () => {
      await assert.rejects(read('edges', 30, 10), /a stretch begins before it ends/);
    });
    test('a stretch that ends after all time the engine counts holds what lies in it', async () => {
      const { samples } = await raw(engine.historian, site, rawInput.parse({ signal: 'edges', from: String(at(0)), to: '9999-12-31T00:00:00Z' }));
      assert.deepEqual(
        samples.map(({ value }) => value),
        await values('edges'),
      );
      assert.ok(samples.length > 0);
    });
    test('a signal name that is SQL is a name', async () => {
      const name = "x' or '1'='1\\";
      await keep([sample(name, 1, 5)]);
      assert.deepEqual(await values(name), [5]);
    });
    test('the latest is by source time, whatever arrived last', async () => {
      await keep([sample('now', 20, 'second'), sample('now', 10, 'first')]);
      await keep([sample('now', 5, 'late')]);
      const found = await latest(engine.historian, site, latestInput.parse({ signals: 'now,edges,never heard' }));
      assert.deepEqual([...found].map(([signal, { value }]) => [signal, value]).toSorted(), [
        ['edges', 30],
        ['now', 'second'],
      ]);
    });
    test('a signal that was lost and is heard again says what it said, though that became true before it was lost', async () => {
      const lost = (seconds: number) => sample('lost', seconds, 'running', { quality: 0x408f_0000, marks: ['stale'] });
      const asked = async (by?: number) => {
        const found = (await latest(engine.historian, site, latestInput.parse({ signals: 'lost', ...(by !== undefined && { by: String(at(by)) }) }))).get('lost');
        return [found?.value, found?.marks];
      };
      await keep([sample('lost', 10, 'held'), lost(20)]);
      assert.deepEqual(await asked(), ['running', ['stale']]);
      // born again: it has run since a moment before it was lost
      await keep([sample('lost', 15, 'running', { receivedAt: at(30) })]);
      assert.deepEqual(await asked(), ['running', undefined]);
      assert.deepEqual(await asked(40), ['running', undefined]);
      await keep([lost(50)]);
      assert.deepEqual(await asked(), ['running', ['stale']]);
    });
    test('a device that dreams of tomorrow does not hide what it said until now', async () => {
      await keep([sample('dream', 10, 1), sample('dream', 86_400, 2)]);
      const asked = (by: number) => latest(engine.historian, site, latestInput.parse({ signals: ['dream', 'edges'], by: String(at(by)) }));
      assert.deepEqual([...(await asked(60))].map(([, { value }]) => value).toSorted(), [1, 30]);
      assert.equal((await asked(90_000)).get('dream')?.value, 2);
    });
    test('a plot of forty thousand samples keeps the one spike, and where data was bad', async () => {
      await keep(Array.from({ length: 40_000 }, (_, n) => sample('curve', n / 40, n === 21_728 ? 1000 : Math.sin(n / 2000), n === 28_000 ? { quality: bad } : {})));
      const { columns, after: next } = await plot(engine.historian, site, plotInput.parse({ signal: 'curve', from: String(at(0)), to: String(at(900)), pixels: 300 }));
      assert.equal(columns.length, 300);
      assert.equal(
        columns.reduce((sum, { count }) => sum + count, 0),
        36_000,
      );
      assert.ok(columns.every(({ points }) => points.length >= 2 && points.length <= 4));
      const spike = columns.find(({ points }) => points.some(([, value]) => value === 1000));
      assert.equal(String(spike?.points.find(([, value]) => value === 1000)?.[0]), String(at(543.2)));
      assert.deepEqual(
        columns.filter((column) => column.bad > 0).map((column) => String(column.at)),
        [String(at(699))],
      );
      assert.equal(String(next?.sourceTime), String(at(900)));
    });
    test('a value between samples lies on their line, or is held where the signal steps', async () => {
      await keep([sample('line', 0, 0), sample('line', 10, 100), sample('line', 20, 0, { quality: bad }), sample('line', 30, 300)]);
      const asked = (seconds: number[], more = {}) =>
        interpolated(engine.historian, site, interpolatedInput.parse({ signal: 'line', at: seconds.map((second) => String(at(second))).join(), ...more }));
      assert.deepEqual(
        (await asked([5, 10, 20, -1])).map(({ value }) => value),
        [50, 100, 200, null],
      );
      assert.deepEqual(
        (await asked([5, 25, 99], { stepped: true })).map(({ value }) => value),
        [0, 100, 300],
      );
      const many = await asked(Array.from({ length: 31 }, (_, second) => 30 - second));
      assert.deepEqual(
        many.map(({ value }) => value),
        Array.from({ length: 31 }, (_, second) => (30 - second) * 10),
      );
      const alone = await Promise.all(many.slice(0, 7).map(async ({ at: when }) => (await asked([Number(when.epochNanoseconds - at(0).epochNanoseconds) / 1e9]))[0]));
      assert.deepEqual(
        alone.map((one) => one?.status),
        many.slice(0, 7).map(({ status }) => status),
      );
    });
    test('numbers come in columns, absent ones as Bad_NoData, texts are refused', async () => {
      await keep([sample('mixed', 1, true), sample('mixed', 2, null), sample('mixed', 3, 7n), sample('mixed', 4, 2.5, { quality: bad })]);
      const rows: unknown[] = [];
      for await (const { timesMs, values: column, statuses } of numbers(engine.historian, site, { signal: 'mixed', from: at(0), to: at(10) }))
        for (let i = 0; i < timesMs.length; i++) rows.push([timesMs[i], column[i], statuses?.[i]]);
      const ms = at(0).epochMilliseconds;
      assert.deepEqual(rows, [
        [ms + 1000, 1, 0],
        [ms + 2000, Number.NaN, 0x809b0000],
        [ms + 3000, 7, 0],
        [ms + 4000, Number.NaN, bad],
      ]);
      await assert.rejects(Array.fromAsync(numbers(engine.historian, site, { signal: 'kinds', from: at(0), to: at(10) })), /Signal kinds holds a text/);
    });
    test('aggregates are those of OPC 10000-13 over what is stored, bounds from outside included', async () => {
      // a ramp of one unit a second, sampled every ten
      await keep(Array.from({ length: 13 }, (_, n) => sample('ramp', n * 10, n * 10)));
      const asked = (aggregate: string, from: number, to: number, intervalS: number, more = {}) =>
        aggregated(engine.historian, site, aggregatedInput.parse({ signal: 'ramp', aggregate, from: String(at(from)), to: String(at(to)), intervalS, ...more }));
      assert.deepEqual(
        (await asked('TimeAverage', 15, 75, 20)).map(({ value }) => value),
        [25, 45, 65],
      );
      assert.deepEqual(
        (await asked('Average', 15, 75, 20)).map(({ value }) => value),
        [25, 45, 65],
      );
      assert.deepEqual(
        (await asked('Maximum', 15, 75, 0)).map(({ value }) => value),
        [70],
      );
      assert.deepEqual(
        (await asked('Interpolative', 5, 25, 10, { stepped: 'true' })).map(({ value }) => value),
        [0, 10],
      );
      assert.deepEqual(
        (await asked('Count', 15, 75, 60)).map(({ value, at: when }) => [value, String(when)]),
        [[6, String(at(15))]],
      );
      assert.equal((await asked('TimeAverage', 500, 560, 0)).length, 1);
    });
    test('an aggregate changes when late data comes', async () => {
      await keep([sample('reopened', 0, 0), sample('reopened', 20, 0)]);
      const average = async () =>
        (await aggregated(engine.historian, site, aggregatedInput.parse({ signal: 'reopened', aggregate: 'TimeAverage', from: String(at(0)), to: String(at(20)) })))[0]?.value;
      assert.equal(await average(), 0);
      await keep([sample('reopened', 10, 10)]);
      assert.equal(await average(), 5);
    });
  });

  suite('retention', () => {
    test('a plan counts what would go, and applying it takes just that', async () => {
      const day = 86_400;
      await keep([sample('short', -40 * day, 1), sample('short', -1 * day, 2), sample('long', -40 * day, 3)]);
      const input = retentionInput.parse({
        at: String(at(0)),
        rules: [
          { class: 'process', keepDays: 30, signals: ['short'] },
          { class: 'release', signals: ['long'] },
        ],
      });
      const planned = await planRetention(engine.historian, site, input);
      assert.deepEqual(
        planned.map((expired) => [expired.class, expired.samples, String(expired.oldest)]),
        [['process', 1, String(at(-40 * day))]],
      );
      assert.deepEqual(await values('short', -60 * day, 0), [1, 2]);
      assert.deepEqual(
        (await applyRetention(engine.historian, site, input)).map(({ samples }) => samples),
        [1],
      );
      assert.deepEqual(await values('short', -60 * day, 0), [2]);
      assert.deepEqual(await values('long', -60 * day, 0), [3]);
      assert.deepEqual(
        (await planRetention(engine.historian, site, input)).map(({ samples }) => samples),
        [0],
      );
    });
    test('a signal in two classes is refused', async () => {
      const input = retentionInput.parse({
        at: String(at(0)),
        rules: [
          { class: 'a', keepDays: 1, signals: ['s'] },
          { class: 'b', keepDays: 9, signals: ['s'] },
        ],
      });
      await assert.rejects(planRetention(engine.historian, site, input), /Signal s is in class a and in class b/);
    });
  });

  test('a counter is read with the good readings beside the stretch, and a bad one there stands for neither', async () => {
    await keep([
      sample('meter', 10, 100),
      sample('meter', 20, 101),
      sample('meter', 25, 0, { quality: bad }),
      sample('meter', 40, 103),
      sample('meter', 70, 105, { quality: bad }),
      sample('meter', 90, 108),
    ]);
    const { timesMs, values: column } = await counterReadings(engine.historian, site, { signal: 'meter', from: at(30), to: at(60) });
    assert.deepEqual([column.at(-1), timesMs.at(-1)], [108, at(90).epochMilliseconds]);
    assert.ok(timesMs[0]! <= at(20).epochMilliseconds);
  });
  test('what arrived late is found by when it came, by the quarter of an hour it is of', async () => {
    const now = Date.now();
    await keep([sample('late', 100, 1), sample('late', 2000, 2)]);
    const asked = { signals: ['late'], from: at(0), before: at(3600) };
    const arrived = async (since: number) =>
      (await arrivedSince(engine.historian, site, { ...asked, since: Temporal.Instant.fromEpochMilliseconds(since) })).map(
        (one) => one.at.epochMilliseconds - at(0).epochMilliseconds,
      );
    assert.deepEqual(await arrived(now - 1), [0, 1_800_000]);
    assert.deepEqual(await arrived(Date.now() + 60_000), []);
  });
  test('the historian is killed while samples come: all arrive later, in order, none lost, none twice', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-spool-'));
    context.after(() => rmSync(folder, { recursive: true, force: true }));
    const touched = new Map<string, Temporal.Instant>();
    const spool = openSampleSpool({
      historian: engine.historian,
      site,
      folder,
      retryAfterMs: 20,
      retryAtMostAfterMs: 100,
      onTouched: (seen) => {
        for (const [signal, when] of seen) if (!touched.has(signal)) touched.set(signal, when);
      },
    });
    let told = 0;
    const speak = async (records: number): Promise<void> => {
      for (let n = 0; n < records; n++) await spool.keep(Array.from({ length: 50 }, () => sample('survivor', told / 10, told++)));
    };
    await speak(30);
    await engine.kill();
    await speak(30);
    await until(() => spool.status().state === 'waiting');
    await engine.restart();
    const meanwhile = speak(40);
    await delay(60);
    await engine.kill();
    await meanwhile;
    await engine.restart();
    await spool.flushed();
    const got: unknown[] = [];
    for await (const { values: column } of numbers(engine.historian, site, { signal: 'survivor', from: at(0), to: at(10_000) })) got.push(...column);
    assert.deepEqual(
      got,
      Array.from({ length: told }, (_, n) => n),
    );
    assert.equal(String(touched.get('survivor')), String(at(0)));
    await spool.stop();
  });
});

if (withoutEngine !== false) console.log(`Skipped: the historian's tests against the real engine, because ${withoutEngine}.`);

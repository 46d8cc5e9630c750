import { createHash } from 'node:crypto';
import { newId } from '@millrace/kernel';
import { contents } from '@millrace/record';
import { requestId } from '../modules/planning/src/ids.ts';
import type { OpenPlant } from './door.fixture.ts';

/** A line of the plant with its first unit and its board. */
export interface Where {
  readonly line: string;
  readonly unit: string;
  readonly board: string;
}

/** Lets every kind of record happen once at a line: an order that runs, a lot, a deviation, a stop, a call, a red day. Answers the ids, by noun. */
export async function lifeAt({ act, house, clock }: OpenPlant, { line, unit, board }: Where): Promise<ReadonlyMap<string, readonly string[]>> {
  const now = () => clock.now().toString();
  const day = clock.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate();
  const word = `only-${line}`;
  const told = (value: string) => ({
    told: { system: 'erp', externalId: word, lines: [{ line: '1', segment: 'Packaging', material: 'RV20-30', lot: word, place: line, quantity: { value, unit: 'EA' } }] },
    message: newId(),
  });

  await act('planning.production-request.receive', told('16000'), 'flow:production-schedule');
  await house.engine.settle();
  const { rows } = await house.database.pool.query<{ id: string }>('select id from work.job_order where place = $1 and request = $2', [line, requestId('erp', word)]);
  const asked = rows[0]!.id;
  const jobOrder = newId();
  await act('work.job-order.create', {
    jobOrder,
    place: line,
    workMaster: 'pack-rv20-30',
    definition: 'RV20-30',
    lotNumber: word,
    quantity: { value: '16000', unit: '1' },
    plannedStart: now(),
  });
  for (const one of [asked, jobOrder]) await act('work.job-order.dispatch', { jobOrder: one });
  await act('work.job-order.start', { jobOrder: asked, at: unit, workMaster: 'pack-rv20-30' });
  await house.engine.settle();
  await act('work.job-order.count', { jobOrder: asked, good: '100' });
  await act('work.job-order.pause', { jobOrder: asked, why: word });
  await act('work.job-order.resume', { jobOrder: asked, at: unit });
  // begun work does not follow its request by itself: the difference waits for a person
  await act('planning.production-request.receive', told('12000'), 'flow:production-schedule');

  const [lot, deviation, action] = [newId(), newId(), newId()];
  await act('material.lot.receive', { lot, lotNumber: word, definition: 'API-7', quantity: { value: '5', unit: 'kg' }, place: unit });
  await act('qms.deviation.open', { deviation, title: word, description: word, place: unit, lots: [] });
  await act('scada.unit.report', { place: unit, interval: newId(), state: 'execute', at: now() });
  await act('scada.count.report', { place: unit, at: now(), total: 10, scrap: 1 });
  clock.advance(60);
  const stop = newId();
  await act('scada.unit.report', { place: unit, interval: stop, state: 'aborted', at: now() });
  await act('mes.andon.call', { call: newId(), place: unit, about: 'maintenance', words: word });
  await act('governance.escalation.raise', { escalation: newId(), place: unit, on: 'stop', causeNoun: 'scada.interval', cause: stop, since: now(), sentence: word });
  await act('governance.action.open', { action, title: word, owner: 'team-leader-1', due: clock.now().add({ hours: 20 }).toString(), place: line, board, letter: 'D' });
  await act('governance.meeting.start', { meeting: newId(), board, place: line });
  await act('governance.cell.explain', { board, place: line, letter: 'D', date: day.subtract({ days: 1 }).toString(), reason: word, action });
  await act('indicator.value.reckon', {
    indicator: 'oee',
    place: line,
    startsAt: now(),
    endsAt: clock.now().add({ hours: 8 }).toString(),
    productionDay: day.toString(),
    profile: 'iso-22400-2',
    isFinal: true,
    reckoned: { numerator: 1, denominator: 2, value: '50', flags: [], factors: {}, completeness: 1, sums: {}, basis: [] },
  });
  const bytes = new TextEncoder().encode(`%PDF-1.7 ${word}`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await contents(house.database, house.site).keep(sha256, bytes);
  const content = { sha256, bytes: bytes.length, head: Buffer.from(bytes.subarray(0, 16)).toString('hex') };
  await act('record.file.add', { file: newId(), noun: 'qms.deviation', subject: deviation, name: `${word}.pdf`, content });
  await act('record.comment.write', { id: newId(), noun: 'qms.deviation', subject: deviation, body: word });
  await act('record.link.tie', { link: newId(), fromNoun: 'qms.deviation', fromId: deviation, toNoun: 'material.lot', toId: lot });
  await act('record.step.sign', { id: newId(), noun: 'qms.deviation', subject: deviation, step: word });
  await house.engine.settle();
  return idsAt(house.database, [line, unit]);
}

/** Ids of all records that are seen from these places, by noun: what the database itself shows there and not without them. */
async function idsAt(database: OpenPlant['house']['database'], places: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await database.pool.query<{ table_name: string }>(`select table_name from store.sight where how in ('place', 'subject')`);
  const seen = database.seenFrom(places);
  const found = new Map<string, string[]>();
  for (const { table_name } of tables.rows)
    found.set(
      table_name.replaceAll('_', '-'),
      (await seen.pool.query<{ id: string }>(`select id from ${table_name} order by id`)).rows.map((row) => row.id),
    );
  return found;
}

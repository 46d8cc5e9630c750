import { createHash } from 'node:crypto';
import { listNeeds, newId, type About, type AnyCommand, type AnyNoun } from '@millrace/kernel';
import { hashOf } from '@millrace/personnel/module';
import { camel as fieldOfColumn } from '@millrace/store';
import { contents } from '@millrace/record';
import { requestId } from '../modules/planning/src/ids.ts';
import { inputOf, type OpenPlant } from './door.fixture.ts';

const camel = (words: string) => words.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
/** The field by which an input names a record, where it is not the noun's own word. */
const called: Readonly<Record<string, string>> = { 'planning.production-request': 'request' };
/** The field by which an input names a record of a noun. */
export const fieldOf = (noun: string) => called[noun] ?? camel(noun.split('.')[1]!);

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
  const counted = { signal: `${unit}-${word}`, counts: { total: 1, scrap: 0 } };
  const ago = (minutes: number) => clock.now().subtract({ minutes }).toString();
  await act('scada.counter.read', { place: unit, readings: [{ ...counted, at: ago(40), value: '5' }] });
  await act('scada.counter.read', { place: unit, readings: [{ ...counted, at: now(), value: '9', unheardSince: ago(40) }] });
  const [lasting, nothing] = [
    { server: 'test', since: now() },
    { wrongClocks: [], odd: [], samplesWaiting: 0, wordsWaiting: 0 },
  ];
  await act('scada.connection.watch', { connection: word, connector: 'sparkplug', place: line, fares: 'connected', ...lasting, ...nothing });
  await act('personnel.station.enrol', { station: newId(), place: unit, name: word, tokenHash: hashOf(word) });
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
  await act('governance.effect.expect', {
    effect: newId(),
    change: word,
    indicator: 'oee',
    place: line,
    baseline: 62,
    aim: 68,
    owner: 'team-leader-1',
    since: now(),
    by: day.add({ days: 30 }).toString(),
  });
  const bytes = new TextEncoder().encode(`%PDF-1.7 ${word}`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await contents(house.database, house.site).keep(sha256, bytes);
  const content = { sha256, bytes: bytes.length, head: Buffer.from(bytes.subarray(0, 16)).toString('hex') };
  await act('record.file.add', { file: newId(), noun: 'qms.deviation', subject: deviation, name: `${word}.pdf`, content });
  await act('record.comment.write', { id: newId(), noun: 'qms.deviation', subject: deviation, body: word });
  await act('record.link.tie', { link: newId(), fromNoun: 'qms.deviation', fromId: deviation, toNoun: 'material.lot', toId: lot });
  await act('record.step.sign', { id: newId(), noun: 'qms.deviation', subject: deviation, revision: 1, step: word });
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

/** The record that commands speak of in the walk; no command of the walk changes it. */
const spokenOf = 'spoken of';

/** One record of every noun of the house, by noun: those with a place at packaging line 1. */
export async function oneOfEach(p: OpenPlant): Promise<ReadonlyMap<string, string>> {
  const at = await lifeAt(p, { line: 'packaging-1', unit: 'PK-11', board: 'packaging-1-t1' });
  await p.signedIn('lean-1');
  const hash = (letter: string) => letter.repeat(64);
  await p.act('personnel.token.issue', { token: newId(), name: 'gateway', person: 'erp-gateway', tokenHash: hash('a'), days: 1 });
  await p.act('personnel.badge.give', { person: 'operator-1', numberHash: hash('d') });
  await p.act('personnel.invitation.issue', { invitation: newId(), person: 'lab-1', codeHash: hash('c') });
  const task = newId();
  // what a rule was refused stands beside its act; here it is written as that act would
  await p.house.database.pool.query(
    `insert into store.task (site, id, recorded_at, reaction, event, rule, sentence) values ($1, $2, now(), 'qms.hold-lots', $2, 'a rule', 'a test')`,
    [p.house.site, task],
  );
  await p.act('record.task.settle', { task, whatWasDone: 'a test' });
  const [startsAt, endsAt] = [p.clock.now(), p.clock.now().add({ hours: 8 })].map(String);
  // the house may lend the role of anybody, as the administrator of access does
  await p.house.shell.execute(
    'personnel.delegation.give',
    { delegation: newId(), fromPerson: 'operator-1', toPerson: 'weigher-1', role: 'operator', place: 'packaging', startsAt, endsAt },
    { key: newId(), actor: { kind: 'person', person: 'administrator-1' }, site: 'tablets', reason: 'a test' },
  );
  await p.act('integration.message.send', { message: newId(), system: 'erp', name: 'by hand', text: '<nothing/>' });
  const spoken = newId();
  await p.act('qms.deviation.open', { deviation: spoken, title: 'spoken of', description: 'spoken of', place: 'PK-11', lots: [] });
  await p.house.engine.settle();
  const found = new Map([[spokenOf, spoken as string]]);
  for (const noun of p.house.rooms.nouns.keys()) {
    const known = at.get(noun)?.[0] ?? (await p.house.database.pool.query<{ id: string }>(`select id from ${noun.replaceAll('-', '_')} order by id limit 1`)).rows[0]?.id;
    if (known !== undefined) found.set(noun, known);
  }
  return found;
}

/** The least input of a command that names records which are there. */
export function inputOn(command: AnyCommand, records: ReadonlyMap<string, string>): Record<string, unknown> {
  const sample = inputOf(command);
  const input = { ...sample };
  const deviation = records.get(spokenOf);
  if (command.about)
    Object.assign(
      input,
      'fromNoun' in sample
        ? { fromNoun: 'qms.deviation', fromId: deviation, toNoun: 'integration.message', toId: records.get('integration.message') }
        : { noun: 'qms.deviation', subject: deviation, ...('revision' in sample && { revision: 1 }) },
    );
  const read = command.input.safeDecode(sample);
  if (!read.success) return input;
  for (const [, need] of listNeeds(command.load(read.data, 'somebody'))) {
    if (need.need !== 'one' && need.need !== 'many') continue;
    const ids: readonly string[] = need.need === 'one' ? [need.id] : need.ids;
    for (const [field, value] of Object.entries(sample))
      if (ids.includes(String(value))) input[field] = Array.isArray(value) ? [records.get(need.noun.address)] : records.get(need.noun.address);
  }
  return input;
}

/** Where an act takes place, read from the record itself: what its input says, else its first record, and all records it speaks of or belongs to. Undefined is the whole site. */
export async function placesTouched(p: OpenPlant, command: AnyCommand, input: unknown): Promise<readonly (string | undefined)[]> {
  const { data } = command.input.safeDecode(input) as { data: never };
  const stateOf = async (noun: AnyNoun, id: string) => {
    const { rows } = await p.house.database.pool.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(r) as row from ${noun.address.replaceAll('-', '_')} r where id::text = $1`,
      [id],
    );
    return rows[0] && Object.fromEntries(Object.entries(rows[0].row).map(([column, value]) => [fieldOfColumn(column), value]));
  };
  let own: string | undefined = command.place?.(data);
  let abouts = [(command.about?.(data) ?? []) as About | readonly About[]].flat();
  for (const [, need] of listNeeds(command.load(data, 'somebody'))) {
    if (need.need === 'some' || need.need === 'fresh') continue;
    for (const id of 'ids' in need ? need.ids : [need.id]) {
      const state = await stateOf(need.noun, id);
      if (state) own ??= need.noun.place(state);
      if (state && need.need === 'one') abouts = [...abouts, ...need.noun.of(state)];
    }
  }
  const spokenAt: (string | undefined)[] = [];
  for (const about of abouts) {
    const noun = p.house.rooms.nouns.get(about.noun)!;
    spokenAt.push(noun.place((await stateOf(noun, about.id)) as never) as string | undefined);
  }
  return own === undefined && spokenAt.length > 0 ? spokenAt : [own, ...spokenAt];
}

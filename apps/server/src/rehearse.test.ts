import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { kinds } from '@millrace/house/kinds';
import { rehearsals } from '@millrace/house/rehearsals';
import { newId } from '@millrace/kernel';
import { executionOf } from '@millrace/mes';
import {
  applicationOf,
  keyOf,
  modelOf,
  after as modelAfter,
  rehearsalReport,
  rehearse,
  type Model,
  type ModelObject,
  type PastPage,
  type RehearsalReport,
  type RehearsedLine,
} from '@millrace/model';
import { rehearseQuery } from '@millrace/model/module';
import { answered, asker, lookBack, type Grant } from '@millrace/store';
import { demoPassword } from './demo.ts';
import { planPlant } from './model-plan.ts';
import { wholeHouse, type Guest, type WholeHouse } from './testing.ts';

// Rules rehearsed on what did happen at a plant, asked over HTTP by a person who may read.

const root = join(import.meta.dirname, '../../..');
let plant: WholeHouse;
let reader: Guest;
let lineReader: Guest;
let begin: Temporal.Instant;
const job = newId<'work.job-order'>();

const wait = async (minutes: number) => {
  plant.clock.advance(minutes * 60);
  await plant.house.engine.settle();
};
/** A blister machine stops for so many minutes, as its connection tells it, and runs again. */
const stands = async (minutes: number) => {
  const say = (state: string, more: object = {}) =>
    plant.act('scada.unit.report', { place: 'PK-21', interval: newId(), state, mode: 'produce', at: plant.clock.now().toString(), ...more });
  await say('held', { callAfterS: 300, ladder: 'packaging-stop' });
  for (let passed = 0; passed < minutes; passed++) await wait(1);
  await say('execute');
  await wait(1);
};

before(async () => {
  plant = await wholeHouse('tablets', '2026-11-18T06:00:00Z');
  begin = plant.clock.now();
  const operator = await plant.as('operator-2');
  await plant.act('work.job-order.create', {
    jobOrder: job,
    workType: 'production',
    place: 'packaging-2',
    workMaster: 'pack-rv20-30',
    definition: 'RV20-30',
    lotNumber: 'L-0412',
    quantity: { value: '1000', unit: '1' },
    plannedStart: begin.toString(),
  });
  await plant.act('work.job-order.dispatch', { jobOrder: job });
  const started = await operator.post('work.job-order.start', { jobOrder: job, at: 'PK-21', workMaster: 'pack-rv20-30' });
  assert.equal(started.status, 200, JSON.stringify(started.body));
  await wait(1);
  for (const [step, data, value] of [
    ['clearance', 'clear', 'yes'],
    ['first-pieces', 'leak', '2'],
    ['first-pieces', 'leak', '1'],
  ] as const) {
    await operator.post('mes.reading.record', { execution: executionOf(job), step, data, value });
    await wait(1);
  }
  const supervisor = await plant.as('supervisor-1');
  const elsewhere = { action: newId(), title: 'Mend the guard', place: 'TP-01', owner: 'operator-3', due: begin.add({ hours: 48 }).toString() };
  const opened = await supervisor.post('governance.action.open', elsewhere);
  assert.equal(opened.status, 200, JSON.stringify(opened.body));
  for (const minutes of [2, 4, 12]) await stands(minutes);
  await wait(60);
  // sessions end with an hour of nothing
  reader = await plant.as('process-engineer-1');
  lineReader = await plant.as('operator-2');
});
after(() => plant?.close());

const pastBy =
  (guest: Guest) =>
  async (address: string, asked: Readonly<Record<string, string>>): Promise<PastPage | string> => {
    const { status, body } = await guest.get(address, asked);
    return status === 200 ? body : String(body.detail);
  };
/** The model in force with some objects otherwise. */
const changed = (...objects: readonly { readonly kind: string; readonly id: string; readonly fields: object }[]): Model => {
  const all = new Map<string, ModelObject>(plant.house.policy().model.byKey);
  for (const one of objects) all.set(keyOf(one), { ...one, fields: { ...all.get(keyOf(one))?.fields, ...one.fields } });
  return modelOf(all.values());
};
async function rehearsed(desired: Model, guest: Guest = reader): Promise<RehearsalReport & { line: (rehearsal: string, what: string) => RehearsedLine }> {
  const inForce = plant.house.policy().model;
  const { changes } = await planPlant(plant.house, 'plants/tablets', desired);
  const report = await rehearse({
    rehearsals,
    plant: 'plants/tablets',
    changes,
    inForce,
    proposed: modelAfter(inForce, changes),
    window: { from: begin, to: plant.clock.now(), zone: 'Europe/Berlin' },
    asOf: { at: plant.clock.now(), position: 1 },
    ask: pastBy(guest),
  });
  return { ...report, line: (rehearsal, what) => report.rehearsed.find((one) => one.rehearsal === rehearsal)!.lines.find((one) => one.what === what)! };
}
/** The directive with the limits of one value otherwise. */
function pack(limits: string, more: object = {}) {
  const { fields } = plant.house.policy().model.byKey.get('work.master pack-rv20-30')!;
  const steps = (fields['steps'] as { id: string; data?: { id: string }[] }[]).map((step) =>
    step.id === 'first-pieces' ? { ...step, data: step.data!.map((data) => (data.id === 'leak' ? { ...data, limits, ...more } : data)) } : step,
  );
  return { kind: 'work.master', id: 'pack-rv20-30', fields: { steps } };
}
const stopLadder = (more: object) => ({ kind: 'governance.ladder', id: 'packaging-stop', fields: more });
const counts = ({ happened, inForce, proposed }: RehearsedLine) => [happened, inForce, proposed];

test('what the ladders in force would have done is what they did, and a shorter limit would have called once more', async () => {
  const report = await rehearsed(changed(stopLadder({ longerThan: '3 min' })));
  assert.deepEqual(counts(report.line('governance.ladders', 'raised')), [2, 2, 3]);
  const calls = report.line('governance.ladders', 'call');
  assert.deepEqual(
    calls.more.first.map((one) => one.name),
    ['team-leader: Blister 2 stood for 4 min'],
  );
  // the stop of twelve minutes and the value out of limits, two steps each
  assert.deepEqual([calls.happened, calls.inForce], [4, 4]);
});

test('what the limits in force would have done is what they did, and wider ones would have let the values pass', async () => {
  const report = await rehearsed(changed(pack('at most 1', { outOfLimits: { recheck: 0 } })));
  assert.deepEqual(counts(report.line('mes.readings', 'outside')), [2, 2, 1]);
  assert.deepEqual(
    report.line('mes.readings', 'outside').fewer.first.map((one) => one.name),
    ['1 1, Blisters that leak of 10 at Blister 2, lot L-0412'],
  );
  assert.deepEqual(counts(report.line('mes.readings', 'blocked')), [1, 1, 1]);
});

test('an act is decided again over the records as they were: without the qualification its start would have been refused', async () => {
  const { fields } = plant.house.policy().model.byKey.get('personnel.person operator-2')!;
  const holds = (fields['holds'] as { qualification: string }[]).filter((one) => one.qualification !== 'blister-line');
  const report = await rehearsed(changed({ kind: 'personnel.person', id: 'operator-2', fields: { holds } }));
  assert.deepEqual(counts(report.line('record.acts', 'refused')), [0, 0, 1]);
  assert.match(report.line('record.acts', 'refused').more.first[0]!.name, /^work\.job-order\.start by operator-2, JO-2026-00001 at .*: This work asks for .*Blister line/);
});

test('an act of a role that may no longer do it, and one that a signature more is asked for, would have been refused', async () => {
  const operator = plant.house.policy().model.byKey.get('personnel.role operator')!;
  const without = (operator.fields['may'] as string[]).filter((one) => one !== 'mes.reading.*');
  const rights = await rehearsed(changed({ kind: 'personnel.role', id: 'operator', fields: { may: without } }));
  assert.match(rights.line('record.acts', 'refused').more.first[0]!.name, /^mes\.reading\.record by operator-2.*: no role of operator-2 holds mes\.reading\.record there$/);
  assert.equal(rights.line('record.acts', 'refused').more.count, 3);
  const policy = {
    kind: 'governance.signature-policy',
    id: 'work.job-order.start / *',
    fields: { of: 'work.job-order.start', signatures: [{ role: 'team-leader', says: 'Begin' }], inOrder: true, differentPersons: true, quickly: false },
  };
  const signatures = await rehearsed(changed(policy));
  assert.match(signatures.line('record.acts', 'refused').more.first[0]!.name, /needs the signature of team-leader: “Begin”$/);
});

test('rehearsing what is in force says that nothing would differ, whatever is touched', async () => {
  // a word that no rule reads touches every rehearsal and changes nothing
  const report = await rehearsed(
    changed(
      stopLadder({ name: 'The line stands' }),
      { kind: 'work.master', id: 'pack-rv20-30', fields: { name: 'Pack thirty' } },
      { kind: 'personnel.role', id: 'operator', fields: { name: 'Machine operator' } },
    ),
  );
  assert.equal(report.rehearsed.length, 3);
  for (const { lines } of report.rehearsed) for (const line of lines) assert.deepEqual([line.what, line.more.count, line.fewer.count], [line.what, 0, 0]);
  assert.deepEqual(
    report.rehearsed.map((one) => one.unheard),
    [undefined, undefined, undefined],
  );
});

test('a change that no rule reads is named, and not passed over', async () => {
  const { notRehearsed } = await rehearsed(changed({ kind: 'governance.retention', id: 'qms.deviation', fields: { keep: '20 years' } }));
  assert.deepEqual(notRehearsed, [{ action: 'change', kind: 'governance.retention', id: 'qms.deviation' }]);
});

test('who sees a part of the plant rehearses on what they see: acts without a place, and those of other places, are not there for them', async () => {
  const wanted = changed({ kind: 'personnel.role', id: 'process-engineer', fields: { may: [] } });
  const all = await rehearsed(wanted);
  const part = await rehearsed(wanted, lineReader);
  const factsOf = ({ rehearsed: [acts] }: RehearsalReport) => acts!.facts;
  assert.ok(factsOf(part) > 0 && factsOf(part) < factsOf(all), `${factsOf(part)} of ${factsOf(all)}`);
  const { body } = await lineReader.get('record.act.export', { from: begin.toString(), to: plant.clock.now().toString(), addresses: '*' });
  assert.ok((body.facts as { place: string | null }[]).every(({ place }) => place !== null));
});

test('who may not ask is told, and the rehearsal says that a part of the past could not be had', async () => {
  const {
    rehearsed: [ladders],
  } = await rehearsed(changed(stopLadder({ longerThan: '3 min' })), { ...reader, get: async () => ({ status: 403, body: { detail: 'You may not do this at this site.' } }) });
  assert.equal(ladders!.unheard, 'You may not do this at this site.');
});

test('whoever is to sign a change that waits may rehearse it on the server, and reads the same', async () => {
  const desired = changed(stopLadder({ longerThan: '3 min' }));
  const report = await planPlant(plant.house, 'plants/tablets', desired);
  const { steps, from, to, plan } = applicationOf(kinds, report);
  const revision = newId();
  await plant.act('model.revision.propose', {
    revision,
    plan,
    from,
    to,
    summary: report.summary,
    steps: steps.map(({ consequences: _, ...step }) => ({ ...step, fields: undefined })),
  });
  const told = await reader.get('model.revision.rehearse', { revision, days: '1' });
  assert.equal(told.status, 200, JSON.stringify(told.body));
  const [ladders] = (rehearsalReport.parse(told.body) as RehearsalReport).rehearsed;
  assert.deepEqual(
    ladders!.lines.map((line) => [line.what, ...counts(line)]),
    [
      ['raised', 2, 2, 3],
      ['call', 4, 4, 4],
    ],
  );
  const others = await plant.as('operator-3');
  assert.deepEqual((rehearsalReport.parse((await others.get('model.revision.rehearse', { revision, days: '1' })).body) as RehearsalReport).rehearsed[0]!.lines, []);
  const unknown = await reader.get('model.revision.rehearse', { revision: newId() });
  assert.match(unknown.body.detail, /^There is no model revision that waits with the id /);
  await plant.act('model.revision.withdraw', { revision, why: 'Only rehearsed' });
});

/** Proposes what touches every rehearsal; the change waits until it is withdrawn. */
async function waiting(t: TestContext): Promise<string> {
  const report = await planPlant(
    plant.house,
    'plants/tablets',
    changed(stopLadder({ longerThan: '3 min' }), pack('at most 1'), { kind: 'personnel.role', id: 'operator', fields: { name: 'Machine operator' } }),
  );
  const { steps, from, to, plan } = applicationOf(kinds, report);
  const revision = newId();
  await plant.act('model.revision.propose', {
    revision,
    plan,
    from,
    to,
    summary: report.summary,
    steps: steps.map(({ consequences: _, ...step }) => ({ ...step, fields: undefined })),
  });
  t.after(() => plant.act('model.revision.withdraw', { revision, why: 'Only rehearsed' }));
  return revision;
}
/** The question as the door asks it for somebody with these rights. */
const rehearsedBy = async (revision: string, grants: readonly Grant[], left?: AbortSignal, found = rehearseQuery(rehearsals, () => plant.house.queries)) => {
  const { house, clock } = plant;
  const who = asker(found.query, {
    site: 'tablets',
    person: 'process-engineer-1',
    now: clock.now(),
    database: house.database,
    policy: house.policy(),
    nouns: house.rooms.nouns,
    grants,
    ...(left && { left }),
  })!;
  return rehearsalReport.parse(await found.answer({ revision, days: 1 } as never, who)) as RehearsalReport;
};
const grant = (pattern: string, place: string | null = null): Grant => ({ role: 'rehearser', pattern, place });

test('who may rehearse hears only the past that they may ask for, where they may; what they may not is named with the right that is missing', async (t) => {
  const revision = await waiting(t);
  const heard = async (...grants: Grant[]) =>
    (await rehearsedBy(revision, [grant('model.revision.rehearse'), ...grants])).rehearsed.map((one) => [one.rehearsal, one.facts > 0, one.unheard]);
  const missing = (address: string) => `You may not do this at this site. It needs a role that holds ${address}; ask your supervisor or the system administrator.`;
  const [readings, ladders] = ['mes.execution.export', 'governance.escalation.export'];
  assert.deepEqual(await heard(), [
    ['record.acts', false, missing('record.act.export')],
    ['mes.readings', false, missing(readings!)],
    ['governance.ladders', false, missing(ladders!)],
  ]);
  assert.deepEqual(await heard(grant('record.act.export'), grant(ladders!), grant(readings!, 'compression')), [
    ['record.acts', true, undefined],
    ['mes.readings', false, undefined],
    ['governance.ladders', true, undefined],
  ]);
});

test('when four wait for a rehearsal the next is refused, and for who has left nothing more of the past is asked', { timeout: 20_000 }, async (t) => {
  const revision = await waiting(t);
  const past = Promise.withResolvers<PastPage>();
  const begun = Promise.withResolvers<void>();
  let asked = 0;
  const slowly = plant.house.queries.map((one) => (one.query.address.endsWith('.export') ? answered(one.query, () => (asked++, begun.resolve(), past.promise)) : one));
  const slow = rehearseQuery(rehearsals, () => slowly);
  const leaving = new AbortController();
  const ask = (left?: AbortSignal) => rehearsedBy(revision, [grant('*')], left, slow);
  const came = [leaving.signal, undefined, undefined, leaving.signal, undefined].map((left) =>
    ask(left).then(
      ({ rehearsed }) => rehearsed.length,
      (error: Error) => error.name,
    ),
  );
  await begun.promise;
  // the others have looked up the change, and stand in line
  await new Promise((resolve) => setTimeout(resolve, 200));
  await assert.rejects(ask(), {
    rule: 'model.revision.rehearse/many-wait',
    status: 503,
    message: '4 wait for this already, and each takes a while. Nothing was done; ask again in some minutes.',
  });
  leaving.abort();
  past.resolve({ facts: [], next: null });
  assert.deepEqual(await Promise.all(came), ['AbortError', 3, 3, 'AbortError', 3]);
  assert.equal(asked, 1 + 3 * 3);
});

test('a rehearsal writes nothing, and the database would not let it', async () => {
  const tables = (await plant.rows(`select schemaname || '.' || tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`))
    .map(({ name }) => String(name))
    // the house seals what was done before by itself, whenever its time comes
    .filter((name) => name !== 'record.seal');
  const contents = async () => {
    const counted: Record<string, unknown> = {};
    for (const name of tables) counted[name] = (await plant.rows(`select count(*) as n, coalesce(sum(hashtext(t::text)), 0) as content from ${name} t`))[0];
    return counted;
  };
  await plant.house.engine.settle();
  const before_ = await contents();
  await rehearsed(changed(stopLadder({ longerThan: '3 min' }), pack('at most 1'), { kind: 'personnel.role', id: 'operator', fields: { may: [] } }));
  assert.deepEqual(await contents(), before_);
  await assert.rejects(
    lookBack(plant.house.database, (client) => client.query(`insert into store.kept_report select * from store.kept_report`)),
    { code: '25006' },
  );
});

/** The command line, as a person calls it. */
function millrace(url: string, ...words: string[]): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, MILLRACE_URL: url, MILLRACE_USER: 'process-engineer-1', MILLRACE_PASSWORD: demoPassword };
  const child = spawn(process.execPath, [join(root, 'apps/millrace/src/main.ts'), ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}
function copyOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-rehearse-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, 'plants/tablets'), folder, { recursive: true });
  return folder;
}

test('an engineer edits a limit and a ladder, calls the command line, and reads what they would have done', async (t) => {
  const url = await plant.listen();
  const folder = copyOf(t);
  const unchanged = await millrace(url, 'rehearse', folder);
  assert.equal(unchanged.code, 0);
  assert.match(unchanged.said, /Nothing to rehearse: the files and the record say the same\.\n/);
  const edit = (file: string, from: string, to: string) => writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replace(from, to));
  edit('boards.yaml', 'longerThan: 5 min', 'longerThan: 3 min');
  edit('work/packaging.yaml', 'limits: at most 0, outOfLimits: { recheck: 1 }', 'limits: at most 1, outOfLimits: { recheck: 0 }');
  const { code, said } = await millrace(url, 'rehearse', folder, '--days', '1');
  assert.equal(code, 2, said);
  assert.match(
    said,
    /^Rehearsed on what happened from 17 Nov 2026, \d\d:\d\d to 18 Nov 2026, \d\d:\d\d \(plant time\), under the model in force \(event [\d,]+\) and under the proposed one\.\n/,
  );
  assert.match(said, /\n {2}~ governance\.ladder +packaging-stop +longer than {2}5 min -> 3 min\n/);
  assert.match(
    said,
    /\nValues that were read: 1 job\n.*\n {2}values out of limits +2 +2 +1\n {4}1 fewer:\n {6}18 Nov 2026, \d\d:\d\d {2}1 1, Blisters that leak of 10 at Blister 2, lot L-0412\n/,
  );
  assert.match(said, /\nCalls by the escalation ladders: 4 stops, calls and other causes\n.*\n {2}causes that start a ladder +\d +\d +\d\n {4}1 more:\n/);
  assert.match(said, /Something would have been different\. Nothing has been changed or written\.\n/);
  const json = await millrace(url, 'rehearse', folder, '--days', '1', '--json');
  assert.equal((JSON.parse(json.said) as RehearsalReport).differs, true);
  assert.match((await millrace(url, 'rehearse', folder, '--days', 'many')).said, /--days is "many"\. Give a whole number of days from 1 to 92\./);
});

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { load, type ModelObject, type RevisionStep } from '@millrace/model';
import { readFolder } from '@millrace/model/node';
import { kinds } from '@millrace/house/kinds';
import type { Call } from './call.ts';
import { runModel } from './model.ts';

const plant = join(import.meta.dirname, '../../../plants/tablets');

/** Answers of a server whose record says these objects, and where nothing waits unless said. */
const answersOf =
  (objects: readonly ModelObject<object>[], waiting: readonly RevisionStep[] = []) =>
  async (path: string) => {
    if (path === '/api/model/object/export') return { objects, position: 1, at: '2026-11-02T05:00:00Z' };
    if (path === '/api/model/revision/list')
      return { rows: waiting.length === 0 ? [] : [{ id: 'r-2', number: 'MR-2026-0002', state: 'approved', effectiveAt: '2026-11-30T23:00:00.000Z' }], next: null };
    if (path === '/api/model/revision/show') return { changes: waiting.map((step) => ({ before: null, ...step })) };
    return {};
  };

/** A server whose record says what the plant's files say and one thing more; it keeps what it is told. */
function serverThatHears(kind: string, fields: object, stateOfApplied = 'applied'): { readonly call: Call; readonly told: string[] } {
  const told: string[] = [];
  const objects = [...load(kinds, readFolder(plant)).model.objects, { kind, id: 'one more', fields }].toReversed();
  const call = {
    query: answersOf(objects),
    command: async (path: string) => (told.push(path), { records: [{ noun: 'model.revision', number: 'MR-1', state: path.endsWith('propose') ? 'proposed' : stateOfApplied }] }),
  } as unknown as Call;
  return { call, told };
}
/** Applies what the files of the plant would change of that record, and answers what was said. */
async function applied(t: TestContext, call: Call, ...options: string[]): Promise<string> {
  process.env['MILLRACE_PASSWORD'] = 'not asked for';
  t.after(() => delete process.env['MILLRACE_PASSWORD']);
  const said = listen(t);
  await runModel('plan', [plant], call, true);
  await runModel('apply', [(JSON.parse(said[0]!) as { id: string }).id, plant, ...options], call, false);
  return said.slice(1).join('\n');
}
const signature = { role: 'plant-manager', says: 'I agree' };

/** A server whose record says what a folder says. */
const serverWith = (folder: string) => ({ query: answersOf(load(kinds, readFolder(folder)).model.objects) }) as unknown as Call;

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'millrace-model-'));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function listen(t: TestContext): string[] {
  const said: string[] = [];
  t.mock.method(console, 'log', (text: string) => void said.push(text));
  return said;
}

test('files that are right by themselves and wrong beside what the record keeps are told with file and line, before anybody signs', async (t) => {
  const { model } = load(kinds, readFolder(plant));
  // the classes are the record's own here, and it has none of blister machines
  const ours = { kind: 'integration.ownership', id: 'equipment.class / * / *', fields: { what: 'equipment.class', owner: 'records' } };
  const objects = [...model.objects.filter((one) => one.id !== 'blister-machine' && one.id !== 'PK-21'), ours];
  const call = { query: answersOf(objects) } as unknown as Call;
  const said = listen(t);
  assert.equal(await runModel('plan', [plant], call, false), 1);
  assert.match(said.join('\n'), /equipment\.yaml:\d+:\d+ {2}equipment\.unit PK-21 {2}class\n {4}`class` names the equipment class blister-machine, which is not in the model\./);
});

test('the files of another plant are told before anything of them is compared', async (t) => {
  const said = listen(t);
  for (const [verb, ...more] of [['plan'], ['rehearse'], ['apply', '7f3a']] as const) {
    const other = join(plant, '../gearbox');
    await assert.rejects(
      runModel(verb, [...more, other], serverWith(plant), false),
      /^Error: This is the model of gearbox, and this record is of tablets: .* Name the server where it runs \(MILLRACE_URL\)/,
    );
  }
  assert.deepEqual(said, []);
});

test('a slip of the pen is told once', async (t) => {
  const copy = join(folder(t), 'tablets');
  cpSync(plant, copy, { recursive: true });
  const rules = join(copy, 'rules.yaml');
  writeFileSync(rules, readFileSync(rules, 'utf8').replace('mode: shadow', 'mode: shaddow'));
  const said = listen(t);
  assert.equal(await runModel('check', [copy], serverWith(plant), false), 1);
  assert.match(said.join('\n'), /1 problem in 1 file/);
});

test('a model is exported into a folder that is not there yet, and plans to nothing', async (t) => {
  const fresh = join(folder(t), 'fresh');
  const said = listen(t);
  assert.equal(await runModel('export', [fresh], serverWith(plant), false), 0);
  assert.ok(readdirSync(fresh).length > 0);
  assert.equal(await runModel('plan', [fresh], serverWith(plant), false), 0);
  assert.match(said.at(-1)!, /Nothing to do/);
});

test('where the plant adds a step before a change of the model, the change is proposed, and what must be signed is said', async (t) => {
  const { call, told } = serverThatHears('governance.lifecycle-step', {
    of: 'model.revision',
    step: 'agree',
    title: 'Agreed',
    before: 'model.revision.apply',
    clock: 'working',
    ...signature,
  });
  const said = await applied(t, call);
  assert.deepEqual(told, ['/api/model/revision/propose']);
  assert.match(said, /needs 2 signatures, the last of which applies it:\n {2}plant-manager: “I agree”\n {2}qa-release: /);
});

test('the policy that holds is the one the server asks: one of a part of the plant says nothing of the whole model', async (t) => {
  const { call, told } = serverThatHears('governance.signature-policy', {
    of: 'model.revision.apply',
    at: 'packaging-1',
    signatures: [signature, signature],
    inOrder: true,
    differentPersons: true,
    quickly: false,
  });
  await applied(t, call);
  assert.deepEqual(told, ['/api/model/revision/apply']);
});

test('a change that waits for its day says it in the time of the plant', async (t) => {
  const elsewhere = { of: 'model.revision.apply', at: 'packaging-1', signatures: [signature], inOrder: true, differentPersons: true, quickly: false };
  const { call } = serverThatHears('governance.signature-policy', elsewhere, 'approved');
  assert.match(await applied(t, call, '--from', '2026-12-01'), /^Approved as MR-1; it comes into force on 1 Dec 2026 \(plant time\)\. Until then: /);
});

/** A folder whose API-7 keeps for a shorter time than the record says, and a server where just that waits for its day. */
function plantThatWaits(t: TestContext): { readonly copy: string; readonly call: Call; readonly materials: string } {
  const copy = join(folder(t), 'tablets');
  cpSync(plant, copy, { recursive: true });
  const { objects } = load(kinds, readFolder(plant)).model;
  const { fields: before } = objects.find((one) => one.kind === 'material.definition' && one.id === 'API-7')!;
  const materials = join(copy, 'materials.yaml');
  writeFileSync(materials, readFileSync(materials, 'utf8').replace(`shelfLife: ${String(before['shelfLife'])}`, 'shelfLife: 7 months'));
  const step = { action: 'change', kind: 'material.definition', id: 'API-7', before, after: { ...before, shelfLife: '7 months' } } as const;
  return { copy, call: { query: answersOf(objects, [step]), command: () => assert.fail('nothing is to be done') } as unknown as Call, materials };
}

test('what waits for its day is not offered again, and is not approved a second time', async (t) => {
  const { copy, call } = plantThatWaits(t);
  const said = listen(t);
  assert.equal(await runModel('plan', [copy], call, false), 0);
  assert.match(said[0]!, /^Waiting in MR-2026-0002, approved, in force from 1 Dec 2026: material\.definition API-7, shelf life\.$/m);
  assert.doesNotMatch(said[0]!, /To apply/);
  await assert.rejects(runModel('apply', ['3676', copy], call, false), {
    message:
      /^Nothing to apply: this waits already in MR-2026-0002, approved, in force from 1 Dec 2026\. If it is to come otherwise, withdraw that first: .* revision=r-2 why=\.\.\.$/,
  });
});

test('what waits for its day is rehearsed, for it is not in force yet', async (t) => {
  const { copy, call } = plantThatWaits(t);
  const said = listen(t);
  const asked: string[] = [];
  const query = async (path: string, parameters: object) => {
    if (!path.endsWith('/record/act/export')) return call.query(path);
    asked.push(JSON.stringify(parameters));
    return { facts: [], next: null };
  };
  assert.equal(await runModel('rehearse', [copy, '--days', '2'], { query } as unknown as Call, false), 3);
  assert.deepEqual(asked, ['{"addresses":"*","from":"2026-10-31T05:00:00Z","to":"2026-11-02T05:00:00Z"}']);
  assert.match(said[0]!, /~ material\.definition +API-7 +shelf life .* -> 7 months\n\nWhat people did: 0 acts and refusals\n {2}nothing came of them, then or now\n/);
  assert.match(said[0]!, /Nothing could be rehearsed: nothing happened in these days that the changed rules read\. .* Nothing has been changed or written\./);
});

test('an export that puts the value in force over one that waits says which revision will change it', async (t) => {
  const { copy, call, materials } = plantThatWaits(t);
  const said = listen(t);
  assert.equal(await runModel('export', [copy], call, false), 0);
  assert.doesNotMatch(readFileSync(materials, 'utf8'), /7 months/);
  assert.deepEqual(said, [
    `wrote ${materials}`,
    'MR-2026-0002, approved, in force from 1 Dec 2026, will change what is written here: material.definition API-7, shelf life. Export again then.',
  ]);
});

test('a folder that is none, and one without a model file, are told before anything is compared', async (t) => {
  const empty = folder(t);
  await assert.rejects(runModel('plan', [join(empty, 'mistyped')], serverWith(plant), false), /mistyped is no folder\. Give the folder of the model files/);
  await assert.rejects(runModel('check', [plant.replace(/tablets$/, 'README.md')], serverWith(plant), false), /is no folder/);
  await assert.rejects(runModel('plan', [empty], serverWith(plant), false), /holds no model file \(\.yaml\)/);
});

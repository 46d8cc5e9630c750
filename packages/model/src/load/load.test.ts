import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftKinds } from '../fixtures/kinds.fixture.ts';
import { load } from './load.ts';

const one = (text: string) => load(draftKinds, [{ path: 'a.yaml', text }]);
const first = (text: string) => {
  const [problem] = one(text).problems;
  assert.ok(problem, 'a problem is found');
  return [`${problem.line}:${problem.column}`, problem.code, problem.says, problem.instead];
};

test('an object may stand in a group or as a document of its own', () => {
  const grouped = one('equipment.enterprise:\n  lindau:\n    name: Lindau\n').model;
  const single = one('kind: equipment.enterprise\nid: lindau\nname: Lindau\n').model;
  assert.deepEqual(grouped.objects, [{ kind: 'equipment.enterprise', id: 'lindau', fields: { name: 'Lindau' } }]);
  assert.deepEqual(single.objects, grouped.objects);
});

test('an empty file and a file of comments hold nothing and are no mistake', () => {
  for (const text of ['', '# nothing yet\n', '---\n', 'equipment.unit:\n']) assert.deepEqual([one(text).problems, one(text).model.objects], [[], []], JSON.stringify(text));
});

test('a name of digits stays as it is written', () => {
  const { model, problems } = one('material.definition:\n  0010: { name: Zero ten, sort: raw, unit: kg }\n');
  assert.deepEqual(problems, []);
  assert.equal(model.objects[0]?.id, '0010');
});

test('a number where a text is needed is shown as written, with the quotes it needs', () => {
  assert.deepEqual(first('equipment.class:\n  a:\n    name: 0010\n'), ['3:11', 'wrong-value', '`name` is 0010; it needs a text.', "Put it in quotes: '0010'."]);
});

test('a field that a later version took out is told as that, with what to do; a slip of the pen beside it is still a slip', () => {
  const taken = (text: string) => one(text).problems.map(({ line, column, code, path, says, instead }) => [`${line}:${column}`, code, path, says, instead]);
  assert.deepEqual(taken('material.definition:\n  API-7: { name: A, sort: raw, unit: kg, retestAfter: 6 months, retestAfterr: 1 }\n'), [
    [
      '2:42',
      'removed-field',
      'retestAfter',
      '`retestAfter` is no field of a material any more; a later version took it out.',
      'Delete it: nothing was ever done by it. A lot expires by `shelfLife`; when it is tested again stands in the procedure of quality.',
    ],
    [
      '2:65',
      'unknown-field',
      'retestAfterr',
      '`retestAfterr` is no field of a material.',
      'It has: name, sort, unit, lots, shelfLife, startsIn, storage, hazards, standardCost, knownAs.',
    ],
  ]);
  assert.deepEqual(taken('scada.connection:\n  c: { name: C, connector: mqtt, at: x, runs: edge }\n'), [
    [
      '2:41',
      'removed-field',
      'runs',
      '`runs` is no field of a connection any more; a later version took it out.',
      'Delete it: nothing was ever done by it. Every connection runs in a server.',
    ],
  ]);
  const master = 'work.master:\n  w:\n    name: W\n    segment: S\n    on: [{ at: x }]\n    steps:\n      - { id: a, title: A }\n      - { id: b, title: B, requires: q }\n';
  assert.deepEqual(taken(master), [
    [
      '8:28',
      'removed-field',
      'steps[1].requires',
      '`requires` is no field of `steps[1]` any more; a later version took it out.',
      'Delete it, and write the qualification under `requires` of the whole work, where starting asks for it. At a step nothing ever did.',
    ],
  ]);
});

test('what nobody wrote is told where the object stands', () => {
  assert.deepEqual(first('equipment.class:\n  a:\n    about: A\n'), ['2:3', 'missing-field', '`name` is missing.', undefined]);
  assert.deepEqual(first('equipment.class:\n  a:\n'), ['2:3', 'missing-field', '`name` is missing.', undefined]);
});

test('a value that is missing inside a list is told where its member stands', () => {
  const text = "personnel.person:\n  p:\n    name: P\n    holds:\n      - { qualification: q, since: '2026-01-01' }\n      - { qualification: q }\n";
  assert.deepEqual(first(text), ['6:9', 'missing-field', '`holds[1].since` is missing.', 'Write it such as 2026-11-23.']);
});

test('an empty value is told from a missing one', () => {
  assert.deepEqual(first('equipment.class:\n  a:\n    name:\n').slice(1, 3), ['wrong-value', '`name` is empty; it needs a text.']);
});

test('a list where fields belong, and fields where a list belongs, are told', () => {
  assert.equal(first('equipment.class:\n  - name: A\n')[2], 'equipment.class is written by id: each equipment class under its own name.');
  assert.equal(first('personnel.role-assignment:\n  a: { person: p }\n')[2], 'personnel.role-assignment is written as a list: each one is known by its person, role, at.');
  assert.equal(first('- a\n')[2], 'A model file holds kinds of objects by name, or one object with kind: and id:.');
});

test('an id that cannot stand on a label is refused', () => {
  assert.equal(first('equipment.class:\n  a b: { name: A }\n')[2], '"a b" cannot be the id of an equipment class.');
  assert.equal(first('kind: equipment.class\nname: A\n')[2], 'This equipment class has no id.');
});

test('the same object in two files is told with the other place', () => {
  const { problems } = load(draftKinds, [
    { path: 'a.yaml', text: 'equipment.class:\n  a: { name: A }\n' },
    { path: 'b.yaml', text: '# here too\nequipment.class:\n  a: { name: B }\n' },
  ]);
  assert.deepEqual(
    problems.map(({ file, line, says }) => [file, line, says]),
    [['b.yaml', 3, 'a is told twice; it also stands in a.yaml on line 2.']],
  );
});

test('two list objects with one key are one object told twice', () => {
  const row = '  - { person: p, role: r, at: x }\n';
  assert.equal(first(`personnel.role-assignment:\n${row}${row}`)[1], 'told-twice');
});

test('a thousand laughs are not read out', () => {
  const lines = Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [${Array.from({ length: 10 }, () => (i === 0 ? 'ha' : `*a${i - 1}`)).join(', ')}]`);
  const start = performance.now();
  const { problems } = one(lines.join('\n'));
  assert.equal(problems.find((problem) => problem.says.startsWith('*'))?.says, '*a0 stands for a value from elsewhere.');
  assert.ok(performance.now() - start < 2000);
});

test('a tag that would run or build something is not read', () => {
  assert.equal(first('equipment.class:\n  a: { name: !!js/function "A" }\n')[1], 'not-plain');
});

test('windows line ends and a byte order mark change nothing', () => {
  const { model, problems } = one('\uFEFFequipment.class:\r\n  a:\r\n    name: A\r\n');
  assert.deepEqual(problems, []);
  assert.equal(model.objects[0]?.fields['name'], 'A');
});

test('a text that holds what nobody sees is told by the sign: two names that look alike would be two things', () => {
  const problem = (sign: string) => first(`equipment.class:\n  a: { name: "A${sign}" }\n`)[2];
  assert.equal(problem('\\0'), 'This text holds U+0000, which nobody sees.');
  assert.equal(problem('\u202e'), 'This text holds U+202E, which nobody sees.');
  assert.equal(problem('\\ud800'), 'This text holds U+D800, which nobody sees.');
  assert.equal(first('equipment.class:\n  a: { name: A }\n---\n\ufeffequipment.class:\n  b: { name: B }\n')[2], 'This text holds U+FEFF, which nobody sees.');
  assert.equal(first('equipment.class:\n  a: { name: "  " }\n')[2], 'This text is blanks only.');
  assert.deepEqual(one('equipment.class:\n  a: { name: "A\\tB\\nC \u200d \u00e4" }\n').problems, []);
});

test('YAML 1.1 is not read: there `no` is false and 012 is ten', () => {
  assert.deepEqual(first('%YAML 1.1\n---\nequipment.class:\n  a: { name: no }\n').slice(1, 3), ['not-plain', '%YAML 1.1 reads `no` as false and 012 as 10.']);
  assert.deepEqual(one('%YAML 1.2\n---\nequipment.class:\n  a: { name: no }\n').problems, []);
});

test('the marks of two versions brought together are told as such', () => {
  assert.match(String(first('<<<<<<< ours\nequipment.class:\n  a: { name: A }\n=======\n')[2]), /^Two versions of this file were brought together/);
});

test('what is nested a thousand deep is told in words', () => {
  assert.equal(first(`equipment.class:\n  a: { name: ${'['.repeat(5000)}${']'.repeat(5000)} }\n`)[2], 'This is nested too deeply to be read.');
});

test('a document without a kind after its kind: is told what it lacks', () => {
  assert.equal(first('kind:\nid: a\n')[2], 'A kind of object is missing here.');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, load } from '@millrace/model';
import { kinds } from './kinds.ts';
import { words } from './words.ts';

const plant = `equipment.enterprise:
  e: { name: E }
equipment.site:
  s: { name: S, in: e, timeZone: Europe/Vienna, currency: EUR }
personnel.role:
  qa: { name: QA, may: [qms.deviation.*, record.step.sign] }
`;

// a name that no room has would be a rule that holds nowhere, and nobody would notice
const slips: readonly (readonly [what: string, file: string, line: number, says: string, instead: string])[] = [
  [
    'a signature on a command that no room has',
    'governance.signature-policy:\n  - of: qms.deviation.aprove\n    signatures:\n      - { role: qa, says: ok }\n',
    2,
    '`of` names the command qms.deviation.aprove, which no room has.',
    'Did you mean qms.deviation.approve?',
  ],
  [
    'a mode of commands that no room has',
    'governance.mode:\n  - { of: qms.deviatoin.*, mode: shadow }\n',
    2,
    '`of` names commands by qms.deviatoin.*, which no room has.',
    'Did you mean qms.deviation.*?',
  ],
  [
    'an owner of a noun that no room has',
    'integration.ownership:\n  - { what: material.lott, owner: records }\n',
    2,
    '`what` names the noun material.lott, which no room has.',
    'Did you mean material.lot?',
  ],
  [
    'an owner of a part that no command changes',
    'integration.ownership:\n  - { what: material.lot/qualty, owner: records }\n',
    2,
    '`what` names a part of material.lot, qualty, which no room has.',
    'Did you mean quality?',
  ],
  [
    'an owner that is no system',
    'integration.ownership:\n  - { what: material.lot, owner: wms }\n',
    2,
    'wms is no system of this plant.',
    'It can be model, records, or an integration.system.',
  ],
  [
    'files as the owner of what is a record',
    'integration.ownership:\n  - { what: material.lot, owner: model }\n',
    2,
    'No model file holds a material.lot: it is a record.',
    'Let records own it, or a system.',
  ],
  [
    'a step before a verb that its noun does not have',
    'governance.lifecycle-step:\n  - { of: qms.deviation, step: x, title: X, before: qms.deviation.finish, role: qa, says: y }\n',
    2,
    '`before` names the command qms.deviation.finish, which no room has.',
    'Did you mean qms.deviation.open, qms.deviation.classify, qms.deviation.approve, qms.deviation.close?',
  ],
  [
    'a second signature on a command that makes its record',
    'governance.signature-policy:\n  - of: qms.deviation.open\n    signatures:\n      - { role: qa, says: ok }\n      - { role: qa, says: fine }\n',
    2,
    'qms.deviation.open makes its record, so there is nothing yet on which the signatures before the last one could be signed.',
    'Ask for one signature here, or take one that comes after it: qms.deviation.classify, qms.deviation.approve, qms.deviation.close.',
  ],
  [
    'a step before a command that makes its record',
    'governance.lifecycle-step:\n  - { of: qms.deviation, step: x, title: X, before: qms.deviation.open, role: qa, says: y }\n',
    2,
    'qms.deviation.open makes its record, so there is nothing yet on which this step could be signed.',
    'Put the step before a later command, or take one that comes after it: qms.deviation.classify, qms.deviation.approve, qms.deviation.close.',
  ],
  [
    'numbers of a noun that has none',
    "governance.numbering:\n  - { of: material.lot, pattern: 'L-{year}-{000}' }\n",
    2,
    '`of` numbers material.lot, which has no number of its own.',
    `Numbers have ${words.numbered.toSorted().join(', ')}.`,
  ],
  [
    'numbers that would come again each year',
    "governance.numbering:\n  - { of: qms.deviation, pattern: 'DEV-{0000}' }\n",
    2,
    'DEV-{0000} counts anew each year and does not show {year}: the same number would come again.',
    'Put {year} into it, or write restarts: never.',
  ],
  [
    'numbers that would come again each month',
    "governance.numbering:\n  - { of: qms.deviation, pattern: 'DEV-{year}-{0000}', restarts: monthly }\n",
    2,
    'DEV-{year}-{0000} counts anew each month and does not show {month}: the same number would come again.',
    'Put {month} into it, or write restarts: never.',
  ],
  ['a time zone that nobody knows', 'equipment.site:\n  t: { name: T, in: e, timeZone: Vienna, currency: EUR }\n', 2, 'Vienna is no time zone.', 'Did you mean Europe/Vienna?'],
];

for (const [what, text, line, says, instead] of slips)
  test(`${what} is told with its place and what was probably meant`, () => {
    const problems = check(
      kinds,
      load(kinds, [
        { path: 'plant.yaml', text: plant },
        { path: 'slip.yaml', text },
      ]),
      words,
    );
    assert.deepEqual(
      problems.map((one) => [one.file, one.line, one.says, one.instead]),
      [['slip.yaml', line, says, instead]],
    );
  });

test('a change of the model may be signed by several: it is proposed first', () => {
  assert.equal(words.makesItsRecord.includes('model.revision.apply'), false);
  assert.ok(words.makesItsRecord.length > 8, words.makesItsRecord.join(', '));
});

test('parts and groups that rooms declare may have owners', () => {
  const text = 'integration.ownership:\n  - { what: work.job-order/execution, owner: records }\n  - { what: material.definition/cost, owner: records }\n';
  assert.deepEqual(
    check(
      kinds,
      load(kinds, [
        { path: 'plant.yaml', text: plant },
        { path: 'a.yaml', text },
      ]),
      words,
    ),
    [],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith, newId, type Act } from '@millrace/kernel';
import { add } from './add.ts';

const at = Temporal.Instant.from('2026-11-22T07:00:00Z');
const act = { id: newId(), by: 'ana', role: 'operator', at, happenedAt: at, site: 'test' } as unknown as Act;
const added = (name: string, begins: string | Buffer) => {
  const bytes = Buffer.from(begins);
  const [event] = decideWith(
    add,
    undefined as never,
    {
      file: newId<'record.file'>(),
      noun: 'qms.deviation',
      subject: newId(),
      name,
      content: { sha256: 'a'.repeat(64), bytes: bytes.length, head: bytes.subarray(0, 16).toString('hex') },
    },
    act,
  );
  return event?.type === 'record.file.added' ? event.mediaType : undefined;
};

test('the ending says what a file is, and its first bytes must agree', () => {
  assert.equal(added('photo.JPG', Buffer.from('ffd8ffe000104a464946', 'hex')), 'image/jpeg');
  assert.equal(added('certificate.pdf', '%PDF-1.7'), 'application/pdf');
  assert.equal(added('table.csv', 'a;b\n1;2'), 'text/csv');
  assert.equal(added('clip.mp4', Buffer.from('000000206674797069736f6d', 'hex')), 'video/mp4');
  for (const [name, begins] of [
    ['certificate.pdf', '<html><script>'],
    ['photo.png', 'GIF89a'],
    ['notes.txt', 'MZ\u0090'],
    ['notes.txt', '%PDF-1.7'],
    ['table.xlsx', '%PDF-1.7'],
  ] as const)
    assert.throws(() => added(name, begins), { rule: 'record.file.add/not-what-it-says' }, name);
});

test('what a computer would run, or a browser would show as a page, is not kept', () => {
  for (const name of ['setup.exe', 'page.html', 'drawing.svg', 'run.sh', 'macro.docm', 'README', 'certificate.pdf.js'])
    assert.throws(() => added(name, 'x'), { rule: 'record.file.add/kind-not-kept' }, name);
});

test('an empty file is told to be empty', () => {
  assert.throws(() => added('certificate.pdf', ''), { rule: 'record.file.add/empty' });
});

test('a name that holds a folder or a control sign is no name of a file', () => {
  const { name } = add.input.shape;
  for (const bad of ['../a.pdf', 'a/b.pdf', 'a\\b.pdf', 'a\u0000.pdf', ' ']) assert.equal(name.safeParse(bad).success, false, bad);
  assert.equal(name.parse(' Prüfzeugnis №7.pdf '), 'Prüfzeugnis №7.pdf');
});

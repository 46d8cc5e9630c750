import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { dropFolder, type Dropped, type Outcome } from './drop-folder.ts';

type Take = (file: Dropped) => Promise<Outcome>;

/** A drop folder; what was handed on and what failed is noted. */
function drop(t: TestContext, { settleMs = 0, take = async () => 'taken' }: { settleMs?: number; take?: Take } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-drop-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'in'));
  const taken: Dropped[] = [];
  const failed: string[] = [];
  // far ahead of whatever the disk says a file was last written, unless the test is about that
  const time = { now: settleMs === 0 ? 4_000_000_000_000 : Date.now() };
  const settings = { settleMs, maxBytes: 1000, now: () => time.now };
  const open = () =>
    dropFolder(
      folder,
      settings,
      async (file) => (taken.push(file), take(file)),
      (name) => void failed.push(name),
    );
  return {
    folder,
    taken,
    failed,
    time,
    open,
    look: open().look,
    lay: (name: string, text = '<a/>', where = 'in') => writeFileSync(join(folder, where, name), text),
    in: (where: string) => readdirSync(join(folder, where)).toSorted(),
  };
}
const refuse: Take = async () => ({ refused: 'It is no message.' });

test('a link laid into the folder is not followed to a file of ours; it lies in error and says why, and so does a folder named as a file', async (t) => {
  const one = drop(t, { take: refuse });
  writeFileSync(join(one.folder, 'anchor.pem'), 'a key');
  symlinkSync(join(one.folder, 'anchor.pem'), join(one.folder, 'in/order.xml'));
  symlinkSync('/nowhere', join(one.folder, 'in/broken.xml'));
  mkdirSync(join(one.folder, 'in/folder.xml'));
  mkdirSync(join(one.folder, 'in/mine'));
  assert.deepEqual([await one.look(), await one.look(), one.taken, one.failed], [0, 0, [], []]);
  assert.deepEqual(one.in('error'), ['broken.xml', 'broken.xml.reason.txt', 'folder.xml', 'folder.xml.reason.txt', 'order.xml', 'order.xml.reason.txt']);
  assert.match(readFileSync(join(one.folder, 'error/order.xml.reason.txt'), 'utf8'), /link .* not followed/);
  assert.deepEqual([readFileSync(join(one.folder, 'anchor.pem'), 'utf8'), one.in('in')], ['a key', ['mine']]);
});

test('a file whose name an older system wrote in Windows-1252 is taken under the name it was meant to have', async (t) => {
  const one = drop(t);
  writeFileSync(Buffer.concat([Buffer.from(join(one.folder, 'in/Auftrag f')), Buffer.from([0xfc]), Buffer.from('r 7.xml')]), '<a/>');
  assert.equal(await one.look(), 1);
  assert.deepEqual([one.in('in'), one.in('done'), one.failed], [[], ['Auftrag für 7.xml'], []]);
});

test('two servers that look into one folder at once lay each file down once, and lose none', async (t) => {
  const one = drop(t, { take: () => new Promise((done) => setTimeout(done, Math.random() * 4, 'taken')) });
  const names = Array.from({ length: 40 }, (_, i) => `order-${String(i).padStart(2, '0')}.xml`);
  for (const name of names) one.lay(name);
  const servers = [one.open(), one.open()];
  const laid = await Promise.all(servers.map((server) => server.look()));
  assert.deepEqual([laid[0]! + laid[1]!, one.failed, one.in('in'), one.in('work'), one.in('done')], [40, [], [], [], names]);
});

test('a file with the longest name a disk takes is laid in error with its reason, and is not taken again', async (t) => {
  const one = drop(t, { take: refuse });
  one.lay(`${'x'.repeat(251)}.xml`);
  assert.deepEqual([await one.look(), await one.look(), one.taken.length, one.failed], [1, 0, 1, []]);
  const [file, reason] = one.in('error');
  assert.equal(reason, `${file}.reason.txt`);
  assert.match(file!, /\.xml$/);
});

test('a file is taken when its sender has left it alone, and never while its name says that it is written', async (t) => {
  const one = drop(t, { settleMs: 500 });
  one.lay('order.xml', '<half');
  one.lay('other.xml.part');
  one.lay('.other.xml');
  one.lay('other.TMP');
  assert.equal(await one.look(), 0);
  one.time.now += 1000;
  assert.equal(await one.look(), 1);
  assert.deepEqual([one.in('done'), one.in('in')], [['order.xml'], ['.other.xml', 'other.TMP', 'other.xml.part']]);
});

for (const [how, hours] of [
  ['ahead', 1],
  ['behind', -1],
] as const)
  test(`a file server whose clock is ${how} has its files taken when we saw them left alone, and not before`, async (t) => {
    const one = drop(t, { settleMs: 500 });
    const write = (text: string) => {
      one.lay('order.xml', text);
      // what its clock says of this moment
      const at = new Date(one.time.now + hours * 3_600_000);
      utimesSync(join(one.folder, 'in/order.xml'), at, at);
    };
    write('<order>');
    assert.equal(await one.look(), 0);
    one.time.now += 400;
    write('<order><line/>');
    assert.equal(await one.look(), 0);
    one.time.now += 400;
    assert.equal(await one.look(), 0, 'it was written to 400 ms ago');
    one.time.now += 400;
    assert.equal(await one.look(), 1);
    assert.equal(Buffer.from(one.taken[0]!.bytes!).toString(), '<order><line/>');
  });

test('a file whose time lies ahead of ours, as a copy keeps it, is taken and does not wait for that day', async (t) => {
  const one = drop(t, { settleMs: 500 });
  one.lay('order.xml');
  const tomorrow = new Date(one.time.now + 86_400_000);
  utimesSync(join(one.folder, 'in/order.xml'), tomorrow, tomorrow);
  assert.equal(await one.look(), 0);
  one.time.now += 700;
  assert.deepEqual([await one.look(), one.in('done')], [1, ['order.xml']]);
});

test('a file of which only half is there stays in work until it is whole', async (t) => {
  const one = drop(t, { settleMs: 500, take: async ({ bytes }) => (Buffer.from(bytes!).toString().endsWith('</a>') ? 'taken' : 'not-whole') });
  one.lay('order.xml', '<a>');
  await one.look();
  one.time.now += 700;
  assert.deepEqual([await one.look(), one.in('work'), one.in('error')], [0, ['order.xml'], []]);
  assert.equal(one.taken[0]!.quietMs, 700);
  one.time.now += 20_000;
  await one.look();
  assert.equal(one.taken[1]!.quietMs, 20_700, 'though it lies in another folder now');
  one.lay('order.xml', '<a></a>', 'work');
  assert.deepEqual([await one.look(), one.in('done')], [1, ['order.xml']]);
});

test('a file that its sender takes back while we look keeps nobody else from being taken', async (t) => {
  const one = drop(t, { take: async () => (existsSync(join(one.folder, 'in/b.xml')) && unlinkSync(join(one.folder, 'in/b.xml')), 'taken') });
  for (const name of ['a.xml', 'b.xml', 'c.xml']) one.lay(name);
  assert.equal(await one.look(), 2);
  assert.deepEqual([one.in('done'), one.failed], [['a.xml', 'c.xml'], []]);
});

test('names in any script and with any sign are taken as they are', async (t) => {
  const names = ['-rf.xml', 'Auftrag №7 – Größe.xml', 'a\nb.xml', 'זה.xml', '📦.xml', '%2e%2e.xml', 'it\'s "quoted".xml', 'no-ending', ' .xml'].toSorted();
  const one = drop(t);
  for (const name of names) one.lay(name);
  assert.equal(await one.look(), names.length);
  assert.deepEqual(one.in('done'), names);
});

test('the same name again stands beside the first one, in done and in error', async (t) => {
  const one = drop(t, { take: async ({ bytes }) => (bytes!.length > 4 ? { refused: 'no' } : 'taken') });
  for (const text of ['<a/>', '<b/>', '<worse/>', '<worst/>']) {
    one.lay('order.xml', text);
    await one.look();
  }
  assert.deepEqual(
    one
      .in('done')
      .map((name) => readFileSync(join(one.folder, 'done', name), 'utf8'))
      .toSorted(),
    ['<a/>', '<b/>'],
  );
  assert.equal(one.in('error').length, 4);
});

test('what could not be kept stays in work and is taken at the next look; one of its name waits behind it and is not lost', async (t) => {
  let isFull = true;
  const one = drop(t, { take: async () => (isFull ? Promise.reject(new Error('the disk is full')) : 'taken') });
  one.lay('order.xml', '<first/>');
  await one.look();
  one.lay('order.xml', '<second/>');
  await one.look();
  assert.deepEqual([one.in('work'), one.in('in')], [['order.xml'], ['order.xml']]);
  isFull = false;
  assert.equal(await one.look(), 2);
  assert.deepEqual(one.taken.filter((file) => Buffer.from(file.bytes!).toString() === '<second/>').length, 1);
  assert.equal(one.in('done').length, 2);
});

test('what a crash left in work is taken first', async (t) => {
  const one = drop(t);
  mkdirSync(join(one.folder, 'work'));
  one.lay('z-left.xml', '<a/>', 'work');
  one.lay('a-new.xml');
  await one.look();
  assert.deepEqual(
    one.taken.map((file) => file.name),
    ['z-left.xml', 'a-new.xml'],
  );
});

test('two servers that look at once take every file once', async (t) => {
  const one = drop(t, { take: async () => (await new Promise((resolve) => setTimeout(resolve, 2)), 'taken') });
  for (let i = 0; i < 30; i++) one.lay(`${i}.xml`);
  const laid = await Promise.all([one.open().look(), one.open().look()]);
  await one.look();
  assert.equal(one.in('done').length, 30);
  assert.deepEqual(one.failed, []);
  assert.ok(laid[0]! + laid[1]! <= 30);
});

test('a file larger than is read comes without its bytes, but with its hash', async (t) => {
  const one = drop(t, { take: refuse });
  one.lay('huge.xml');
  truncateSync(join(one.folder, 'in/huge.xml'), 100_000_000);
  await one.look();
  assert.deepEqual([one.taken[0]!.bytes, one.taken[0]!.size, one.taken[0]!.sha256.length], [undefined, 100_000_000, 64]);
});

// the superuser may read everything, so there is nothing to see for him
test('a file that may not be read is told and keeps nobody else from being taken', { skip: process.getuid?.() === 0 ? 'run as root' : false }, async (t) => {
  const one = drop(t);
  one.lay('a-locked.xml');
  chmodSync(join(one.folder, 'in/a-locked.xml'), 0);
  one.lay('b.xml');
  assert.equal(await one.look(), 1);
  assert.deepEqual([one.failed, one.in('work')], [['a-locked.xml'], ['a-locked.xml']]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { check } from '../check/check.ts';
import { kind } from '../kind.ts';
import { kindsOf } from '../kinds.ts';
import { exportFiles } from '../write/export.ts';
import { load } from './load.ts';

const work = kind({
  name: 'work.master',
  title: 'work master',
  about: 'Work.',
  schema: z.strictObject({ steps: z.array(z.strictObject({ picture: z.string().optional() })) }),
  files: { 'steps.*.picture': 'work.picture' },
});
const picture = kind({ name: 'work.picture', title: 'picture', about: 'A picture.', schema: z.strictObject({ name: z.string(), mediaType: z.string(), content: z.string() }) });
const kinds = kindsOf([work, picture]);
const yaml = { path: 'p/work.yaml', text: '# how we pack\nwork.master:\n  pack:\n    steps:\n      - { picture: weigh.svg }\n' };
const svg = (text = '<svg/>') => ({ path: 'p/pictures/weigh.svg', text });
const pictureOf = (files: Parameters<typeof load>[1]) => (load(kinds, files).model.objects[0]!.fields as { steps: { picture: string }[] }).steps[0]!.picture;

test('a picture that a step names is bound to its content: another picture is another instruction', () => {
  // printf '<svg/>' | sha256sum
  assert.equal(pictureOf([yaml, svg()]), 'weigh.svg sha256:d4dc56669143034f31aa309635d4113d9ad76a02b1739da22c965ed2049be9e6');
  assert.notEqual(pictureOf([yaml, svg()]), pictureOf([yaml, svg('<svg id="other"/>')]));
});
test('its content becomes an object known by its hash, once, however many steps show it', () => {
  const twice = { ...yaml, text: yaml.text + '      - { picture: weigh.svg }\n' };
  const { model, problems } = load(kinds, [twice, svg()]);
  assert.deepEqual(problems, []);
  const [, one, ...more] = model.objects;
  assert.deepEqual([one!.kind, one!.fields, more], ['work.picture', { name: 'weigh.svg', mediaType: 'image/svg+xml', content: '<svg/>' }, []]);
  assert.equal(pictureOf([twice, svg()]), `weigh.svg sha256:${one!.id}`);
});
test('a picture that is not there is told where it is named, with the one that was meant', () => {
  const { problems } = load(kinds, [{ ...yaml, text: yaml.text.replace('weigh', 'wiegh') }, svg()]);
  assert.deepEqual(
    problems.map(({ file, line, code, path, says, instead }) => [file, line, code, path, says, instead]),
    [['p/work.yaml', 5, 'dangling-reference', 'steps[0].picture', 'There is no file wiegh.svg beside the model files.', 'Did you mean weigh.svg?']],
  );
});
test('a picture that is too large for a terminal is refused', () => {
  assert.match(load(kinds, [yaml, svg('x'.repeat(400_001))]).problems[0]!.says, /^weigh\.svg has 400 kB; a picture may have 400 kB\.$/);
});
test('what was read is written back to the letter: the file is named, and stands beside', () => {
  const loaded = load(kinds, [yaml, svg()]);
  assert.deepEqual(check(kinds, loaded), []);
  assert.deepEqual(exportFiles(kinds, loaded.model, [yaml, svg()], 'p/'), [yaml, svg()]);
  const fresh = exportFiles(kinds, loaded.model, [], 'p/');
  assert.match(fresh[0]!.text, /picture: weigh\.svg\n/);
  assert.deepEqual(fresh[1], svg());
});
test('two pictures of one name in two folders are told where one is named, for nobody knows which was meant', () => {
  const { problems } = load(kinds, [yaml, svg(), { path: 'p/old/weigh.svg', text: '<svg id="old"/>' }]);
  assert.deepEqual(
    problems.map(({ line, says, instead }) => [line, says, instead]),
    [[5, 'Files of the name weigh.svg stand in several folders: p/pictures/weigh.svg, p/old/weigh.svg.', 'Give each a name of its own; a model names a file without its folder.']],
  );
});
test('two names of the same bytes are both bound, are one content, and are both written back', () => {
  const both = { ...yaml, text: yaml.text + '      - { picture: count.svg }\n' };
  const files = [both, svg(), { path: 'p/pictures/count.svg', text: '<svg/>' }];
  const { model, problems } = load(kinds, files);
  assert.deepEqual(problems, []);
  const hash = 'd4dc56669143034f31aa309635d4113d9ad76a02b1739da22c965ed2049be9e6';
  assert.deepEqual(
    (model.objects[0]!.fields as { steps: { picture: string }[] }).steps.map((one) => one.picture),
    [`weigh.svg sha256:${hash}`, `count.svg sha256:${hash}`],
  );
  assert.deepEqual(
    model.objects.slice(1).map((one) => [one.id, one.fields['name']]),
    [[hash, 'count.svg']],
  );
  assert.deepEqual(
    exportFiles(kinds, model, [], 'p/')
      .slice(1)
      .map((one) => one.path)
      .toSorted(),
    ['p/pictures/count.svg', 'p/pictures/weigh.svg'],
  );
});

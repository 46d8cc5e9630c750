import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { check, exportFiles, load, planText, problemsText, type SourceFile } from '@millrace/model';
import { readFolder } from '@millrace/model/node';
import { loadStored } from '@millrace/model/module';
import { kinds } from '@millrace/house/kinds';
import { words } from '@millrace/house/words';
import { planPlant } from './model-plan.ts';
import { wholeHouse, type WholeHouse } from './testing.ts';

const root = join(import.meta.dirname, '../../..');

for (const name of ['tablets', 'gearbox'])
  describe(name, () => {
    let plant: WholeHouse;
    before(async () => {
      plant = await wholeHouse(name);
    });
    after(() => plant?.close());

    const exported = async (over?: readonly SourceFile[]) => exportFiles(kinds, await loadStored(plant.house.database, name), over);
    /** What a plan of these files says. */
    const planned = async (files: readonly SourceFile[]) => {
      const loaded = load(kinds, files);
      const problems = check(kinds, loaded, words);
      assert.equal(problems.length, 0, problemsText(problems));
      return planText(await planPlant(plant.house, name, loaded.model));
    };

    test('what was applied is exported, and planning the exported files says that there is nothing to do', async () => {
      assert.match(await planned(await exported()), /Nothing to do: the files and the record agree on \d+ objects\./);
    });

    test('exported over its own files, every file comes back to the letter', async () => {
      // a picture stands in a file of its own, beside the text that names it
      const own = readFolder(join(root, 'plants', name));
      const texts = (files: readonly SourceFile[]) => new Map(files.filter((one) => one.path.endsWith('.yaml')).map((one) => [one.path, one.text]));
      assert.deepEqual(texts(await exported(own)), texts(own));
    });

    test('a unit that is renamed keeps its record, and the exported files plan to nothing', async () => {
      const { model } = plant.house.policy();
      const unit = model.objects.find((one) => one.kind === 'equipment.unit')!;
      const renamed = load(
        kinds,
        (await exported()).map((file) => ({ ...file, text: renameIn(file.text, unit.id, 'RENAMED-1') })),
      );
      assert.deepEqual(check(kinds, renamed, words), []);
      const report = await planPlant(plant.house, name, renamed.model);
      assert.deepEqual(
        report.changes.filter((one) => one.kind === 'equipment.unit').map((one) => [one.action, one.id, 'was' in one ? one.was : undefined]),
        [['rename', 'RENAMED-1', unit.id]],
      );
      await plant.revise([...renamed.model.objects]);
      assert.match(await planned(await exported()), /Nothing to do/);
      const [old] = await plant.rows(`select state from model.object where kind = 'equipment.unit' and name = $1`, unit.id);
      assert.equal(old!['state'], 'retired', 'the old name stays readable: old records bear it');
    });
  });

/** Gives an object another name in a file, with `was`, and changes every reference to it. */
function renameIn(text: string, from: string, to: string): string {
  const word = new RegExp(`(?<![\\w-])${from}(?![\\w.-])`, 'g');
  return text.replace(word, to).replace(new RegExp(`^( +)${to}:\\n( +)`, 'm'), (_, indent: string, inner: string) => `${indent}${to}:\n${inner}was: ${from}\n${inner}`);
}

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { talker } from './talk.fixture.ts';
import { readArchive, readConversation } from './txtar.ts';

const folder = join(import.meta.dirname, 'sessions');

for (const name of readdirSync(folder).filter((one) => one.endsWith('.txtar'))) {
  const archive = readArchive(readFileSync(join(folder, name), 'utf8'));
  const { exchanges } = readConversation(archive.text);

  test(`session ${name.replace('.txtar', '').replaceAll('-', ' ')}`, async () => {
    assert.ok(exchanges.length > 0, 'a session says something');
    const talk = talker(archive.files);
    for (const expected of exchanges) {
      const answer = await talk(expected.command);
      assert.deepEqual({ command: expected.command, says: answer.says.trimEnd().split('\n'), exit: answer.exit }, { ...expected, says: expected.says.split('\n') });
    }
  });
}

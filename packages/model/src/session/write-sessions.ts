// Writes down what the sessions say now; read the difference before you keep it: node packages/model/src/session/write-sessions.ts
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { talker } from './talk.fixture.ts';
import { readArchive, readConversation, sessionText } from './txtar.ts';

const folder = join(import.meta.dirname, 'sessions');
for (const name of readdirSync(folder)) {
  const path = join(folder, name);
  const { text, files } = readArchive(readFileSync(path, 'utf8'));
  const { preface, exchanges } = readConversation(text);
  const talk = talker(files);
  const said = [];
  for (const { command } of exchanges) said.push({ command, ...(await talk(command)) });
  writeFileSync(path, sessionText(preface, said, files));
}

import { createInterface } from 'node:readline';
import { lockFile } from './file-lock.ts';

// One of many starts. Each line is a moment: then it wants the lock and says how that went; the next line gives it back.
const path = process.argv[2]!;
const say = (word: string) => process.stdout.write(`${word}\n`);
let giveBack = () => {};
let isAsked = true;
createInterface({ input: process.stdin }).on('line', (line) => {
  if (!isAsked) giveBack();
  if (isAsked) {
    while (Date.now() < Number(line)) continue;
    try {
      giveBack = lockFile(path);
      say('held');
    } catch (error) {
      giveBack = () => {};
      say(error instanceof Error ? error.name : String(error));
    }
  } else say('given back');
  isAsked = !isAsked;
});
say('ready');

// rows along which a finger or a mind runs on: the alphabet, the figures, and the keys of the keyboards sold here, to the right and to the left
const ahead = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'qwertzuiopü', 'azertyuiop', 'asdfghjkl', 'asdfghjklöä', 'qsdfghjklm', 'zxcvbnm', 'yxcvbnm', 'wxcvbn'];
const rows = ahead.flatMap((row) => [row, [...row].toReversed().join('')]);

// 3: two letters that follow each other stand in most words, three in few
const leastRun = 3;
// 6: half of the twelve letters that a password has at least
const leastFree = 6;
// 5: twelve figures drawn by chance have fewer kinds three times in a thousand, twelve letters once in some millions
const leastKinds = 5;

/**
 * Whether most of a secret follows from its beginning: one letter, a row of keys or a short block again and again (NIST SP 800-63B 5.1.1.2). Given
 * as letters, in lower case.
 */
export function isPredictable(letters: readonly string[]): boolean {
  return new Set(letters).size < leastKinds || freeIn(blockOf(letters)) < leastFree;
}

/** The block that a secret repeats to its end; the whole of one that repeats none. */
function blockOf(letters: readonly string[]): readonly string[] {
  for (let length = 1; length <= letters.length / 2; length++) if (letters.every((letter, i) => i < length || letter === letters[i - length])) return letters.slice(0, length);
  return letters;
}

/** How many letters do not follow from the one before them; of a run only the first counts. */
function freeIn(letters: readonly string[]): number {
  let free = 0;
  for (let at = 0; at < letters.length; free++) {
    const run = Math.max(repeatedAt(letters, at), ...rows.map((row) => alongAt(letters, at, row)));
    at += run < leastRun ? 1 : run;
  }
  return free;
}

function repeatedAt(letters: readonly string[], at: number): number {
  let run = 1;
  while (letters[at + run] === letters[at]) run++;
  return run;
}

function alongAt(letters: readonly string[], at: number, row: string): number {
  const from = row.indexOf(letters[at]!);
  if (from < 0) return 0;
  let run = 1;
  while (from + run < row.length && letters[at + run] === row[from + run]) run++;
  return run;
}

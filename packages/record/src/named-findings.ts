import { snake, tableName, type Asker } from '@millrace/store';
import { knownAs } from './known-as.ts';
import { imageOf, type Finding } from './verify.ts';

/** A record that a finding is about, as people call it: by the number that was recorded, whatever stands there now. */
export interface Concerned {
  readonly noun: string;
  readonly id: string;
  /** `Deviation DEV-2026-0012`. */
  readonly called: string;
}

export type NamedFinding = Pick<Finding, 'what' | 'where' | 'sentence' | 'changes'> & { readonly of: readonly Concerned[] };

/** Findings with the records they are about named by kind and number, so that nobody has to look up an identity in the database. */
export async function namedFindings(asker: Pick<Asker, 'database' | 'site' | 'nouns'>, findings: readonly Finding[]): Promise<NamedFinding[]> {
  const nounOf = new Map([...asker.nouns.values()].map((noun) => [tableName(noun.address), noun]));
  const known = await knownAs(
    asker,
    findings.flatMap(({ rows = [] }) => rows.map(({ id }) => id)),
  );
  return findings.map(({ what, where, sentence, changes, rows = [] }) => {
    const of = rows.flatMap(({ table, id, recorded }): Concerned[] => {
      const noun = (table !== undefined && nounOf.get(table)) || asker.nouns.get(known[id]?.noun ?? '');
      if (!noun) return [];
      const number = numberIn(recorded, noun.calledBy) ?? known[id]?.number;
      return [{ noun: noun.address, id, called: number === undefined ? noun.title : `${noun.title} ${number}` }];
    });
    return { what, where, sentence: inTheirWords(sentence, of), of, ...(changes && { changes }) };
  });
}

function numberIn(recorded: string | undefined, calledBy: string | undefined): string | undefined {
  if (recorded === undefined || calledBy === undefined) return undefined;
  const number = imageOf(recorded)[snake(calledBy)];
  return typeof number === 'string' ? number : undefined;
}

/** `The row 0192… of qms.deviation is` as `Deviation DEV-2026-0012 (row 0192… of qms.deviation) is`. */
function inTheirWords(sentence: string, of: readonly Concerned[]): string {
  return of.reduce((text, { id, called }) => {
    const row = new RegExp(`The row (${RegExp.escape(id)}) of (\\S+?)(?= )`);
    return row.test(text) ? text.replace(row, (_, one: string, table: string) => `${called} (row ${one} of ${table})`) : text.replaceAll(id, `${called} (${id})`);
  }, sentence);
}

import { parseArgs } from 'node:util';
import type { Call } from './call.ts';

/** `millrace invite <person> --reason <why>`: a code by which the person chooses a password and a PIN, once. It is shown here and kept nowhere. */
export async function runInvite(words: readonly string[], call: Call, isJson: boolean): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { reason: { type: 'string' }, hours: { type: 'string' } } });
  const person = positionals[0];
  if (person === undefined) throw new Error('Say whom: millrace invite <person> --reason <why> [--hours 72].');
  const { code } = (await call.command(
    '/api/invitation',
    { person, ...(values.hours !== undefined && { hours: Number(values.hours) }) },
    { ...(values.reason !== undefined && { reason: values.reason }) },
  )) as {
    code: string;
  };
  const url = `${call.url}/invitation#${code}`;
  console.log(isJson ? JSON.stringify({ person, code, url }) : `${person} opens this once, and chooses a password:\n\n  ${url}\n\nIt is shown here only.`);
  return 0;
}

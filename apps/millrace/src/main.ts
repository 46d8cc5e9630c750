import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runAudit } from './audit.ts';
import { runBackup } from './backup.ts';
import { Call } from './call.ts';
import { runInvite } from './invite.ts';
import { runModel } from './model.ts';
import { runRestore } from './restore.ts';
import { runAddress } from './run-address.ts';
import { serverUrl } from './server-url.ts';
import { settingsText } from './settings-text.ts';

const help = `millrace: the manufacturing operating system, from the command line

  millrace check <plant>              is this operating model right?
  millrace plan <plant>               what would applying it change? (exit 0 nothing, 2 changes, 1 error)
  millrace rehearse <plant>           what would it have done on the plant's own past? (--days 7; exit 0 nothing else, 2 something,
                                      1 error or a part not heard, 3 nothing could be rehearsed)
  millrace apply <plan id> <plant>    apply a plan (asks for the signature it needs; proposes it where several must sign)
                                      --from 2026-12-01 in force from that day, --why "..." kept with it
                                      --expects "oee at packaging-2 from 62 to 68 by 2026-12-24" judged on that day
  millrace export <plant>             write the model in force back to files
  millrace invite <person> --reason <why>   a code by which the person chooses a password, once
  millrace audit verify               prove the trail against its seals and their anchor
  millrace backup <folder>            database, witness and keys, with digests
  millrace restore <folder>           into an empty database, digests compared
  millrace <room> <noun> <verb> ...   any command or query: name=value, --reason, --sign <meaning>
  millrace help [room noun verb]      what an address takes
  millrace help settings              what is set from outside

Options: --url (or MILLRACE_URL; else the server of MILLRACE_HOST and MILLRACE_PORT, 127.0.0.1:4000), --user, --password (or MILLRACE_USER, MILLRACE_PASSWORD), --token (MILLRACE_TOKEN), --json`;

const { values, tokens } = parseArgs({
  args: process.argv.slice(2),
  strict: false,
  allowPositionals: true,
  tokens: true,
  options: {
    url: { type: 'string' },
    user: { type: 'string' },
    password: { type: 'string' },
    token: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});
const env = process.env;
const text = (name: string): string | undefined => (typeof values[name] === 'string' ? (values[name] as string) : undefined);
const call = new Call(text('url') ?? serverUrl(env), {
  user: text('user') ?? env.MILLRACE_USER,
  password: text('password') ?? env.MILLRACE_PASSWORD,
  token: text('token') ?? env.MILLRACE_TOKEN,
});
const isJson = values.json === true;
// the words after the command, options of its own included
const own = new Set(['url', 'user', 'password', 'token', 'json']);
const taken = new Set(
  tokens
    .filter((one) => one.kind === 'option' && own.has(one.name))
    .flatMap((one) => (one.kind === 'option' && one.value !== undefined && one.inlineValue === false ? [one.index, one.index + 1] : [one.index])),
);
const words = process.argv.slice(2).filter((_, i) => !taken.has(i));
const [first, second] = words;

async function run(): Promise<number> {
  if (first === undefined || values.help === true || (first === 'help' && second === undefined)) {
    console.log(help);
    return 0;
  }
  if (first === 'help' && second === 'settings') {
    console.log(settingsText());
    return 0;
  }
  if (['check', 'plan', 'rehearse', 'apply', 'export'].includes(first)) return runModel(first, words.slice(1), call, isJson);
  if (first === 'audit' && second === 'verify') return runAudit(call, isJson);
  if (first === 'invite') return runInvite(words.slice(1), call, isJson);
  if (first === 'backup') return runBackup(words.slice(1), env);
  if (first === 'restore') return runRestore(words.slice(1), env);
  return runAddress(words, call, isJson, (path) => readFileSync(path, 'utf8'));
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

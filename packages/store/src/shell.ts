import { Fault, houseRefusal, Refusal, type AnyCommand } from '@millrace/kernel';
import { asRefusal, unreached } from './database-error.ts';
import type { Answer, Envelope } from './envelope.ts';
import { alone } from './group.ts';
import { isKeepable } from './keepable.ts';
import { keepReport } from './kept-report.ts';
import { once, type Asked } from './once.ts';
import type { ShellParts } from './parts.ts';
import { isFinal, rememberRefusal } from './receipt.ts';
import { checkSecret } from './signatures.ts';
import { together, type Together } from './together.ts';
import { badInput } from './work.ts';
import type { Extra } from './write.ts';

export interface Shell {
  /** Does one command, whole or not at all. Throws a `Refusal` when a rule of the plant says no. */
  readonly execute: (address: string, input: unknown, envelope: Envelope, extra?: Extra) => Promise<Answer>;
  readonly parts: ShellParts;
}

// a deadlock or a serialization failure is nobody's fault and goes away; more than a few in a row is a crowd
const attempts = 5;

export function shell(parts: ShellParts): Shell {
  const shared = together(parts);
  const execute = async (address: string, raw: unknown, envelope: Envelope, extra: Extra = {}): Promise<Answer> => {
    const command = parts.rooms.commands.get(address);
    if (!command) throw new Fault(`No command has the address ${address}`);
    const asked = { parts, command, raw, envelope, extra };
    try {
      return await attempt(shared, asked);
    } catch (error) {
      // nothing is kept of a fault, nor of who is not let in: who was just locked out reads why
      if (!(error instanceof Refusal) || error.status === 401) throw error;
      return await patiently(command, () => refused(asked, error));
    }
  };
  return { execute, parts };
}

async function attempt(shared: Together, asked: Omit<Asked, 'input' | 'signer'>): Promise<Answer> {
  const { parts, command, raw, envelope } = asked;
  const parsed = command.input.safeDecode(raw);
  if (!parsed.success) throw badInput(command.address, parsed.error.issues);
  if (!isKeepable(raw) || !isKeepable(envelope.reason))
    throw houseRefusal(command.address, 'bad-input', { problems: 'a text holds U+0000 or half a character, which no record keeps; leave it out' });
  const signer = await checkSecret(parts, command, envelope);
  const whole: Asked = { ...asked, input: parsed.data, signer };
  return patiently(command, async (tried) => {
    const answer = tried === 1 ? await shared.execute(whole) : alone;
    if (answer !== alone) return answer;
    const own = await once(whole);
    shared.changed(envelope.site, own.records);
    return own;
  });
}

/** Tries again what goes away by itself; of what does not, its sender is told that the record is busy. */
async function patiently(command: AnyCommand, does: (tried: number) => Promise<Answer>): Promise<Answer> {
  for (let tried = 1; ; tried++) {
    try {
      return await does(tried);
    } catch (error) {
      const met = asRefusal(command, error, tried === attempts);
      if (met === 'again' && tried < attempts) {
        await new Promise((resolve) => setTimeout(resolve, 5 * tried * (1 + Math.random())));
        continue;
      }
      if (met === 'again') throw houseRefusal(command.address, 'busy');
      throw met;
    }
  }
}

/** What becomes of an act that a rule refused: a report is kept, a refusal is remembered and told. */
async function refused({ parts, command, raw, envelope }: Omit<Asked, 'input' | 'signer'>, refusal: Refusal): Promise<Answer> {
  await checkStanding(parts, command, envelope);
  if (command.is === 'report' && refusal.status !== 503) return keepReport(parts, command, raw, envelope, refusal);
  if (isFinal(refusal)) return rememberRefusal(parts, command, raw, envelope, refusal);
  throw refusal;
}

/** What is kept of a refused act is kept of somebody signed in, however early it was refused. */
async function checkStanding(parts: ShellParts, command: AnyCommand, { standing }: Envelope): Promise<void> {
  if (!standing) return;
  const { rows } = await parts.database.pool.query<{ standing: boolean | null }>(`select (${standing.text}) as standing`, [...standing.values]).catch((error: unknown) => {
    throw unreached(error);
  });
  if (rows[0]?.standing !== true) throw houseRefusal(command.address, 'not-signed-in');
}

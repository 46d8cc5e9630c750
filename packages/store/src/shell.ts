import { createHash } from 'node:crypto';
import { canonical, covers, Fault, houseRefusal, newId, Refusal, type Act, type AnyCommand, type AnyState, type Clock, type Delay, type Id, type Registry } from '@millrace/kernel';
import type pg from 'pg';
import type { Actor, Authority, Grant, Policy, SignatureDemand } from './authority.ts';
import type { Database } from './connect.ts';
import type { Answer, Envelope } from './envelope.ts';
import { decideAll, placeOf, type Decision } from './decision.ts';
import { inOrder, lockKey } from './lock-key.ts';
import { isKeepable, keepable } from './keepable.ts';
import { keepReport } from './kept-report.ts';
import { stateOfRow, type Table } from './tables.ts';
import { badInput, foreseeAll, nameOf, parseInput, someName, wanted, type Held } from './work.ts';
import { writeAll, type Extra, type Signed, type Statement } from './write.ts';

/** What the shell stands on. */
export interface ShellParts {
  readonly database: Database;
  readonly rooms: Registry;
  readonly tables: ReadonlyMap<string, Table>;
  readonly clock: Clock;
  readonly authority: Authority;
  readonly policy: () => Policy;
  /** When a delay that starts now is over; working clocks ask the calendar of the place. */
  readonly dueAfter: (delay: Delay, from: Temporal.Instant) => Temporal.Instant;
  /** The rows a signature leaves, in the transaction of what was signed. */
  readonly onSigned: (signed: Signed) => readonly Statement[];
  /** Statement whose rows are the added steps that were signed on a record: `step`. */
  readonly stepsSigned: (site: string, noun: string, subject: string) => Statement;
  /** Told after each commit; wakes sequencer and live views. */
  readonly onCommitted: (site: string) => void;
}

export interface Shell {
  /** Does one command, whole or not at all. Throws a `Refusal` when a rule of the plant says no. */
  readonly execute: (address: string, input: unknown, envelope: Envelope, extra?: Extra) => Promise<Answer>;
  readonly parts: ShellParts;
}

// a deadlock or a serialization failure is nobody's fault and goes away; more than a few in a row is a crowd
const attempts = 5;

export function shell(parts: ShellParts): Shell {
  const execute = async (address: string, raw: unknown, envelope: Envelope, extra: Extra = {}): Promise<Answer> => {
    const command = parts.rooms.commands.get(address);
    if (!command) throw new Fault(`No command has the address ${address}`);
    try {
      return await attempt(parts, command, raw, envelope, extra);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (command.is === 'report' && error.status !== 401 && error.status !== 503) return await keepReport(parts, command, raw, envelope, error);
      if (isFinal(error)) await rememberRefusal(parts, command, raw, envelope, error);
      throw error;
    }
  };
  return { execute, parts };
}

/** A refusal that the same key would meet again; signing again or coming back later is not. */
const isFinal = (refusal: Refusal) => ![401, 428, 503].includes(refusal.status) && !refusal.rule.endsWith('/key-reused');

async function attempt(parts: ShellParts, command: AnyCommand, raw: unknown, envelope: Envelope, extra: Extra): Promise<Answer> {
  const parsed = command.input.safeDecode(raw);
  if (!parsed.success) throw badInput(command.address, parsed.error.issues);
  if (!isKeepable(raw) || !isKeepable(envelope.reason)) throw houseRefusal(command.address, 'bad-input', { problems: 'a text holds U+0000 or half a character, which no record keeps; leave it out' });
  const signer = await checkSecret(parts, command, envelope);
  for (let tried = 1; ; tried++) {
    try {
      return await once(parts, command, raw, parsed.data, envelope, signer, extra);
    } catch (error) {
      const refused = asRefusal(command, error);
      if (refused === 'again' && tried < attempts) {
        await new Promise((resolve) => setTimeout(resolve, 5 * tried * (1 + Math.random())));
        continue;
      }
      if (refused === 'again') throw houseRefusal(command.address, 'busy');
      throw refused;
    }
  }
}

/** Two round trips: the first locks and reads, the second writes all and commits. */
async function once(parts: ShellParts, command: AnyCommand, raw: unknown, input: unknown, envelope: Envelope, signer: Signer | undefined, extra: Extra): Promise<Answer> {
  const { site } = envelope;
  const foreseen = foreseeAll(command, input, parts.rooms.reactions);
  const want = wanted(foreseen, site);
  const locks = inOrder([{ key: lockKey(site, 'key', envelope.key), isShared: false }, ...want.locks]);
  const client = await parts.database.pool.connect();
  let isBroken = false;
  try {
    const grants = parts.authority.grants(site, envelope.actor.person);
    const reads = [
      client.query('begin'),
      client.query({
        name: 'lock',
        text: 'select case when s then pg_advisory_xact_lock_shared(a, b) else pg_advisory_xact_lock(a, b) end from unnest($1::int[], $2::int[], $3::bool[]) as l(a, b, s)',
        values: [locks.map((lock) => lock.key[0]), locks.map((lock) => lock.key[1]), locks.map((lock) => lock.isShared)],
      }),
      client.query({ name: 'key', text: 'select address, input_hash, answer, refusal from store.command_key where site = $1 and key = $2', values: [site, envelope.key] }),
      envelope.actor.kind === 'system' ? undefined : client.query({ name: 'grants', ...grants }),
      ...want.rows.map(({ noun, id }) => client.query({ name: `one ${noun.address}`, text: `select to_jsonb(row_) as row from ${table(parts, noun.address).name} as row_ where site = $1 and id = $2`, values: [site, id] })),
      ...want.somes.map(({ noun, where }) => {
        const fields = Object.keys(where);
        const text = fields.map((field, i) => `row_."${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"::text = any($${i + 2})`).join(' and ');
        return client.query({ text: `select to_jsonb(row_) as row from ${table(parts, noun.address).name} as row_ where site = $1 and ${text} order by id`, values: [site, ...fields.map((field) => [where[field]].flat())] });
      }),
    ];
    const results = await settled(reads);
    const before = results[2]!.rows[0] as { address: string; input_hash: string; answer: Answer | null; refusal: { rule: string; sentence: string; facts: Refusal['facts']; status: number } | null } | undefined;
    const inputHash = hash(command.address, raw);
    if (before) {
      await client.query('rollback');
      if (before.address !== command.address || before.input_hash !== inputHash) throw houseRefusal(command.address, 'key-reused', { address: before.address });
      if (before.refusal) throw new Refusal(before.refusal.rule, before.refusal.sentence, before.refusal.facts, before.refusal.status);
      return { ...before.answer!, isRepeat: true };
    }
    const held = new Map<string, Held>();
    want.rows.forEach(({ noun, id }, i) => held.set(nameOf(noun, id), hold(parts, noun.address, id, results[4 + i]!.rows[0]?.row)));
    const somes = new Map<string, string[]>();
    want.somes.forEach((some, i) => {
      const rows = results[4 + want.rows.length + i]!.rows as { row: Record<string, unknown> }[];
      somes.set(someName({ need: 'some', ...some }), rows.map(({ row }) => {
        const name = nameOf(some.noun, String(row.id));
        if (!held.has(name)) held.set(name, hold(parts, some.noun.address, String(row.id), row));
        return String(row.id);
      }));
    });
    const place = placeOf(command, input, held) ?? (await placeAbout(parts, client, command, input, site));
    const demanded = demandOf(parts, command, input, place);
    const roles = wantedFirst(authorise(parts.policy(), command, place, envelope.actor, (results[3]?.rows ?? []) as Grant[]), demanded);
    checkSigned(command, demanded, roles[0], envelope);
    checkSeen(command, input, held, envelope);
    const act = newAct(parts.clock, envelope, roles);
    await checkAdded(parts, client, command, input, place, held, site);
    const decision = decideAll({ command, input, act }, held, somes, parts.rooms, parts.policy().modeOf);
    const answer = await writeAll({ client, parts, decision, envelope, signer, inputHash, input: raw, extra });
    parts.onCommitted(site);
    return answer;
  } catch (error) {
    isBroken = !(error instanceof Refusal) && !isDatabaseError(error);
    if (!isBroken) await client.query('rollback').catch(() => (isBroken = true));
    throw error;
  } finally {
    client.release(isBroken);
  }
}

function table(parts: ShellParts, noun: string): Table {
  const found = parts.tables.get(noun);
  if (!found) throw new Fault(`The noun ${noun} has no table`);
  return found;
}

function hold(parts: ShellParts, address: string, id: string, row: Record<string, unknown> | undefined): Held {
  const noun = parts.rooms.nouns.get(address)!;
  if (!row) return { noun, id, state: undefined, number: undefined, loadedRevision: 0, revision: 0 };
  const parsed = noun.states.safeDecode(stateOfRow(row));
  if (!parsed.success) throw new Fault(`The row of ${address} ${id} does not fit any of its states`, parsed.error);
  return { noun, id, state: parsed.data as AnyState, number: row.number as string | undefined, loadedRevision: Number(row.revision), revision: Number(row.revision) };
}

/** The place of the record a command speaks of without loading it. A record that is not there is refused: nothing is said of nothing. */
async function placeAbout(parts: ShellParts, client: pg.PoolClient, command: AnyCommand, input: unknown, site: string): Promise<string | undefined> {
  const about = command.about?.(input);
  if (!about) return undefined;
  const missing = () => houseRefusal(command.address, 'not-found', { noun: about.noun, id: about.id, site });
  if (!parts.rooms.nouns.has(about.noun)) throw missing();
  const { rows } = await client.query<{ row: Record<string, unknown> }>(`select to_jsonb(row_) as row from ${table(parts, about.noun).name} as row_ where site = $1 and id::text = $2`, [site, about.id]);
  const { state, noun } = hold(parts, about.noun, about.id, rows[0]?.row);
  if (!state) throw missing();
  return noun.place(state);
}

/** The roles that permit the act, at this moment: role x place x address. */
function authorise(policy: Policy, command: AnyCommand, place: string | undefined, actor: Actor, grants: readonly Grant[]): readonly [string, ...string[]] {
  const owned = policy.ownerOf(command, place, actor);
  if (owned) throw houseRefusal(command.address, 'owned-elsewhere', owned);
  if (actor.kind === 'system') return ['system'];
  const permits = grants.filter((grant) => covers(grant.pattern, command.address) && (grant.place === null || (place !== undefined && policy.isWithin(place, grant.place))));
  const [first, ...more] = new Set(permits.map((grant) => grant.role));
  if (first === undefined || command.caller === 'system') throw houseRefusal(command.address, 'not-permitted', { address: command.address, place: place ?? 'this site', ask: 'your supervisor or the system administrator', roles: [...new Set(grants.map((grant) => grant.role))] });
  return [first, ...more];
}

function checkSeen(command: AnyCommand, input: unknown, held: ReadonlyMap<string, Held>, envelope: Envelope): void {
  if (envelope.seen === undefined) return;
  const needs = command.load(input);
  const first = typeof (needs as { need?: unknown }).need === 'string' ? needs : Object.values(needs as object)[0];
  if (first?.need !== 'one') return;
  const revision = held.get(nameOf(first.noun, first.id))?.revision ?? 0;
  if (revision !== envelope.seen) throw houseRefusal(command.address, 'changed-since', { seen: envelope.seen, revision });
}

/** Steps the plant's model adds before this command must have been signed on its subject. Costs a trip only where the model adds one. */
async function checkAdded(parts: ShellParts, client: pg.PoolClient, command: AnyCommand, input: unknown, place: string | undefined, held: ReadonlyMap<string, Held>, site: string): Promise<void> {
  const steps = parts.policy().stepsBefore(command.address, place);
  if (steps.length === 0) return;
  const needs = command.load(input);
  const first = typeof (needs as { need?: unknown }).need === 'string' ? needs : Object.values(needs as object)[0];
  if (first?.need !== 'one') return;
  const state = held.get(nameOf(first.noun, first.id))?.state;
  const asked = steps.filter((step) => step.when === undefined || meets(state, step.when));
  if (asked.length === 0) return;
  const { rows } = await client.query<{ step: string }>(parts.stepsSigned(site, first.noun.address, first.id) as pg.QueryConfig);
  const open = asked.find((step) => !rows.some((row) => row.step === step.step));
  if (open) throw houseRefusal(command.address, 'step-open', { step: open.title, roles: open.roles.join(' or ') });
}

/** Whether a record's field has the value that a condition of the model names: `severity = critical`. */
export function meets(state: AnyState | undefined, condition: string): boolean {
  const [field, value] = condition.split('=').map((word) => word.trim());
  return String((state as unknown as Record<string, unknown> | undefined)?.[field ?? '']) === value;
}

export interface Signer {
  readonly meaning: string;
  readonly printedName: string;
  readonly component: string;
}

/** Re-authentication before anything is locked: hashing a secret takes longer than the whole act. */
async function checkSecret(parts: ShellParts, command: AnyCommand, envelope: Envelope): Promise<Signer | undefined> {
  if (!envelope.signature) return undefined;
  const { meaning, secret } = envelope.signature;
  const checked = await parts.authority.checkSecret(envelope.site, envelope.actor.person, secret);
  if (!checked.isRight) throw houseRefusal(command.address, 'signature-wrong', { component: checked.component, ...checked.facts });
  return { meaning, printedName: checked.printedName, component: checked.component };
}

/** The signature that the model wants on this act. An added step is signed as the model says of that step. */
function demandOf(parts: ShellParts, command: AnyCommand, input: unknown, place: string | undefined): SignatureDemand | undefined {
  const policy = parts.policy();
  if (command.address === 'record.step.sign') {
    const { step } = input as { step: string };
    for (const address of parts.rooms.commands.keys()) {
      const added = policy.stepsBefore(address, place).find((one) => one.step === step);
      if (added) return { meaning: added.meaning, roles: added.roles };
    }
  }
  return policy.signatureFor(command.address, place);
}

/** Who holds the role that must sign acts in it, whatever else they are. */
function wantedFirst(roles: readonly [string, ...string[]], demanded: SignatureDemand | undefined): readonly [string, ...string[]] {
  const wanted = roles.find((role) => demanded?.roles.includes(role));
  return wanted === undefined ? roles : [wanted, ...roles.filter((role) => role !== wanted)];
}

/** Whether the act carries what it must, asked only of those who may do it: a reason, a signature of the right meaning by the right role. */
function checkSigned(command: AnyCommand, demanded: SignatureDemand | undefined, role: string, envelope: Envelope): void {
  if (envelope.actor.kind === 'system') return;
  if (command.needsReason && !envelope.reason?.trim()) throw houseRefusal(command.address, 'reason-needed');
  const meanings: readonly string[] = demanded ? [demanded.meaning] : Object.values(command.signs as Record<string, string>);
  const given = envelope.signature;
  if (!given && demanded) throw houseRefusal(command.address, 'signature-needed', { meaning: demanded.meaning });
  if (given && !meanings.includes(given.meaning)) throw houseRefusal(command.address, 'signature-needed', { meaning: meanings.join(' / ') || 'this act carries no signature' });
  if (given && demanded && demanded.roles.length > 0 && !demanded.roles.includes(role)) throw houseRefusal(command.address, 'signature-not-yours', { roles: demanded.roles.join(' or '), role, meaning: given.meaning });
  // a machine holds no secret of a person, and what nobody re-authenticated is not signed
  if (given && envelope.actor.kind === 'machine') throw houseRefusal(command.address, 'signature-not-yours', { roles: 'a person', role, meaning: given.meaning });
}

function newAct(clock: Clock, envelope: Envelope, roles: readonly [string, ...string[]]): Act {
  const at = clock.now();
  return {
    id: newId(Number(at.epochMilliseconds)) as Id<'act'>,
    by: envelope.actor.person as Act['by'],
    role: roles[0],
    ...(envelope.actor.kind === 'system' ? {} : { roles }),
    at,
    happenedAt: envelope.happenedAt ?? at,
    site: envelope.site,
    station: envelope.station,
    causedBy: envelope.causedBy,
    reason: envelope.reason,
  };
}

export const hash = (address: string, input: unknown) => createHash('sha256').update(`${address}\n${canonical(input)}`).digest('hex');

/** All answers, or the first error after all have settled: in a pipeline the later ones come back too. */
export async function settled(queries: readonly (Promise<pg.QueryResult> | undefined)[]): Promise<(pg.QueryResult | undefined)[]> {
  const results = await Promise.allSettled(queries);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.map((result) => (result as PromiseFulfilledResult<pg.QueryResult | undefined>).value);
}

const isDatabaseError = (error: unknown): error is { code: string; constraint?: string; message: string; detail?: string } => typeof error === 'object' && error !== null && 'severity' in error && 'code' in error;

/** What an error of the database means: try again, a rule of the record, or a fault of ours. */
function asRefusal(command: AnyCommand, error: unknown): 'again' | unknown {
  if (!isDatabaseError(error)) return error;
  if (['40001', '40P01', '55P03'].includes(error.code)) return 'again';
  if (error.code === 'MR001') return houseRefusal(command.address, 'changed-since', { seen: 'an earlier one', revision: 'newer' });
  if (['23505', '23514', '23503', '23P01'].includes(error.code)) {
    // two acts with the same fresh id, or the same key on two servers: the second try finds the first one's rows
    if (error.constraint === 'command_key_is_used_once' || error.constraint === 'revision_of_a_record_happens_once') return 'again';
    // a check that has no name is the month that no partition was made for: that is ours to mend
    if (error.constraint !== undefined) return houseRefusal(command.address, 'conflict', { constraint: error.constraint.replaceAll('_', ' ') });
  }
  return new Fault(`${command.address} could not be written`, error);
}

async function rememberRefusal(parts: ShellParts, command: AnyCommand, raw: unknown, envelope: Envelope, refusal: Refusal): Promise<void> {
  await parts.database.pool.query(
    `insert into store.command_key (site, key, address, input_hash, recorded_at, refusal) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [envelope.site, envelope.key, command.address, hash(command.address, raw), parts.clock.now().toString(), keepable({ rule: refusal.rule, sentence: refusal.message, facts: refusal.facts, status: refusal.status })],
  );
}

export { parseInput, type Decision };

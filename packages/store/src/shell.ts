import { Fault, houseRefusal, newId, Refusal, type Act, type AnyCommand, type Id } from '@millrace/kernel';
import type pg from 'pg';
import { readAhead } from './ahead.ts';
import { authoriseAll, type Permits } from './authorise.ts';
import { asRefusal, isDatabaseError } from './database-error.ts';
import { decideAll, placeOf } from './decision.ts';
import type { Answer, Envelope } from './envelope.ts';
import { isKeepable } from './keepable.ts';
import { keepReport } from './kept-report.ts';
import { clockMark, whenHappened } from './moment.ts';
import { checkOwner } from './ownership.ts';
import type { ShellParts } from './parts.ts';
import { lockAndRead, placesOfOwners, readAbout } from './reading.ts';
import { isFinal, rememberRefusal, repeat, usedFor, withNumbers } from './receipt.ts';
import { rightsOf } from './rights.ts';
import { checkSecret, checkSigned, demandOf, demandOfStep, wantedFirst, type Signer } from './signatures.ts';
import { checkAdded } from './steps.ts';
import { badInput, foreseeAll, nameOf, subjectOf, wanted, type Held } from './work.ts';
import { writeAll, type Extra } from './write.ts';

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
      // nothing is kept of it, and who was just locked out reads why
      if (error.status === 401) throw error;
      await checkStanding(parts, command, envelope);
      if (command.is === 'report' && error.status !== 503) return await keepReport(parts, command, raw, envelope, error);
      if (isFinal(error)) await rememberRefusal(parts, command, raw, envelope, error);
      throw error;
    }
  };
  return { execute, parts };
}

async function attempt(parts: ShellParts, command: AnyCommand, raw: unknown, envelope: Envelope, extra: Extra): Promise<Answer> {
  const parsed = command.input.safeDecode(raw);
  if (!parsed.success) throw badInput(command.address, parsed.error.issues);
  if (!isKeepable(raw) || !isKeepable(envelope.reason))
    throw houseRefusal(command.address, 'bad-input', { problems: 'a text holds U+0000 or half a character, which no record keeps; leave it out' });
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
  const want = wanted(foreseeAll(command, input, envelope.actor.person, parts.rooms.reactions), site);
  const client = await parts.database.pool.connect();
  let isBroken = false;
  try {
    const { earlier, isStanding, stamp, held, somes } = await lockAndRead(parts, client, want, envelope);
    if (!isStanding) throw houseRefusal(command.address, 'not-signed-in');
    const used = usedFor(command, raw, envelope);
    if (earlier) {
      const answer = await withNumbers(parts, client, site, repeat(command, earlier, used));
      await client.query('rollback');
      return answer;
    }
    const policy = parts.policy();
    const spoken = await readAbout(parts, client, command, input, site);
    const about = spoken[0];
    const first = subjectOf(command, input, envelope.actor.person);
    const subject = first && held.get(nameOf(first.noun, first.id));
    const own = placeOf(command, input, envelope.actor.person, held);
    // a record that lies nowhere is the whole site's, and so is an end of a tie that does
    const spokenAt = [...spoken.map((one) => one.state && one.noun.place(one.state)), ...(await placesOfOwners(parts, client, subject, site))];
    const places = own === undefined && spokenAt.length > 0 ? spokenAt : [own, ...spokenAt];
    const place = places.find((one) => one !== undefined);
    checkOwner(policy, command, input, place, held, envelope.actor);
    const grants = await rightsOf(parts.authority, client, envelope, stamp);
    const saidPlace = command.place?.(input);
    const permitted = authoriseAll(policy, command, places, saidPlace, envelope.actor, grants);
    // rules carry places on that were known when what they follow was done
    if (saidPlace !== undefined && envelope.actor.kind !== 'system' && !policy.isPlace(saidPlace)) throw houseRefusal(command.address, 'no-such-place', { place: saidPlace });
    const { demand, added, ahead, state } = await signaturesAsked(parts, client, { command, input, place, subject, about, envelope });
    const permits = wantedFirst(permitted, demand.signature);
    checkSigned(command, demand, permits[0].role, envelope, signer);
    checkSeen(command, subject, envelope);
    const at = parts.clock.now();
    const { refusal: impossible, ...when } = whenHappened(command, envelope, at, subject);
    const act = newAct(at, when, policy.timeZone, envelope, permits);
    // as it was loaded: what the act makes of it comes later
    const mark = clockMark(command, act, subject);
    checkAdded(command, added, state, ahead);
    const decided = decideAll({ command, input, act, actor: envelope.actor }, held, somes, parts.rooms, policy);
    // what stands in the way of it at any time is said first
    if (impossible) throw impossible;
    const decision = mark ? { ...decided, remarks: [{ ...mark, act: act.id }, ...decided.remarks] } : decided;
    const answer = await writeAll({ client, parts, decision, envelope, signer, signed: command.ahead && about, used, input: raw, extra });
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

/** What the model asks to be signed, and what of it stands on the record already. Costs a trip only where more than one signature or a step is asked for. */
async function signaturesAsked(
  parts: ShellParts,
  client: pg.PoolClient,
  {
    command,
    input,
    place,
    subject: changed,
    about,
    envelope,
  }: { command: AnyCommand; input: unknown; place: string | undefined; subject: Held | undefined; about: Held | undefined; envelope: Envelope },
) {
  const policy = parts.policy();
  const step = command.ahead?.(input);
  const signatures = policy.signaturesFor(command.address, place);
  const added = policy.stepsBefore(command.address, place);
  const subject = step === undefined ? changed : about;
  const isAsked = step !== undefined || added.length > 0 || (signatures?.signatures.length ?? 0) > 1;
  const ahead = isAsked && subject?.state ? await readAhead(parts, client, envelope.site, subject.noun.address, subject.id, subject.revision) : [];
  const demand =
    step === undefined || !subject
      ? demandOf(command, signatures, ahead, envelope.actor)
      : demandOfStep(command, step, subject.noun.address, place, policy, parts.rooms.commands.keys(), ahead, envelope.actor);
  return { demand, added, ahead, state: subject?.state };
}

/** What is kept of a refused act is kept of somebody signed in, however early it was refused. */
async function checkStanding(parts: ShellParts, command: AnyCommand, { standing }: Envelope): Promise<void> {
  if (!standing) return;
  const { rows } = await parts.database.pool.query<{ standing: boolean | null }>(`select (${standing.text}) as standing`, [...standing.values]);
  if (rows[0]?.standing !== true) throw houseRefusal(command.address, 'not-signed-in');
}

function checkSeen(command: AnyCommand, subject: Held | undefined, { seen }: Envelope): void {
  if (seen !== undefined && subject && subject.revision !== seen) throw houseRefusal(command.address, 'changed-since', { seen, revision: subject.revision });
}

function newAct(at: Temporal.Instant, when: Pick<Act, 'happenedAt' | 'told'>, timeZone: string, envelope: Envelope, permits: Permits): Act {
  return {
    id: newId(Number(at.epochMilliseconds)) as Id<'act'>,
    by: envelope.actor.person as Act['by'],
    role: permits[0].role,
    ...(envelope.actor.kind === 'system' ? {} : { roles: permits.map(({ role }) => role) }),
    ...(permits[0].lentBy !== undefined && { lentBy: permits[0].lentBy }),
    at,
    ...when,
    site: envelope.site,
    timeZone,
    station: envelope.station,
    causedBy: envelope.causedBy,
    reason: envelope.reason,
  };
}

import { houseRefusal, newId, Refusal, type Act, type AnyCommand, type Id } from '@millrace/kernel';
import type pg from 'pg';
import { readAhead } from './ahead.ts';
import { authoriseAll, type Permits } from './authorise.ts';
import { taken } from './connect.ts';
import { isDatabaseError, unreached } from './database-error.ts';
import { decideAll, placeOf, type Decision } from './decision.ts';
import { deliveryMark } from './delivered.ts';
import type { Answer, Envelope } from './envelope.ts';
import { clockMark, whenHappened } from './moment.ts';
import { checkOwner } from './ownership.ts';
import type { ShellParts } from './parts.ts';
import { lockAndRead, placesOfOwners, readAbout, type Read } from './reading.ts';
import { repeat, usedFor, withNumbers } from './receipt.ts';
import { rightsOf } from './rights.ts';
import { checkSigned, demandOf, demandOfStep, wantedFirst, type Signer } from './signatures.ts';
import { checkAdded } from './steps.ts';
import type { More } from './trip.ts';
import { foreseeAll, nameOf, subjectOf, wanted, type Held, type Wanted } from './work.ts';
import { commitAll, writingOf, type Extra, type Writing } from './write.ts';

/** A command as it was asked, and what it is done with. */
export interface Asked {
  readonly parts: ShellParts;
  readonly command: AnyCommand;
  /** The input as it came, and as the command's schema read it. */
  readonly raw: unknown;
  readonly input: unknown;
  readonly envelope: Envelope;
  readonly signer: Signer | undefined;
  readonly extra: Extra;
}

/** What a command met: the record it is first about, the one it speaks of, and where all of them lie. */
interface Met {
  readonly subject: Held | undefined;
  readonly about: Held | undefined;
  readonly places: readonly (string | undefined)[];
  readonly place: string | undefined;
}

/** In whose right it is done, and what stands signed ahead of it. */
interface Borne {
  readonly permits: Permits;
  readonly asked: Awaited<ReturnType<typeof signaturesAsked>>;
}

/** Does one command in two round trips: lock, then load; used before? where, and by whose right? signed? decide; write all and commit; then tell. */
export async function once(asked: Asked): Promise<Answer> {
  const { parts, envelope } = asked;
  const want = wantedBy(asked);
  return onConnection(parts, async (client) => {
    const read = await lockAndRead(parts, client, want, envelope);
    if (read.isStanding && read.earlier) return answerAgain(asked, client, read.earlier);
    const writing = await decided(asked, read, () => client);
    const answer = writing.answer(await commitAll(client, writing.statements));
    parts.onCommitted(envelope.site);
    return answer;
  });
}

/** What a command and its reactions will touch, foreseen from its input. */
export const wantedBy = ({ parts, command, input, envelope }: Asked): Wanted => wanted(foreseeAll(command, input, envelope.actor.person, parts.rooms.reactions), envelope.site);

/** What a command leaves, decided over what was read and not yet written. */
export async function decided(asked: Asked, read: Read, more: More): Promise<Writing> {
  const { parts, command, raw, envelope, signer, extra } = asked;
  if (!read.isStanding) throw houseRefusal(command.address, 'not-signed-in');
  const met = await meet(asked, more, read);
  const borne = await authorise(asked, more, read, met);
  const decision = decide(asked, read, met, borne);
  return writingOf({ parts, decision, envelope, signer, signed: command.ahead && met.about, used: usedFor(command, raw, envelope), input: raw, extra });
}

/** A connection for one transaction. What fails is undone; one that may be broken is not used again. */
export async function onConnection<T>(parts: ShellParts, does: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await taken(parts.database.pool);
  let isBroken = false;
  try {
    return await does(client);
  } catch (error) {
    isBroken = !(error instanceof Refusal) && !isDatabaseError(error);
    if (!isBroken) await client.query('rollback').catch(() => (isBroken = true));
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/** The key was used before: what it led to then, and nothing is done. */
async function answerAgain({ parts, command, raw, envelope }: Asked, client: pg.PoolClient, earlier: NonNullable<Read['earlier']>): Promise<Answer> {
  const answer = repeat(command, earlier, usedFor(command, raw, envelope));
  try {
    const numbered = await withNumbers(parts, client, envelope.site, answer);
    await client.query('rollback');
    return numbered;
  } catch (error) {
    throw unreached(error);
  }
}

/** Finds what the command is about, and every place at which a right to it is needed. */
async function meet({ parts, command, input, envelope }: Asked, more: More, { held }: Read): Promise<Met> {
  const { site, actor } = envelope;
  const spoken = await readAbout(parts, more, command, input, site);
  const first = subjectOf(command, input, actor.person);
  const subject = first && held.get(nameOf(first.noun, first.id));
  const own = placeOf(command, input, actor.person, held);
  // a record that lies nowhere is the whole site's, and so is an end of a tie that does
  const spokenAt = [...spoken.map((one) => one.state && one.noun.place(one.state)), ...(await placesOfOwners(parts, more, subject, site))];
  const places = own === undefined && spokenAt.length > 0 ? spokenAt : [own, ...spokenAt];
  return { subject, about: spoken[0], places, place: places.find((one) => one !== undefined) };
}

/** Ours to change, by this person, at each of the places, signed as the model asks, and as they saw it. */
async function authorise(asked: Asked, more: More, { held, stamp }: Read, met: Met): Promise<Borne> {
  const { parts, command, input, envelope, signer } = asked;
  const policy = parts.policy();
  checkOwner(policy, command, input, met.place, held, envelope.actor);
  const grants = await rightsOf(parts.authority, more, envelope, stamp);
  const said = command.place?.(input);
  const permitted = authoriseAll(policy, command, met.places, said, envelope.actor, grants);
  // rules carry places on that were known when what they follow was done
  if (said !== undefined && envelope.actor.kind !== 'system' && !policy.isPlace(said)) throw houseRefusal(command.address, 'no-such-place', { place: said });
  const signatures = await signaturesAsked(asked, more, met);
  const permits = wantedFirst(permitted, signatures.demand.signature);
  checkSigned(command, signatures.demand, permits[0].role, envelope, signer, policy.nameOfRole);
  checkSeen(command, met.subject, envelope);
  return { permits, asked: signatures };
}

/** What the model asks to be signed, and what of it stands on the record already. Costs a trip only where more than one signature or a step is asked for. */
async function signaturesAsked({ parts, command, input, envelope }: Asked, more: More, { place, subject: changed, about }: Met) {
  const policy = parts.policy();
  const step = command.ahead?.(input);
  const signatures = policy.signaturesFor(command.address, place);
  const added = policy.stepsBefore(command.address, place);
  const subject = step === undefined ? changed : about;
  const isAsked = step !== undefined || added.length > 0 || (signatures?.signatures.length ?? 0) > 1;
  const ahead = isAsked && subject?.state ? await readAhead(parts, more, envelope.site, subject.noun.address, subject.id, subject.revision) : [];
  const demand =
    step === undefined || !subject
      ? demandOf(command, signatures, ahead, envelope.actor, policy.nameOfRole)
      : demandOfStep(command, step, subject.noun.address, place, policy, parts.rooms.commands.keys(), ahead, envelope.actor);
  return { demand, added, ahead, state: subject?.state };
}

/** What becomes of it, as of now: decided over what was read, with what is noted of the moment it was told of. */
function decide({ parts, command, input, envelope }: Asked, { held, somes }: Read, { subject }: Met, { permits, asked }: Borne): Decision {
  const policy = parts.policy();
  const at = parts.clock.now();
  const { refusal: impossible, ...when } = whenHappened(command, envelope, at, subject);
  const act = newAct(at, when, policy.timeZone, envelope, permits);
  // as it was loaded: what the act makes of it comes later
  const mark = clockMark(command, act, subject);
  checkAdded(command, asked.added, asked.state, asked.ahead, policy.nameOfRole);
  const decided = decideAll({ command, input, act, actor: envelope.actor }, held, somes, parts.rooms, policy);
  // what stands in the way of it at any time is said first
  if (impossible) throw impossible;
  const marks = [mark, deliveryMark(command, envelope)].flatMap((one) => (one ? [{ ...one, act: act.id }] : []));
  return marks.length > 0 ? { ...decided, remarks: [...marks, ...decided.remarks] } : decided;
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

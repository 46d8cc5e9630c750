import { writeConfirm, type Outcome } from '@millrace/connector-b2mml';
import { newId } from '@millrace/kernel';
import type { Said } from '@millrace/http';
import type { Answer, Database } from '@millrace/store';
import type { House } from '../house.ts';

type AnswerPart = Pick<House, 'site' | 'database' | 'clock'>;

interface Read {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly system: string;
  readonly name: string;
  readonly message_id: string | null;
  readonly sender: string | null;
  readonly written_at: Temporal.Instant | null;
  readonly parts: readonly { readonly externalId: string; readonly outcome: string; readonly sentence?: string }[];
  readonly reason: string | null;
  readonly sentence: string | null;
  readonly original: string | null;
}

const outcomes: Readonly<Record<string, Outcome>> = { accepted: 'accepted', 'partly-accepted': 'partly', refused: 'refused' };

/** A message and what became of it; of one that came before, what became of the first. Undefined while that is not known. */
async function outcomeOf(database: Database, site: string, message: string): Promise<(Read & { readonly outcome: Outcome }) | undefined> {
  const { rows } = await database.pool.query<Read>(
    `select id, number, state, system, name, message_id, sender, written_at, parts, reason, sentence, original from integration.message where site = $1 and id = $2`,
    [site, message],
  );
  const [read] = rows;
  if (!read) return undefined;
  if (read.state === 'repeated' && read.original !== null) return outcomeOf(database, site, read.original);
  const outcome = outcomes[read.state];
  return outcome && { ...read, outcome };
}

const reasonsOf = (read: Read) => read.parts.flatMap((part) => (part.sentence === undefined ? [] : [`${part.externalId}: ${part.sentence}`]));

/** A ConfirmBOD (V0701) about a message, or undefined where nothing is known of it yet. */
export async function confirmOf(
  { site, database }: Pick<AnswerPart, 'site' | 'database'>,
  message: string,
  messageId: string,
  at: Temporal.Instant,
): Promise<Uint8Array | undefined> {
  const read = await outcomeOf(database, site, message);
  if (!read) return undefined;
  const isOwnId = read.message_id !== null && !read.message_id.startsWith('sha256:');
  return writeConfirm({
    messageId,
    createdAt: at,
    sender: site,
    original: {
      name: read.name,
      ...(isOwnId && { messageId: read.message_id! }),
      messageIdFrom: isOwnId ? 'BODID' : 'content',
      ...(read.sender !== null && { sender: read.sender }),
      ...(read.written_at && { createdAt: read.written_at }),
    },
    outcome: read.outcome,
    ...(read.sentence !== null && { reason: read.sentence }),
    reasons: reasonsOf(read),
  });
}

// 20 s: longer than a schedule of thousands of orders takes, shorter than any proxy waits
const patienceMs = 20_000;
const lookEveryMs = 100;

/**
 * Whoever sends a message over HTTP is told at once what became of it: 200 taken, 202 where it is not all settled yet, 422 refused.
 * Who asks for XML gets the ConfirmBOD.
 */
export const answerToMessage =
  (house: AnswerPart) =>
  async (answer: Answer, accept: string): Promise<Said | undefined> => {
    const { database, site } = house;
    // the last record is the one that was handed in: mending names the old message first
    const message = answer.records.findLast((one) => one.noun === 'integration.message')?.id;
    if (message === undefined) return undefined;
    let read = await outcomeOf(database, site, message);
    for (const end = Date.now() + patienceMs; !read && Date.now() < end;) {
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      read = await outcomeOf(database, site, message);
    }
    const status = !read ? 202 : read.outcome === 'refused' ? 422 : 200;
    if (read && /\b(application|text)\/xml\b/.test(accept)) {
      const confirm = await confirmOf(house, message, newId(), house.clock.now());
      return { status, type: 'application/xml; charset=utf-8', body: Buffer.from(confirm!).toString('utf8') };
    }
    if (read?.outcome === 'refused')
      return {
        status,
        type: 'application/problem+json',
        body: JSON.stringify({
          type: '/refusals#integration.message.receive/refused',
          title: 'Refused',
          status,
          detail: `${read.sentence} It is kept as ${read.number}: send it again mended, or mend it there.`,
          rule: `integration.message.receive/${read.reason}`,
          facts: { message: read.id, number: read.number },
        }),
      };
    return {
      status,
      type: 'application/json; charset=utf-8',
      body: JSON.stringify({ ...answer, message: read ? { id: read.id, number: read.number, outcome: read.outcome, orders: read.parts } : { id: message, outcome: 'being read' } }),
    };
  };

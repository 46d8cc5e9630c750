import type { Authority, Grant } from './authority.ts';
import type { Envelope } from './envelope.ts';
import type { More } from './trip.ts';

interface Remembered {
  readonly stamp: string;
  readonly grants: readonly Grant[];
}

// 5,000: more than a plant has people; beyond it all are asked anew
const most = 5_000;
const memories = new WeakMap<Authority, Map<string, Remembered>>();

const memoryOf = (authority: Authority): Map<string, Remembered> => {
  let memory = memories.get(authority);
  if (!memory) memories.set(authority, (memory = new Map()));
  return memory;
};
const nameOf = ({ site, actor }: Envelope) => `${site}/${actor.person}`;

/** The stamp under which the rights of who acts are remembered. Whether it still is that one, the act must ask. */
export const stampOf = (authority: Authority, envelope: Envelope): string | undefined => memoryOf(authority).get(nameOf(envelope))?.stamp;

/**
 * Rights at this moment. Reading them walks the roles of the model and costs as much as writing the act; they change with a
 * revision of the model, a delegation, a day. So they are remembered under the stamp that the act read after its locks, and
 * read again, in the same transaction, when the stamp is another.
 */
export async function rightsOf(authority: Authority, more: More, envelope: Envelope, stamp: string | null): Promise<readonly Grant[]> {
  const { site, actor } = envelope;
  if (actor.kind === 'system' || stamp === null) return [];
  const [memory, who] = [memoryOf(authority), nameOf(envelope)];
  const remembered = memory.get(who);
  if (remembered?.stamp === stamp) return remembered.grants;
  const { text, values } = authority.grants(site, actor.person);
  const { rows: grants } = await more().query<Grant>(text, [...values]);
  if (memory.size >= most) memory.clear();
  memory.set(who, { stamp, grants });
  return grants;
}

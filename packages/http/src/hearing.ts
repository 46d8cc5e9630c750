import { covers, type Registry } from '@millrace/kernel';
import { scopeOf, type Database, type Grant, type Policy, type PositionedEvent } from '@millrace/store';

/** Answers which of these records somebody may see, from where their roles hold. */
export interface Hearing {
  /** Parts of the plant where somebody may read a kind of record; null is all of it. */
  readonly placesOf: (noun: string) => readonly string[] | null;
}

/** What somebody may hear of: the records they could open or find in a list. */
export function hearingOf(grants: readonly Grant[], rooms: Registry, policy: Policy): Hearing {
  const known = new Map<string, readonly string[] | null>();
  const placesOf = (noun: string) => {
    const before = known.get(noun);
    if (before !== undefined) return before;
    const addresses = ['record.page.show', ...[...rooms.queries.keys()].filter((address) => address.startsWith(`${noun}.`))];
    const places = scopeOf(
      grants.filter((grant) => addresses.some((address) => covers(grant.pattern, address))).map((grant) => grant.place),
      policy,
    );
    known.set(noun, places);
    return places;
  };
  return { placesOf };
}

/** For each hearing, the events of a batch that it may be told of. The database itself says, once per part of the plant and not once per screen. */
export async function heardBy<H extends Hearing>(
  database: Database,
  site: string,
  events: readonly PositionedEvent[],
  hearings: readonly H[],
): Promise<(hearing: H, event: PositionedEvent) => boolean> {
  const asked = new Map<string, { places: readonly string[]; of: Map<string, PositionedEvent> }>();
  for (const hearing of hearings)
    for (const event of events) {
      const places = hearing.placesOf(event.noun);
      if (places === null || places.length === 0) continue;
      const key = places.join('\n');
      const one = asked.get(key) ?? { places, of: new Map<string, PositionedEvent>() };
      one.of.set(nameOf(event), event);
      asked.set(key, one);
    }
  const seen = new Map<string, ReadonlySet<string>>();
  await Promise.all(
    [...asked].map(async ([key, { places, of }]) => {
      const list = [...of.values()];
      const { rows } = await database.seenFrom(places).pool.query<{ noun: string; subject: string }>({
        name: 'heard by',
        text: 'select noun, subject from unnest($2::text[], $3::text[]) as told(noun, subject) where store.sees($1, noun, subject)',
        values: [site, list.map((event) => event.noun), list.map((event) => event.subject)],
      });
      seen.set(key, new Set(rows.map(nameOf)));
    }),
  );
  return (hearing, event) => {
    const places = hearing.placesOf(event.noun);
    return places === null || (seen.get(places.join('\n'))?.has(nameOf(event)) ?? false);
  };
}

const nameOf = ({ noun, subject }: { noun: string; subject: string }) => `${noun}:${subject}`;

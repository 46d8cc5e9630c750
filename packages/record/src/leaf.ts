import { createHash } from 'node:crypto';
import type pg from 'pg';

/** Stored bytes of one act: the act itself, its events, its audit rows, its signatures, in fixed order. */
export interface SealedAct {
  readonly ordinal: number;
  readonly act: string;
  readonly at: string;
  /** JSON list of text, as the database writes it: each is one stored row. It is hashed as it came and read only to name what was altered. */
  readonly lines: string;
}

/** The rows of acts in a range of ordinals, exactly as they are stored. Text of each row comes from the database, so that one changed byte shows. */
export async function actsBetween(client: pg.Pool | pg.ClientBase, site: string, first: number, last: number): Promise<SealedAct[]> {
  const { rows } = await client.query<SealedAct>({
    name: 'acts between',
    // a column that came later says nothing of the acts before it: where it is empty it is left out, so that what was sealed without it stays as it was sealed
    // array_to_json escapes as JSON.stringify does; a list of text taken apart here letter by letter cost a millisecond an act
    text: `select s.ordinal, s.act, s.recorded_at::text as at,
        array_to_json(
          array(select 'act ' || (case when a.lent_by is null then to_jsonb(a) - 'lent_by' else to_jsonb(a) end)::text from store.act a where a.site = s.site and a.id = s.act and a.recorded_at = s.recorded_at) ||
          array(select 'event ' || to_jsonb(e)::text from store.event e where e.site = s.site and e.act = s.act order by e.part) ||
          array(select 'audit ' || to_jsonb(u)::text from record.audit u where u.site = s.site and u.act = s.act order by u.seq) ||
          array(select 'signature ' || to_jsonb(g)::text from record.signature g where g.site = s.site and g.act = s.act order by g.id))::text as lines
      from store.sequenced s where s.site = $1 and s.ordinal between $2 and $3 order by s.ordinal`,
    values: [site, first, last],
  });
  return rows;
}

const sha256 = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

// RFC 6962 §2.1: leaf and node hashes are told apart by their first byte, so that no node passes for a leaf
const leafMark = Buffer.from([0]);
const nodeMark = Buffer.from([1]);

/** Hash of one act's stored bytes. */
export const leafOf = (act: SealedAct): Buffer => sha256(leafMark, `[${act.ordinal},"${act.act}",${act.lines}]`);

/** Merkle tree hash over the leaves (RFC 6962 §2.1); of none, the hash of nothing. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256('');
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(nodeMark, merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}

/** The value that is anchored: everything before it is in it. */
export function chainValue(previous: Buffer, seal: { site: string; number: number; firstOrdinal: number; lastOrdinal: number; clock: string; root: Buffer }): Buffer {
  return sha256(previous, JSON.stringify([seal.site, seal.number, seal.firstOrdinal, seal.lastOrdinal, seal.clock]), seal.root);
}

export const noChain = Buffer.alloc(32);

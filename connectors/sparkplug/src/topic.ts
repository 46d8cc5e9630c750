/** What a Sparkplug topic says (specification 3.0.0, chapter 4). */
export type Topic =
  | { readonly is: 'edge'; readonly kind: EdgeKind; readonly group: string; readonly node: string; readonly device?: string }
  | { readonly is: 'state'; readonly host: string };

/** Messages an edge node sends. Commands (NCMD, DCMD) are for it, not from it. */
export type EdgeKind = 'NBIRTH' | 'NDATA' | 'NDEATH' | 'DBIRTH' | 'DDATA' | 'DDEATH';

const kinds: Readonly<Record<string, 4 | 5>> = { NBIRTH: 4, NDATA: 4, NDEATH: 4, DBIRTH: 5, DDATA: 5, DDEATH: 5 };

/** Reads a topic; undefined for whatever a host need not hear, commands included. */
export function readTopic(topic: string): Topic | undefined {
  const parts = topic.split('/');
  const [space, second, third, fourth, fifth] = parts;
  if (space !== 'spBv1.0') return undefined;
  if (second === 'STATE') return parts.length === 3 && third ? { is: 'state', host: third } : undefined;
  if (!second || !third || !fourth || kinds[third] !== parts.length) return undefined;
  const kind = third as EdgeKind;
  if (parts.length === 5) return fifth ? { is: 'edge', kind, group: second, node: fourth, device: fifth } : undefined;
  return { is: 'edge', kind, group: second, node: fourth };
}

/** Where a host says whether it is there. */
export function stateTopic(hostId: string): string {
  return `spBv1.0/STATE/${hostId}`;
}

/** Where an edge node listens for commands. */
export function nodeCommandTopic(group: string, node: string): string {
  return `spBv1.0/${group}/NCMD/${node}`;
}

/** The source name of an edge node, or of a device behind it. Two edge nodes may have devices of one name. */
export function sourceOf(group: string, node: string, device?: string): string {
  return device === undefined ? `${group}/${node}` : `${group}/${node}/${device}`;
}

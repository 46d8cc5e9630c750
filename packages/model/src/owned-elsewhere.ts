import type { Fields, Owner } from './kind.ts';
import { ownerAt, type OwnershipRule } from './ownership.ts';

/** Whose something is when it is not ours to change here, in the words of a refusal. */
export interface Elsewhere {
  readonly kind: string;
  readonly owner: string;
  /** Where to change it. */
  readonly next: string;
}

/** The rules of ownership of a model, with the systems and flows they speak of. */
export interface Owners {
  readonly rules: readonly OwnershipRule[];
  readonly nameOf: (system: string) => string;
  /** Name of the flow by which what a system owns comes over. */
  readonly flowOf: (system: string) => string | undefined;
  /** The system that a flow of the model belongs to; a system's own name stands for itself. */
  readonly systemOf: (flow: string) => string | undefined;
}

type Listed = readonly { readonly kind: string; readonly id: string; readonly fields: Fields }[];

/** Reads who owns what out of a model's objects. */
export function ownersOf(objects: Listed): Owners {
  const of = (kind: string) => objects.filter((object) => object.kind === kind);
  const systems = new Map(of('integration.system').map((system) => [system.id, String(system.fields['name'])]));
  const flows = of('integration.flow');
  return {
    rules: of('integration.ownership').map((object) => object.fields as unknown as OwnershipRule),
    nameOf: (system) => systems.get(system) ?? system,
    flowOf: (system) => {
      const flow = flows.find(({ fields }) => fields['system'] === system && fields['way'] === 'in');
      return flow && String(flow.fields['name']);
    },
    systemOf: (flow) => {
      const found = flows.find(({ id }) => id === flow)?.fields['system'];
      return typeof found === 'string' ? found : systems.has(flow) ? flow : undefined;
    },
  };
}

/** Whether a record, or the part of it that an act changes, is somebody else's at a place; `by` is the system whose flow acts, if one does. */
export function ownedElsewhere(owners: Owners, what: string, part: string | undefined, chain: readonly string[], today: string, by?: string): Elsewhere | undefined {
  const owner = ownerAt(owners.rules, what, part, chain, today);
  return owner === undefined || owner === 'records' || owner === by ? undefined : elsewhere(owners, what, part, owner);
}

/** What a person is told of an owner, and what to do there. */
export function elsewhere(owners: Owners, what: string, part: string | undefined, owner: Owner, title = wordsOf(what)): Elsewhere {
  const kind = `${title}${part === undefined ? '' : ` (${part.replaceAll('-', ' ')})`}`;
  if (owner === 'model') return { kind, owner: 'the model files', next: 'Change it in the files, then millrace plan and millrace apply.' };
  if (owner === 'records') return { kind, owner: "this plant's own records", next: 'Change it here, by hand.' };
  const flow = owners.flowOf(owner);
  return { kind, owner: owners.nameOf(owner), next: `Change it there; it comes over by ${flow === undefined ? 'its flow' : `the flow “${flow}”`}.` };
}

/** `planning.production-request` as `Production request`. */
function wordsOf(what: string): string {
  const words = (what.split('.')[1] ?? what).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

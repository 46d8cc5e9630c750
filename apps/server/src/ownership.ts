import {
  elsewhere,
  fieldDiff,
  groupsOf,
  ownedElsewhere,
  ownerBy,
  ownersOf,
  type Fields,
  type Kinds,
  type Model,
  type Owner,
  type Places,
  type StoredObject,
} from '@millrace/model';
import type { Actor, OwnedElsewhere, Touched } from '@millrace/store';

/** Who owns what, as the model in force says: what a person, a rule or a flow may not change here. */
export function ownershipOf(model: Model, kinds: Kinds, places: Places, today: () => string): (touched: Touched, actor: Actor) => OwnedElsewhere | undefined {
  const owners = ownersOf(model.objects);
  if (owners.rules.length === 0) return () => undefined;
  /** The system whose flow acts, itself or by a rule that carries further what it told. */
  const systemBehind = (actor: Actor) => {
    if (actor.kind !== 'system') return undefined;
    const flow = [actor.person, actor.follows].find((by) => by?.startsWith('flow:'));
    return flow && owners.systemOf(flow.slice('flow:'.length));
  };
  return (touched, actor) => {
    const by = systemBehind(actor);
    if (touched.noun !== 'model.object') return own(ownedElsewhere(owners, touched.noun, touched.part, places.chain(touched.place), today(), by));
    // the noun says which record it is
    const [before, after] = [touched.before, touched.after] as unknown as [StoredObject | undefined, StoredObject | undefined];
    if (!before && !after) return undefined;
    const taken = ownerOfChange(kinds, ownerBy(owners.rules, places, today()), before, after, by);
    return own(
      taken &&
        elsewhere(
          owners,
          taken.kind.name,
          taken.group,
          taken.owner,
          taken.kind.title.replace(/^./, (first) => first.toUpperCase()),
        ),
    );
  };
}

/** What of a model object changes though whoever acts does not own it: files and screens own what is the model's or ours, a flow what is its system's. */
function ownerOfChange(kinds: Kinds, ownerOf: ReturnType<typeof ownerBy>, before: StoredObject | undefined, after: StoredObject | undefined, by: string | undefined) {
  const state = (after ?? before)!;
  const kind = kinds.get(state.kind);
  if (!kind) return undefined;
  const [was, is] = [before, after].map((one): Fields => (one?.state === 'current' ? one.fields : {}));
  // where it lay decides: nobody takes an object over by moving it
  const judged = before?.state === 'current' ? was! : is!;
  const mayChange = (owner: Owner) => (by === undefined ? owner === 'model' || owner === 'records' : owner === by);
  const isWhole = (before?.state === 'current') !== (after?.state === 'current');
  for (const [group, fields] of groupsOf(kind)) {
    if (isWhole ? group !== '' : !fields.some((field) => fieldDiff(was![field], is![field]).length > 0)) continue;
    const owner = ownerOf(kind, state.name, judged, group);
    if (!mayChange(owner)) return { kind, group: group === '' ? undefined : group, owner };
  }
  return undefined;
}

const own = (found: { readonly kind: string; readonly owner: string; readonly next: string } | undefined): OwnedElsewhere | undefined => found && { ...found };

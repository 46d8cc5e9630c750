import {
  decideWith,
  houseRefusal,
  listNeeds,
  newId,
  Refusal,
  type Act,
  type AnyCommand,
  type Command,
  type Loaded,
  type Mode,
  type NameOfRole,
  type Needs,
} from '@millrace/kernel';
import type * as z from 'zod';
import { useSession, useZone } from '../client/session.tsx';
import { inPlantTime } from '../text/plant-time.ts';
import { useNames, usePlantModel } from './use-model.ts';

export interface Doer {
  readonly person: string;
  readonly roles: readonly string[];
  readonly site: string;
  readonly timeZone: string;
}

/** What the command would answer now, by the rule the server uses: the sentence of its refusal, or nothing where it would be done. */
export function refusalOf<A extends string, I extends z.ZodType, L extends Needs>(
  command: Command<A, I, L>,
  loaded: Loaded<L>,
  input: z.output<I>,
  doer: Doer,
  modeOf?: (rule: string) => Mode,
  nameOfRole?: NameOfRole,
): string | undefined {
  const at = Temporal.Now.instant();
  const act: Act = {
    id: newId(),
    by: doer.person as Act['by'],
    role: doer.roles[0] ?? 'none',
    roles: doer.roles,
    at,
    happenedAt: at,
    site: doer.site,
    timeZone: doer.timeZone,
    station: undefined,
    causedBy: undefined,
    reason: undefined,
  };
  try {
    decideWith(command, loaded, input, act, modeOf, [], nameOfRole);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

export type Would = <A extends string, I extends z.ZodType, L extends Needs>(
  command: Command<A, I, L>,
  loaded: Loaded<L>,
  input: z.output<I>,
  place?: string,
) => string | undefined;

/** Asks a command, before the click, whether it could be done and why not. */
export function useWould(): Would {
  const { person, roles, site } = useSession();
  const model = usePlantModel();
  const names = useNames();
  const zone = useZone();
  const doer = { person: person.id, roles: roles.map(({ role }) => role), site: site.id, timeZone: zone };
  return (command, loaded, input, place) => {
    const owned = command.part === 'ours' ? undefined : model.ownedElsewhere(nounOf(command, input, doer.person), command.part, place);
    const sentence = owned
      ? houseRefusal(command.address, 'owned-elsewhere', { ...owned }).message
      : refusalOf(command, loaded, input, doer, (rule) => model.modeOf(rule, place), names.role);
    return sentence === undefined ? undefined : inPlantTime(sentence, zone);
  };
}

/** The noun that a command changes: its subject, where it has one in its own room. */
function nounOf(command: AnyCommand, input: unknown, by: string): string {
  const [room, noun] = command.address.split('.') as [string, string];
  const [first] = listNeeds(command.load(input, by));
  return first?.[1].need === 'one' && first[1].noun.address.startsWith(`${room}.`) ? first[1].noun.address : `${room}.${noun}`;
}

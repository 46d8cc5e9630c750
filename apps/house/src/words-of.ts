import type { AnyCommand } from '@millrace/kernel';
import type { Words } from '@millrace/model';
import type { Room } from '@millrace/store';
import { makesItsRecord } from './makes-its-record.ts';

const nounOf = (address: string) => address.slice(0, address.lastIndexOf('.'));

/** What these rooms can be told by name in a model. */
export function wordsOf(rooms: readonly Room[]): Words {
  const commands = rooms.flatMap((room): readonly AnyCommand[] => room.commands ?? []);
  return {
    commands: commands.map((one) => one.address as string),
    nouns: [
      ...new Set([
        ...rooms.flatMap((room) => [...(room.nouns ?? []).map((one) => one.address as string), ...(room.queries ?? []).map((one) => nounOf(one.query.address as string))]),
        ...commands.map((one) => nounOf(one.address as string)),
        // its samples live in the historian, and its room is made with it
        'historian.sample',
      ]),
    ],
    numbered: rooms.flatMap((room) => (room.nouns ?? []).flatMap((one) => (one.numbering ? [one.address as string] : []))),
    makesItsRecord: commands.flatMap((one) => (makesItsRecord(one) ? [one.address as string] : [])),
    parts: new Map(
      [...Map.groupBy(commands, (one) => nounOf(one.address as string))].map(([noun, all]) => [
        noun,
        [...new Set(all.flatMap((one) => (one.part === undefined || one.part === 'ours' ? [] : [one.part])))],
      ]),
    ),
  };
}

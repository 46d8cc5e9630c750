import type { AnyCommand } from '@millrace/kernel';
import type { Words } from '@millrace/model';
import { record } from '@millrace/record/module';
import { rooms } from './rooms.ts';

const commands = [record, ...rooms].flatMap((room): readonly AnyCommand[] => room.commands ?? []);
const nounOf = (address: string) => address.slice(0, address.lastIndexOf('.'));

/** What the rooms of this house can be told by name in a model. */
export const words: Words = {
  commands: commands.map((one) => one.address as string),
  nouns: [
    ...new Set([
      ...[record, ...rooms].flatMap((room) => [
        ...(room.nouns ?? []).map((one) => one.address as string),
        ...(room.queries ?? []).map((one) => nounOf(one.query.address as string)),
      ]),
      ...commands.map((one) => nounOf(one.address as string)),
      // its samples live in the historian, and its room is made with it
      'historian.sample',
    ]),
  ],
  parts: new Map(
    [...Map.groupBy(commands, (one) => nounOf(one.address as string))].map(([noun, all]) => [
      noun,
      [...new Set(all.flatMap((one) => (one.part === undefined || one.part === 'ours' ? [] : [one.part])))],
    ]),
  ),
};

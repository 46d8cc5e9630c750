import { command, known } from '@millrace/kernel';
import * as z from 'zod';
import { connection, connectionOf, fares, seen } from './connection.ts';

/** The server that listens says how a connection fares: when that changes, and now and then. */
export const watch = command({
  address: 'scada.connection.watch',
  summary: 'Keep how a connection fares',
  is: 'report',
  caller: 'system',
  input: z.object({ ...seen, fares }),
  place: (input) => input.place,
  load: (input) => known(connection, [connectionOf(input.connection)]),
  decide: (_before, input, act) => ({ type: 'scada.connection.watched' as const, subject: connectionOf(input.connection), ...input, seenAt: act.at }),
});

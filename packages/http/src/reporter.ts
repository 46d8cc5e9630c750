import type { FastifyRequest } from 'fastify';
import { houseRefusal, type AnyCommand } from '@millrace/kernel';
import type { Actor } from '@millrace/store';
import type { Acting, Gatekeeper } from './identity.ts';

/** Whose an act is, and who brought it where that is somebody else. */
export interface Sender {
  readonly actor: Actor;
  readonly station: string | undefined;
  readonly deliveredBy?: string;
}

/**
 * Whose a report is that a device kept: of whoever made it, whoever's session brings it. A browser that can show that they were signed in
 * in it at that moment is believed; any other keeps it until they sign in. Whatever is no report is of whoever is signed in.
 */
export async function senderOf(
  command: AnyCommand,
  request: FastifyRequest,
  gate: Gatekeeper,
  who: Acting,
  { reportedBy, happenedAt }: { readonly reportedBy?: string | undefined; readonly happenedAt?: Temporal.Instant | undefined },
): Promise<Sender> {
  if (reportedBy === undefined || reportedBy === who.actor.person) return { actor: who.actor, station: who.station };
  const reporter = command.is === 'report' && happenedAt ? await gate.reporter(request, reportedBy, happenedAt) : undefined;
  if (!reporter) throw houseRefusal(command.address, 'reported-by-another', { reporter: reportedBy });
  return { actor: reporter.actor, station: reporter.station, deliveredBy: who.actor.person };
}

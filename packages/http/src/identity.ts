import type { FastifyRequest } from 'fastify';
import type { Refusal } from '@millrace/kernel';
import type { Actor, Grant, Question } from '@millrace/store';

/** Who stands behind a request, as the room that keeps people says. */
export interface Identified {
  readonly actor: Actor;
  readonly name: string;
  readonly site: string;
  readonly station: string | undefined;
  /** Session of a person; none of a machine. */
  readonly session: string | undefined;
}

export interface Acting extends Identified {
  /** Whether they still are who they were when the act came: to be asked in the act's own transaction. */
  readonly standing: Question | undefined;
}

/** The room that keeps people and rights, as the door needs it. */
export interface Gatekeeper {
  /** Reads cookie or token; undefined when nobody is signed in, the session has ended or was revoked. */
  readonly identify: (request: FastifyRequest) => Promise<Identified | undefined>;
  /** The refusal for whoever is not signed in: that they never were, or why their session or token is over and what to do. */
  readonly notSignedIn: (request: FastifyRequest, address: string) => Promise<Refusal>;
  /** Who reported something at a moment, as this browser can show: they were signed in in it then. */
  readonly reporter: (request: FastifyRequest, person: string, at: Temporal.Instant) => Promise<Pick<Identified, 'actor' | 'station'> | undefined>;
  /** The same for who acts, and notes that their session is in use. */
  readonly identifyActing: (request: FastifyRequest) => Promise<Acting | undefined>;
  /** Somebody did something: their session is in use. Asking is no doing, for screens ask by themselves. */
  readonly used: (who: Identified) => Promise<void>;
  readonly grantsOf: (who: Identified) => Promise<readonly Grant[]>;
}

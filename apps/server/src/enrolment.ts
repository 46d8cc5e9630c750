import { newId } from '@millrace/kernel';
import { answerError, type Gatekeeper, type Identified } from '@millrace/http';
import { hashOf, newSecret, type At, type Gate, type Invitations } from '@millrace/personnel/module';
import type { Shell } from '@millrace/store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PlantPolicy } from './policy.ts';

const cookie = 'millrace-station';
// 400 days is the longest that browsers keep a cookie; a station that is used gets it anew each time it asks who it is
const keptS = 400 * 86_400;
/** Of a browser that is no station of the plant. */
const unenrolled = 'browser';

export interface EnrolmentParts {
  readonly gate: Gate;
  readonly keeper: Gatekeeper;
  readonly invitations: Invitations;
  readonly shell: Shell;
  readonly policy: () => PlantPolicy;
  readonly isDemo: boolean;
}

const cookieOf = (request: FastifyRequest, token: string) =>
  `${cookie}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${keptS}${request.protocol === 'https' ? '; Secure' : ''}`;

/** Where a request comes from: an enrolled station by its cookie; in a demo, which has no devices of its own, whatever is chosen, and marked so. */
export async function stationAt({ gate, isDemo }: Pick<EnrolmentParts, 'gate' | 'isDemo'>, request: FastifyRequest, asked: string | undefined): Promise<At> {
  const token = request.cookies[cookie];
  const enrolled = token === undefined ? undefined : await gate.stationOf(token);
  if (enrolled) return { station: `terminal:${enrolled.place}`, enrolled: enrolled.id, mayUseBadge: true };
  const chosen = isDemo ? /^terminal:(.{1,70})$/.exec(asked ?? '')?.[1] : undefined;
  return chosen === undefined ? { station: unenrolled, enrolled: undefined, mayUseBadge: false } : { station: `chosen:${chosen}`, enrolled: undefined, mayUseBadge: true };
}

/** Routes that make or take a secret, which must never become part of an act: a station's token, an invitation's code. */
export function routeEnrolment(app: FastifyInstance, parts: EnrolmentParts): void {
  const { gate, keeper, invitations, shell, policy, isDemo } = parts;
  const text = (value: unknown, most = 200) => (typeof value === 'string' && !value.includes('\0') && value.length <= most ? value : undefined);
  const bodyOf = (request: FastifyRequest) => {
    const body = (request.body ?? {}) as { input?: Record<string, unknown>; reason?: unknown };
    return { input: body.input ?? {}, reason: text(body.reason, 1000) };
  };
  /** An act of whoever is signed in, under the key they sent. */
  const envelopeOf = (request: FastifyRequest, who: Identified, reason?: string) => ({
    key: `${who.actor.person}/${text(request.headers['idempotency-key'], 120) ?? newId()}`,
    actor: who.actor,
    site: who.site,
    station: who.station,
    ...(reason !== undefined && { reason }),
  });
  const signedIn =
    (address: string, work: (who: Identified, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) => async (request: FastifyRequest, reply: FastifyReply) => {
      try {
        const who = await keeper.identify(request);
        if (!who) throw await keeper.notSignedIn(request, address);
        await keeper.used(who);
        return await work(who, request, reply);
      } catch (error) {
        return answerError(reply, error, request.id);
      }
    };

  app.get('/api/station', async (request, reply) => {
    const token = request.cookies[cookie];
    const found = token === undefined ? undefined : await gate.stationOf(token);
    if (token !== undefined && found) void reply.header('set-cookie', cookieOf(request, token));
    const { accessAt, isPlace, nameOfPlace } = policy();
    // a demo has no devices of its own: whichever terminal is in front of somebody stands for one that was enrolled there
    const place = text((request.query as { place?: unknown }).place, 70);
    const chosen =
      !found && isDemo && place !== undefined && isPlace(place) ? { place, name: nameOfPlace(place), quickSignIn: accessAt(`chosen:${place}`).quickSignIn } : undefined;
    return reply.send({ station: found ? { ...found, quickSignIn: accessAt(`terminal:${found.place}`).quickSignIn } : null, mayChoose: isDemo, ...(chosen && { chosen }) });
  });
  app.post(
    '/api/station',
    signedIn('personnel.station.enrol', async (who, request, reply) => {
      const { input } = bodyOf(request);
      const [token, station] = [newSecret(), newId()];
      const wish = { station, place: text(input.place) ?? '', name: text(input.name) ?? '', tokenHash: hashOf(token) };
      await shell.execute('personnel.station.enrol', wish, envelopeOf(request, who));
      return reply.header('set-cookie', cookieOf(request, token)).send({ station: { id: station, place: wish.place, name: wish.name } });
    }),
  );
  app.post(
    '/api/invitation',
    signedIn('personnel.invitation.issue', async (who, request, reply) => {
      const { input, reason } = bodyOf(request);
      const hours = Number(input.hours);
      const code = await invitations.invite({ person: text(input.person) ?? '', hours: Number.isInteger(hours) ? hours : undefined }, envelopeOf(request, who, reason));
      return reply.send({ person: input.person, code });
    }),
  );
  app.post('/api/invitation/accept', async (request, reply) => {
    try {
      const { input } = bodyOf(request);
      return await reply.send(
        await invitations.accept({
          code: text(input.code) ?? '',
          // as they came: the rule of a password says itself what is wrong with them
          password: typeof input.password === 'string' ? input.password : '',
          pin: input.pin === undefined || input.pin === '' ? undefined : String(input.pin),
        }),
      );
    } catch (error) {
      return answerError(reply, error, request.id);
    }
  });
}

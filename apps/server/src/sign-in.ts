import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { covers, houseRefusal, mayAsk, type Registry } from '@millrace/kernel';
import { answerError, type Gatekeeper } from '@millrace/http';
import type { Gate, Known } from '@millrace/personnel/module';
import { stationAt } from './enrolment.ts';
import type { PlantPolicy } from './policy.ts';

const cookie = 'millrace';
/** Tokens of the sessions that this browser had before: they open nothing, and show whose the reports are that it kept. */
const formerly = 'millrace-before';
// eight: more people than hand over at a terminal in a shift that cannot reach its server; each is 44 letters of a header
const mostFormer = 8;
// 35 days: as long as a key is kept, by which a report that came twice is known
const keptS = 35 * 86_400;

/** Reads who stands behind a request: a browser's cookie or a machine's bearer token. */
export function gatekeeperOf(gate: Gate, site: string, policy: () => PlantPolicy): Gatekeeper {
  const identified = <K extends Known>(known: K) => ({ ...known, name: policy().nameOfPerson(known.actor.person), site });
  return {
    identify: async (request) => {
      const token = tokenOf(request);
      const known = token === undefined ? undefined : await gate.whoIs(token);
      return known && identified(known);
    },
    identifyActing: async (request) => {
      const token = tokenOf(request);
      const known = token === undefined ? undefined : await gate.whoActs(token);
      return known && identified(known);
    },
    notSignedIn: async (request, address) => {
      const token = tokenOf(request);
      const spent = token === undefined ? undefined : await gate.whySpent(token);
      if (!spent) return houseRefusal(address, 'not-signed-in');
      const { how, why, next } = spent;
      if (spent.of === 'token') return houseRefusal(address, 'token-over', { how, why, next });
      return houseRefusal(address, 'session-over', { how, why, next, at: spent.at.toString() });
    },
    reporter: async (request, person, at) => {
      const known = await gate.reporter(formerOf(request), person, at);
      return known && identified(known);
    },
    used: async (who) => {
      if (who.session !== undefined) await gate.used(who.session);
    },
    grantsOf: (who) => gate.grantsOf(who.actor.person),
  };
}

function tokenOf(request: FastifyRequest): string | undefined {
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? request.cookies[cookie];
}

const formerOf = (request: FastifyRequest) => (request.cookies[formerly] ?? '').split('.').filter((token) => /^[\w-]{20,100}$/.test(token));

/** The cookies of a browser whose session changes: the token of the new one, or none, and those of the ones before. */
function cookiesOf(request: FastifyRequest, token: string | undefined): string[] {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  const last = request.cookies[cookie];
  const former = [...new Set([...(last === undefined ? [] : [last]), ...formerOf(request)])].slice(0, mostFormer);
  return [
    token === undefined ? `${cookie}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0` : `${cookie}=${token}; Path=/; HttpOnly; SameSite=Strict${secure}`,
    ...(former.length === 0 ? [] : [`${formerly}=${former.join('.')}; Path=/api; HttpOnly; SameSite=Strict; Max-Age=${keptS}${secure}`]),
  ];
}

export interface DemoAccount {
  readonly user: string;
  readonly name: string;
  readonly role: string;
  readonly password: string;
  readonly badge?: string | undefined;
  readonly pin?: string | undefined;
}

/** Sign-in, sign-out, who am I. These are no commands: a secret comes in, and must never become part of an act. */
export function routeSignIn(
  app: FastifyInstance,
  parts: { gate: Gate; keeper: Gatekeeper; site: string; rooms: Registry; policy: () => PlantPolicy; demo: readonly DemoAccount[]; isDemo: boolean },
): void {
  const { gate, keeper, site, rooms, policy, demo } = parts;

  const open = async (request: FastifyRequest, reply: FastifyReply) => {
    const body = (request.body ?? {}) as { input?: Record<string, unknown>; station?: unknown };
    const input = body.input ?? {};
    // U+0000 stands in no name and no row
    const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\0');
    const text = (name: string) => (isText(input[name]) ? input[name].slice(0, 200) : undefined);
    const asked = input.station ?? body.station;
    const at = await stationAt(parts, request, isText(asked) ? asked : undefined);
    const [user, badge, pin] = [text('user'), text('badge'), text('pin')];
    // whole: a password that is cut is another one, and 200 letters may be many times as long for a computer
    const password = isText(input['password']) ? input['password'] : undefined;
    if (user === undefined && badge === undefined)
      return answerError(reply, houseRefusal('personnel.session.open', 'bad-input', { problems: 'input: give user and password, or badge and PIN' }), request.id);
    const before = tokenOf(request);
    const signed = await gate.signIn({
      at,
      ...(user !== undefined && { user }),
      ...(password !== undefined && { password }),
      ...(badge !== undefined && { badge }),
      ...(pin !== undefined && { pin }),
    });
    if ('refused' in signed) {
      request.log.warn({ user: user ?? 'a badge', station: at.station }, 'a sign-in was refused');
      return reply
        .code(401)
        .type('application/problem+json')
        .send({ type: '/refusals#personnel.session.open/wrong', title: 'Refused', status: 401, detail: signed.refused, rule: 'personnel.session.open/wrong', facts: {} });
    }
    if (before) await gate.signOut(before, 'switched');
    return reply
      .header('set-cookie', cookiesOf(request, signed.token))
      .send({ person: { id: signed.person, name: policy().nameOfPerson(signed.person), initials: initialsOf(policy().nameOfPerson(signed.person)) }, session: signed.session });
  };
  const close = async (request: FastifyRequest, reply: FastifyReply) => {
    const token = tokenOf(request);
    const { how } = ((request.body ?? {}) as { input?: { how?: unknown } }).input ?? {};
    // a screen that nobody touched asks; the cookie stays, so that the next answer says why the session is over
    if (how === 'idle') return reply.send({ ended: token !== undefined && (await gate.timeOut(token)) });
    if (token) await gate.signOut(token, 'signed out');
    return reply.header('set-cookie', cookiesOf(request, undefined)).send({ ended: token !== undefined });
  };
  app.post('/api/personnel/session/open', open);
  app.post('/api/personnel/session/close', close);
  // a browser says that somebody touched the screen: what it asks by itself does not keep a session open
  app.post('/api/session/use', async (request, reply) => {
    const who = await keeper.identify(request);
    if (!who) return answerError(reply, await keeper.notSignedIn(request, 'personnel.session.show'), request.id);
    await keeper.used(who);
    return reply.code(204).send();
  });

  app.get('/api/session', async (request, reply) => {
    const who = await keeper.identify(request);
    if (!who) return answerError(reply, await keeper.notSignedIn(request, 'personnel.session.show'), request.id);
    const grants = await keeper.grantsOf(who);
    const commands = [...rooms.commands.keys()].filter((address) => grants.some((grant) => covers(grant.pattern, address)));
    const queries = [...rooms.queries.values()].filter((query) => mayAsk(query, grants)).map((query) => query.address as string);
    const { accessAt, siteName, timeZone, model, nameOfPerson } = policy();
    const lent = new Map((await gate.lentTo(who.actor.person)).map((one) => [`${one.role}@${one.place ?? ''}`, { lentBy: nameOfPerson(one.from), until: one.until.toString() }]));
    const roles = [
      ...new Map(
        grants.map((grant) => [`${grant.role}@${grant.place ?? ''}`, { role: grant.role, place: grant.place, ...lent.get(`${grant.role}@${grant.place ?? ''}`) }]),
      ).values(),
    ];
    const home = roles.map(({ role }) => model.objects.find((object) => object.kind === 'personnel.role' && object.id === role)?.fields.home).find((value) => value !== undefined);
    return reply.send({
      person: { id: who.actor.person, name: who.name, initials: initialsOf(who.name) },
      roles,
      site,
      siteName,
      timeZone,
      home: home ?? 'floor',
      station: who.station,
      session: who.session ?? null,
      permissions: [...commands, ...queries],
      demo: demo.length > 0,
      idleTimeoutS: accessAt(who.station ?? '').idleAfterS,
    });
  });
  app.get('/api/session/demo', async (request) => {
    const { place } = request.query as { place?: unknown };
    return { demo: demo.length > 0, accounts: typeof place === 'string' ? holdersNear(place, demo, policy()) : demo };
  });
}

/** The accounts whose role holds at a place, the nearest first: its own operators before those who are of the whole plant. */
function holdersNear(place: string, accounts: readonly DemoAccount[], { tree, model }: PlantPolicy): readonly DemoAccount[] {
  const around = tree.chain(place);
  const held = model.objects.filter(({ kind }) => kind === 'personnel.role-assignment');
  const near = (user: string) => Math.min(...held.flatMap(({ fields }) => (fields.person === user ? [around.indexOf(String(fields.at))] : [])).filter((distance) => distance >= 0));
  return accounts.filter(({ user }) => near(user) < Infinity).toSorted((one, other) => near(one.user) - near(other.user));
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { houseRefusal, instant, newId, Refusal, routeOf, type AnyCommand, type Registry } from '@millrace/kernel';
import type { Answer, Envelope, Shell } from '@millrace/store';
import { refuseGuessable } from './chosen.ts';
import { isContent, letRestPass, takeContent, type ContentDoor } from './content.ts';
import { unknownIn } from './parameters.ts';
import { answerError } from './problem.ts';
import type { Gatekeeper } from './identity.ts';
import { senderOf } from './reporter.ts';
import { conceal, type SecretDoor } from './secrets.ts';

interface Body {
  input?: unknown;
  reason?: unknown;
  seen?: unknown;
  happenedAt?: unknown;
  signature?: unknown;
  reportedBy?: unknown;
}

const parts: readonly (keyof Body)[] = ['input', 'reason', 'seen', 'happenedAt', 'signature', 'reportedBy'];
const moment = instant();
const uuidLike = /^[\w:.-]{8,120}$/;

/** One loop: every command is a route. Nobody writes a controller. */
export function routeCommands(
  app: FastifyInstance,
  rooms: Registry,
  shell: Shell,
  gate: Gatekeeper,
  onDone: (address: string, answer: Answer, ms: number) => void,
  content: ContentDoor,
  secrets: SecretDoor,
): void {
  const routeOne = (on: FastifyInstance, command: AnyCommand) =>
    on.post(routeOf(command.address), async (request, reply) => {
      const started = performance.now();
      const isBytes = isContent(command, request);
      try {
        const who = await gate.identifyActing(request);
        const isKnown = who !== undefined && (!who.standing || !(isBytes || isSigned(request) || hasSecrets(command)) || (await gate.identify(request)) !== undefined);
        if (!isKnown) throw await gate.notSignedIn(request, command.address);
        const body = isBytes ? { reason: (request.query as Body).reason } : ((request.body ?? {}) as Body);
        const { reportedBy, key, ...envelope } = readEnvelope(command.address, request, body, isBytes);
        const sender = await senderOf(command, request, gate, who, { reportedBy, happenedAt: envelope.happenedAt });
        const given = isBytes ? await takeContent(command, request, who, gate, content) : formOf(command, body);
        refuseGuessable(command, given, who);
        const { input, told } = await conceal(command, given, who, secrets);
        const answer = await shell.execute(command.address, input, {
          ...envelope,
          ...sender,
          // a key is its reporter's own, whoever brings it: nobody else uses it up, or the key of a rule or a timer before it comes
          key: `${sender.actor.person}/${key}`,
          standing: who.standing,
          site: who.site,
        });
        onDone(command.address, answer, performance.now() - started);
        const said = isBytes ? await content.answers[command.address]?.(answer, request.headers.accept ?? '') : undefined;
        if (said) return await reply.code(said.status).type(said.type).send(said.body);
        return await reply.code(answer.kept ? 202 : 200).send(Object.keys(told).length > 0 && !answer.isRepeat ? { ...answer, told } : answer);
      } catch (error) {
        if (!(error instanceof Refusal)) request.log.error({ err: error, address: command.address }, 'a command failed');
        else request.log.info({ rule: error.rule, address: command.address }, 'refused');
        if (isBytes) letRestPass(request, reply);
        // a session that ended while the act was under way: the act knows that it did, the gate knows why
        const isSignedOut = error instanceof Refusal && error.rule === `${command.address}/not-signed-in`;
        return answerError(reply, isSignedOut ? await gate.notSignedIn(request, command.address) : error, request.id);
      }
    });
  const [forms, withBytes] = [false, true].map((takesBytes) => [...rooms.commands.values()].filter((one) => one.caller !== 'system' && (one.content !== undefined) === takesBytes));
  for (const command of forms!) routeOne(app, command);
  void app.register(async (bytes) => {
    // whatever is no JSON form is handed on as it streams in
    bytes.removeContentTypeParser('text/plain');
    bytes.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const command of withBytes!) routeOne(bytes, command);
  });
}

/** The input that a form carries. What it says of bytes it did not bring proves nothing. */
function formOf(command: AnyCommand, body: Body): unknown {
  const { into } = command.content ?? {};
  if (into !== undefined && typeof body.input === 'object' && body.input !== null && into in body.input)
    throw houseRefusal(command.address, 'bad-input', { problems: `${into}: send the bytes themselves as the body, with their own content-type` });
  return body.input ?? {};
}

// a secret is tried, and a file is taken, before the act: neither is left to what its transaction finds
const isSigned = (request: FastifyRequest) => (request.body as Body | undefined | null)?.signature !== undefined;

const hasSecrets = (command: AnyCommand) => Object.keys(command.secrets).length > 0;

/** The part of the envelope that the sender writes; each field that does not fit is named. */
function readEnvelope(address: string, request: FastifyRequest, body: Body, isBytes: boolean): Omit<Envelope, 'actor' | 'site' | 'station'> & { readonly reportedBy?: string } {
  // a misspelt field would be passed over: what happened an hour ago would count as of now
  if (typeof body !== 'object' || Array.isArray(body)) throw houseRefusal(address, 'bad-input', { problems: 'the body: send a form { "input": { ... } } as application/json' });
  const problems: string[] = isBytes ? [] : unknownIn(body, parts, 'part of a command');
  // another system sends a file with nothing but its address: what it holds tells a repetition
  const key = request.headers['idempotency-key'] ?? (isBytes ? newId() : undefined);
  if (typeof key !== 'string' || !uuidLike.test(key)) problems.push('header Idempotency-Key: send one new UUID per act, and the same one when you try again');
  if (body.reason !== undefined && (typeof body.reason !== 'string' || body.reason.length > 1000)) problems.push('reason: at most 1,000 letters of text');
  if (body.seen !== undefined && !(Number.isInteger(body.seen) && (body.seen as number) >= 0)) problems.push('seen: the revision that was shown, a whole number');
  let happenedAt: Temporal.Instant | undefined;
  if (body.happenedAt !== undefined) {
    const read = moment.safeDecode(String(body.happenedAt));
    if (read.success) happenedAt = read.data;
    else problems.push(`happenedAt: ${read.error.issues[0]!.message}`);
  }
  if (body.reportedBy !== undefined && (typeof body.reportedBy !== 'string' || body.reportedBy.length > 200)) problems.push('reportedBy: the id of the person who reported it');
  const signature = body.signature as { meaning?: unknown; secret?: unknown } | undefined;
  if (signature !== undefined && (typeof signature?.meaning !== 'string' || typeof signature.secret !== 'string')) problems.push('signature: { meaning, secret }, both text');
  if (problems.length > 0) throw houseRefusal(address, 'bad-input', { problems: problems.join('; ') });
  return {
    key: key as string,
    ...(body.reportedBy !== undefined && { reportedBy: body.reportedBy as string }),
    ...(body.reason !== undefined && { reason: body.reason as string }),
    ...(body.seen !== undefined && { seen: body.seen as number }),
    ...(happenedAt && { happenedAt }),
    ...(signature && { signature: signature as { meaning: string; secret: string } }),
  };
}

import { createHash } from 'node:crypto';
import {
  B2mmlRefused,
  readB2mml,
  usualLimits,
  type B2mmlMessage,
  type Limits,
  type Material,
  type Quantity,
  type Request,
  type ScheduleMessage,
  type Segment,
} from '@millrace/connector-b2mml';
import { isKeptDecimal } from '@millrace/kernel';
import type { Model } from '@millrace/model';
import { toldRequest } from '@millrace/planning';
import { decimal } from '@millrace/quantity';

/** How a flow of the model wants its messages read. */
export interface Reading {
  /** Flow of the model; none for what was handed in by hand. */
  readonly flow: string | undefined;
  /** System it speaks for; `unknown` where only the message can say. */
  readonly system: string;
  /** Part of the plant that the flow speaks of. */
  readonly at?: string | undefined;
  /** IANA zone of a sender that writes local times. */
  readonly timeZone?: string | undefined;
  /** Parameter whose value names the line or unit, for senders that say the place so. */
  readonly placeParameter?: string | undefined;
  /** Key of the quantity that says how much to make, where a material has several. */
  readonly amountKey?: string | undefined;
  readonly limits?: Limits | undefined;
}

/** The part of `integration.message.receive` that the message itself tells, as JSON. */
export interface Told {
  readonly system: string;
  readonly flow: string | undefined;
  readonly header: Readonly<Record<string, unknown>> & { readonly contentHash: string };
  readonly content: { readonly is: 'schedule' | 'other' | 'refused'; readonly sentence?: string; readonly [field: string]: unknown };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Reads bytes into what the room takes: an answer for whatever comes, never a throw. A message that names its sender is read as that sender's are. */
export function told(bytes: Uint8Array, reading: Reading, model: Model, readingOf?: (system: string) => Reading): Told {
  const contentHash = sha256(bytes);
  const refused = (reason: string, sentence: string, line?: number): Told => ({
    system: reading.system,
    flow: reading.flow,
    header: { messageId: `sha256:${contentHash}`, contentHash },
    content: { is: 'refused', reason, sentence: sentence.slice(0, 2000), ...(line !== undefined && { line }) },
  });
  let message: B2mmlMessage;
  try {
    message = readB2mml(bytes, { ...(reading.limits && { limits: reading.limits }), ...(reading.timeZone !== undefined && { timeZone: reading.timeZone }) });
  } catch (error) {
    if (error instanceof B2mmlRefused) return refused(error.reason, error.message, error.line);
    // ours, not the sender's; but a message that fails us must not stand before all others
    return refused('fault', `We failed to read it: ${error instanceof Error ? error.message : String(error)}. It is kept; replay it when that is mended.`);
  }
  const { header } = message;
  const system = systemOf(reading.system, header.sender, model);
  if (system === undefined)
    return refused(
      'unknown-sender',
      header.sender === undefined
        ? 'It names no sender, and came by no flow of the model. Hand it in for a system.'
        : `Nobody here knows the sender "${header.sender}". Add it to what an integration.system sends as.`,
    );
  if (reading.system === 'unknown' && readingOf) return told(bytes, readingOf(system), model);
  const said = {
    messageId: header.messageId,
    contentHash,
    noun: `${header.verb}${header.noun}`,
    dialect: header.dialect,
    confirmation: header.confirmation,
    ...(header.sender !== undefined && { sender: header.sender }),
    ...(header.createdAt && { writtenAt: header.createdAt.toString() }),
  };
  if (message.is !== 'schedule') return { system, flow: reading.flow, header: said, content: { is: 'other' } };
  return { system, flow: reading.flow, header: said, content: scheduleOf(message, reading) };
}

/** What is told of bytes that are too many to be read at all. */
export function tooLarge(contentHash: string, bytes: number, reading: Reading): Told {
  return {
    system: reading.system,
    flow: reading.flow,
    header: { messageId: `sha256:${contentHash}`, contentHash },
    content: { is: 'refused', reason: 'too-large', sentence: `The message has ${bytes} bytes; at most ${(reading.limits ?? usualLimits).maxBytes} are read. Send it in parts.` },
  };
}

/** The system of the model that a sender's name means. */
function systemOf(given: string, sender: string | undefined, model: Model): string | undefined {
  if (given !== 'unknown') return given;
  const systems = model.objects.filter((object) => object.kind === 'integration.system');
  return systems.find((one) => sender !== undefined && (one.id === sender || ((one.fields.sends ?? []) as readonly string[]).includes(sender)))?.id;
}

const taken = toldRequest.omit({ system: true });

function scheduleOf(message: ScheduleMessage, reading: Reading): Told['content'] {
  const isCancel = message.header.verb === 'Cancel' || message.header.actions.some((action) => action === 'Delete');
  const requests = message.requests.map((request) => requestOf(request, isCancel, reading));
  // one request that the record does not hold, such as a name of a thousand letters, is held by itself; the others go on
  const misfits = requests.flatMap((request) => {
    const read = taken.safeDecode(request);
    return read.success
      ? []
      : [{ request, externalId: request.externalId.slice(0, 200), sentence: read.error.issues.map(({ path, message: why }) => `${path.join('.')}: ${why}.`).join(' ') }];
  });
  const unreadable = message.held.map((one) => ({
    externalId: (one.externalId ?? `line ${one.line}`).slice(0, 200),
    sentence: one.problems.map((problem) => `Line ${problem.line}, ${problem.path}: ${problem.why}; right would be ${problem.right}.`).join(' '),
  }));
  return {
    is: 'schedule',
    requests: requests.filter((request) => !misfits.some((one) => one.request === request)),
    unreadable: [...unreadable, ...misfits].map(({ externalId, sentence }) => ({ externalId, sentence: sentence.slice(0, 2000) })),
  };
}

function requestOf(request: Request, isCancel: boolean, reading: Reading) {
  const priority = Number(request.priority);
  return {
    externalId: request.externalId,
    ...(request.description !== undefined && { description: request.description.slice(0, 400) }),
    ...(Number.isInteger(priority) && priority >= 1 && priority <= 999 && { priority }),
    ...(reading.at !== undefined && { at: reading.at }),
    isCancelled: isCancel || request.requestState === 'Cancelled' || request.requestState === 'Aborted',
    lines: named(linesOf(request, reading)),
  };
}

interface LineTold {
  readonly line: string;
  readonly segment?: string;
  readonly material?: string;
  readonly lot?: string;
  readonly quantity?: { readonly value: string; readonly unit?: string };
  readonly place?: string;
  readonly start?: string;
  readonly end?: string;
}

/** The steps of a request that are work. What a step does not say, the one around it says. */
function linesOf(request: Request, reading: Reading): LineTold[] {
  const around: Partial<LineTold> = {
    ...(request.definitionId !== undefined && { material: request.definitionId }),
    ...(request.scope && { place: request.scope.equipmentId }),
    ...(request.earliestStart && { start: request.earliestStart.toString() }),
    ...(request.latestEnd && { end: request.latestEnd.toString() }),
  };
  const lines = request.segments.flatMap((segment, i) => workIn(segment, around, `${i + 1}`, reading, false));
  return lines.length === 0 && around.material !== undefined ? [{ line: '1', ...around }] : lines;
}

/** A step that names its process segment is work, and so are such steps inside it. One that names none is work only where nothing around or inside it is. */
function workIn(segment: Segment, around: Partial<LineTold>, fallback: string, reading: Reading, isInsideWork: boolean): LineTold[] {
  const name = [around.line, segment.externalId ?? segment.processSegmentId ?? fallback].filter((part) => part !== undefined).join('/');
  const made = segment.materials.find((one) => one.use === 'Produced' || one.use === 'Material Produced');
  const process = segment.processSegmentId ?? segment.operationsSegmentId;
  const place = segment.equipment.find((one) => one.equipmentId !== undefined)?.equipmentId ?? parameterOf(segment, reading.placeParameter);
  const amount = made && amountOf(made, reading.amountKey);
  const here: LineTold = {
    ...around,
    line: name.slice(0, 200),
    ...(made?.definitionId !== undefined
      ? { material: made.definitionId }
      : segment.definitionId !== undefined && around.material === undefined && { material: segment.definitionId }),
    ...(made?.lotId !== undefined && { lot: made.lotId.slice(0, 60) }),
    ...(amount && { quantity: amount }),
    ...(place !== undefined && { place }),
    ...(segment.earliestStart && { start: segment.earliestStart.toString() }),
    ...(segment.latestEnd && { end: segment.latestEnd.toString() }),
  };
  const isWork = process !== undefined;
  const inner = segment.segments.flatMap((child, i) => workIn(child, here, `${i + 1}`, reading, isInsideWork || isWork));
  if (isWork) return [{ ...here, segment: process }, ...inner];
  return inner.length > 0 || isInsideWork ? inner : [here];
}

const parameterOf = (segment: Segment, parameter: string | undefined) =>
  parameter === undefined ? undefined : segment.parameters.find((one) => one.id === parameter)?.values[0]?.value;

/** How much to make: the quantity of the agreed key, else the first that is no rate. */
function amountOf(material: Material, key: string | undefined): { value: string; unit?: string } | undefined {
  const found = material.quantities.find((one) => key !== undefined && one.key === key) ?? material.quantities.find((one) => !one.unit?.includes('/'));
  return found && { value: plain(found), ...(found.unit !== undefined && found.unit !== '' && { unit: found.unit }) };
}

/** A decimal as the record writes it: every digit that was told, no sign and no exponent. What no record keeps goes on as it was told, and holds its line. */
function plain({ value }: Quantity): string {
  if (isKeptDecimal(value)) return value;
  const turned = isPlainEnough.test(value) ? decimal(value).toDecimalPlaces(12).toFixed() : value;
  return isKeptDecimal(turned) ? turned : value.slice(0, 80);
}

// letters enough for any number that means something; a longer one is not reckoned with
const isPlainEnough = /^[+-]?[\d.]{1,60}(e[+-]?\d{1,3})?$/i;

/** Lines with a name of their own each: the second of the same name gets a number. */
function named(lines: readonly LineTold[]): LineTold[] {
  const seen = new Map<string, number>();
  return lines.map((one) => {
    const times = (seen.get(one.line) ?? 0) + 1;
    seen.set(one.line, times);
    return times === 1 ? one : { ...one, line: `${one.line} (${times})` };
  });
}

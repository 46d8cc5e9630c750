import { createHash } from 'node:crypto';
import type { B2mmlMessage, ConfirmMessage, Dialect, Header, Problem, Verb } from './canonical.ts';
import { all, first, given, type Reading, text, time } from './fields.ts';
import { type Limits, usualLimits } from './limits.ts';
import { readMaterial } from './master.ts';
import { readPerformance } from './performance.ts';
import { B2mmlRefused } from './refused.ts';
import { readSchedule } from './schedule.ts';
import { type Element, readXml } from './xml.ts';

export interface ReadOptions {
  readonly limits?: Limits;
  /** IANA zone of a sender that writes local times. */
  readonly timeZone?: string;
}

const verbs: readonly Verb[] = ['Acknowledge', 'Process', 'Respond', 'Change', 'Cancel', 'Show', 'Sync', 'Get'];

/**
 * Reads a B2MML message of any dialect from V0400 to V0701. Refuses (B2mmlRefused) what is no message at all; a bad part
 * of a message is held with its problems beside the good parts.
 */
export function readB2mml(bytes: Uint8Array, options: ReadOptions = {}): B2mmlMessage {
  const root = readXml(bytes, options.limits ?? usualLimits);
  const dialect = dialectOf(root);
  const { verb, noun } = nameOf(root);
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  const problems: Problem[] = [];
  const header = headerOf({ problems, timeZone: options.timeZone }, root, { dialect, verb, noun, contentHash });
  const area = first(root, 'DataArea');
  const roots = area ? all(area, noun) : [];
  if (noun === 'BOD') return readConfirm(header, area, problems);
  if (roots.length === 0) throw new B2mmlRefused('not-b2mml', `${root.name} carries no DataArea/${noun}.`, root.line);

  const read = readers[noun];
  if (!read) throw new B2mmlRefused('noun-not-read', `${noun} is not read; ${Object.keys(readers).join(', ')} and ConfirmBOD are.`, root.line);
  const message = read(header, roots, options.timeZone);
  return { ...message, problems: [...problems, ...message.problems] };
}

const readers: Readonly<Record<string, typeof readSchedule | typeof readPerformance | typeof readMaterial>> = {
  OperationsSchedule: readSchedule,
  ProductionSchedule: readSchedule,
  OperationsPerformance: readPerformance,
  ProductionPerformance: readPerformance,
  MaterialDefinition: readMaterial,
  MaterialInformation: readMaterial,
  MaterialLot: readMaterial,
};

/** The namespace says the dialect; senders write it in upper and lower case. From V0700 on it has no number, and the releaseID says the rest. */
function dialectOf(root: Element): Dialect {
  const space = root.namespace.toLowerCase();
  if (space === 'http://www.wbf.org/xml/b2mml-v0400') return 'V0400';
  if (space === 'http://www.wbf.org/xml/b2mml-v0401') return 'V0401';
  if (space === 'http://www.mesa.org/xml/b2mml-v0600') return 'V0600';
  if (space === 'http://www.mesa.org/xml/b2mml') return /^v?0?7\.?0\.?1$/i.test(root.attributes.get('releaseID') ?? '') ? 'V0701' : 'V0700';
  throw new B2mmlRefused(
    'not-b2mml',
    `The namespace of ${root.name} is "${root.namespace}". Read are http://www.wbf.org/xml/b2mml-v0400, http://www.wbf.org/xml/B2MML-V0401, http://www.mesa.org/xml/B2MML-V0600 and http://www.mesa.org/xml/B2MML.`,
    root.line,
  );
}

function nameOf(root: Element): { verb: Verb; noun: string } {
  if (root.name === 'ConfirmBOD') return { verb: 'Confirm', noun: 'BOD' };
  const verb = verbs.find((one) => root.name.startsWith(one) && root.name.length > one.length);
  if (!verb) throw new B2mmlRefused('not-b2mml', `${root.name} is no message: it begins with none of ${verbs.join(', ')} and is not ConfirmBOD.`, root.line);
  return { verb, noun: root.name.slice(verb.length) };
}

function headerOf(reading: Reading, root: Element, known: Pick<Header, 'dialect' | 'verb' | 'noun' | 'contentHash'>): Header {
  const application = first(root, 'ApplicationArea');
  const bodId = application && text(application, 'BODID');
  const sender = application && first(application, 'Sender');
  const code = sender && text(sender, 'ConfirmationCode');
  const area = first(root, 'DataArea');
  const verb = area && first(area, known.verb);
  return {
    ...known,
    messageId: bodId ?? `sha256:${known.contentHash}`,
    messageIdFrom: bodId === undefined ? 'content' : 'BODID',
    ...given({ createdAt: application && time(reading, application, 'CreationDateTime'), sender: sender && text(sender, 'LogicalID') }),
    confirmation: code === 'Always' || code === 'Never' ? code : 'OnError',
    actions: verb ? all(verb, 'ActionCriteria').flatMap((one) => all(one, 'ActionExpression').flatMap((expression) => expression.attributes.get('actionCode') ?? [])) : [],
  };
}

function readConfirm(header: Header, area: Element | undefined, problems: readonly Problem[]): ConfirmMessage {
  const confirm = area && first(area, 'Confirm');
  const bods = area ? all(area, 'BOD') : [];
  const original = (confirm && first(confirm, 'OriginalApplicationArea')) ?? bods.flatMap((one) => all(one, 'OriginalApplicationArea'))[0];
  const codes = confirm ? all(confirm, 'ResponseCriteria').map((one) => first(one, 'ResponseExpression')?.attributes.get('actionCode')) : [];
  const originalMessageId = original && text(original, 'BODID');
  return {
    is: 'confirm',
    header,
    ...(originalMessageId !== undefined && { originalMessageId }),
    // an answer without a code accepts nothing
    outcome: codes.length === 0 || codes.some((one) => one !== 'Accepted' && one !== 'Modified') ? 'refused' : codes.includes('Modified') ? 'partly' : 'accepted',
    words: bods.flatMap((one) => all(one, 'Description', 'Note').map((words) => words.text)),
    problems,
  };
}

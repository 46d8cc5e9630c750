import { document, element, type Node } from './build.ts';
import type { Header, Held, Problem } from './canonical.ts';

/** What became of a message as a whole. */
export type Outcome = 'accepted' | 'partly' | 'refused';

/** What is answered to the sender of a message. */
export interface ConfirmOut {
  readonly messageId: string;
  readonly createdAt: Temporal.Instant;
  readonly sender: string;
  /** The message it answers, as far as it could be read. */
  readonly original: Partial<Pick<Header, 'messageId' | 'messageIdFrom' | 'createdAt' | 'sender'>> & {
    /** File name or topic it came by, for a sender that gives no BODID. */
    readonly name?: string;
  };
  readonly outcome: Outcome;
  /** Why, where the message as a whole is refused. */
  readonly reason?: string;
  readonly held?: readonly Held[];
  readonly problems?: readonly Problem[];
  /** Why something of it was not taken, as sentences, where the problems themselves are no longer at hand. */
  readonly reasons?: readonly string[];
}

/** Action codes of an answer (V0701, TransActionCodeType). */
export const actionCodes: Readonly<Record<Outcome, 'Accepted' | 'Modified' | 'Rejected'>> = { accepted: 'Accepted', partly: 'Modified', refused: 'Rejected' };

/** Writes a ConfirmBOD (V0701): whether a message was taken, and every reason why something of it was not. */
export function writeConfirm(out: ConfirmOut): Uint8Array {
  const reasons = [
    ...(out.reason === undefined ? [] : [out.reason]),
    ...(out.reasons ?? []),
    ...(out.problems ?? []).map(sentence),
    ...(out.held ?? []).flatMap((one) => one.problems.map((problem) => `${one.externalId ?? '(no ID)'}: ${sentence(problem)}`)),
  ];
  if (out.outcome !== 'accepted' && reasons.length === 0) throw new RangeError(`outcome is ${out.outcome} and no reason is given; say why in reason, problems or held.`);
  const original = originalArea(out.original);
  const words = out.original.name === undefined ? [] : [`About ${out.original.name}`];
  return document('ConfirmBOD', {}, [
    element('ApplicationArea', [element('Sender', [element('LogicalID', out.sender)]), element('CreationDateTime', out.createdAt.toString()), element('BODID', out.messageId)]),
    element('DataArea', [
      element('Confirm', [
        original,
        element('ResponseCriteria', [
          element('ResponseExpression', '', { actionCode: actionCodes[out.outcome] }),
          element('ChangeStatus', [element('Code', actionCodes[out.outcome]), reasons.map((one) => element('Reason', one))]),
        ]),
      ]),
      element('BOD', [original, words.map((one) => element('Description', one)), reasons.map((one) => element('Note', one))]),
    ]),
  ]);
}

/** The sender's own head of the message; only with its creation time, which the schema demands. */
function originalArea({ createdAt, sender, messageId, messageIdFrom }: ConfirmOut['original']): Node {
  if (createdAt === undefined) return undefined;
  return element('OriginalApplicationArea', [
    sender === undefined ? undefined : element('Sender', [element('LogicalID', sender)]),
    element('CreationDateTime', createdAt.toString()),
    messageIdFrom === 'content' ? undefined : element('BODID', messageId),
  ]);
}

/** A problem as one sentence with place, value and what would be right. */
export function sentence({ path, line, value, why, right }: Problem): string {
  return `Line ${line}, ${path}: ${why}${value === null || value === '' || why.includes(value) ? '' : ` (found ${value.slice(0, 200)})`}. Right would be: ${right}.`;
}

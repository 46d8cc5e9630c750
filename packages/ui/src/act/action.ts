import type { ReactNode } from 'react';
import type { Outcome } from '../client/client.ts';
import type { Schema, Values } from '../form/schema.ts';
import type { FieldOverrides } from '../form/form.tsx';

/** A command offered to the person: as a button in "You can", in the search, and as the dialog that asks for what is missing. */
export interface Action {
  /** Verb in the trade's words: `Approve`. */
  readonly label: string;
  /** The command; without the permission the button says so. */
  readonly address: string;
  /** Why it cannot be done now, by the same rule the server uses; the sentence says what to do first. */
  readonly why?: string | undefined;
  /** Part of the plant it is about: whoever may not is told which roles may there. */
  readonly place?: string | undefined;
  /** The part of the input that is known: the record. */
  readonly input?: Values;
  /** JSON Schema of the command's input, or `from-server` for the one it publishes; what `input` does not know is asked for. */
  readonly schema?: Schema | 'from-server';
  /** Labels, order and own fields over the schema's. */
  readonly fields?: FieldOverrides;
  /** Meaning of the signature the command carries; asks the person to sign. */
  readonly signs?: string;
  /** Asks for a reason. */
  readonly reason?: 'needed' | 'optional';
  /** Revision on the screen. */
  readonly seen?: number | undefined;
  /** What follows from it, in a sentence beneath its button. */
  readonly says?: string | undefined;
  /** What the dialog says above its fields: the consequence, in a sentence. */
  readonly consequence?: ReactNode;
  /** Ask before doing it, even if nothing is missing. */
  readonly confirm?: boolean;
  readonly kind?: 'primary' | 'danger' | 'normal';
  /** What physically happened already: kept on this device and sent when the server can be reached. */
  readonly report?: boolean;
  /** Sentence shown when it is done; the outcome's number and state when left out. */
  readonly done?: string;
  readonly onDone?: (outcome: Outcome | undefined) => void;
}

/** Whether the action needs the person to fill in or confirm anything before it is done. */
export function needsDialog({ schema, signs, reason, confirm, consequence }: Action): boolean {
  return schema !== undefined || signs !== undefined || reason !== undefined || confirm === true || consequence !== undefined;
}

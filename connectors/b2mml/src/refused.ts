/** Why a whole document is not read. The word is stable; the sentence is for the sender. */
export type RefusalReason = 'too-large' | 'too-deep' | 'too-many-elements' | 'doctype' | 'encoding' | 'not-well-formed' | 'not-b2mml' | 'noun-not-read';

/** The document as a whole is refused: nothing of it was taken. */
export class B2mmlRefused extends Error {
  readonly reason: RefusalReason;
  readonly line: number | undefined;
  constructor(reason: RefusalReason, sentence: string, line?: number, options?: ErrorOptions) {
    super(line === undefined ? sentence : `Line ${line}: ${sentence}`, options);
    this.name = 'B2mmlRefused';
    this.reason = reason;
    this.line = line;
  }
}

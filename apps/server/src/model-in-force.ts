export interface InForceParts<T> {
  /** The revision applied last, as the record has it. */
  readonly revision: () => Promise<string | undefined>;
  /** The model as the record has it, made ready for use. */
  readonly read: () => Promise<T>;
  readonly onTrouble: (error: unknown) => void;
}

/** What a server holds in memory of the model. */
export interface InForce<T> {
  readonly now: () => T;
  /** Reads the model anew. */
  readonly refresh: () => Promise<void>;
  /** Reads the model anew where another revision is in force; one that could not be read is read at the next look. */
  readonly look: () => Promise<void>;
}

/** Holds the model in memory. It is read by one at a time: an older reading that takes longer never replaces a newer one. */
export async function modelInForce<T>({ revision, read, onTrouble }: InForceParts<T>): Promise<InForce<T>> {
  let known = await revision();
  let held = await read();
  let turn: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  const readAnew = async () => {
    waiting = undefined;
    // the revision first: what is applied while the model is read is seen at the next look
    const next = await revision();
    held = await read();
    known = next;
  };
  const refresh = (): Promise<void> => {
    // one that has not begun reads what is in force by then
    waiting ??= turn = turn.catch(() => undefined).then(readAnew);
    return waiting;
  };
  let looking: Promise<void> | undefined;
  let isAgain = false;
  const looks = async () => {
    do {
      isAgain = false;
      if ((await revision()) !== known) await refresh();
    } while (isAgain);
  };
  return {
    now: () => held,
    refresh,
    look() {
      isAgain = true;
      looking ??= looks()
        .catch(onTrouble)
        .finally(() => (looking = undefined));
      return looking;
    },
  };
}

import type { Refusal } from '@millrace/kernel';

/** Does a piece of work when those before it are done. */
export type InTurn = <T>(work: () => Promise<T>, left: AbortSignal) => Promise<T>;

/**
 * Work that is done one piece at a time, for it is heavy and the plant's work goes on beside it. So many wait, and whoever comes then is refused;
 * who has left gives up the place, and nothing is done for them.
 */
export function inTurn(mostWaiting: number, full: (waiting: number) => Refusal): InTurn {
  const line: (() => void)[] = [];
  let isAtWork = false;
  const wait = (left: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        line.splice(line.indexOf(begin), 1);
        reject(left.reason as Error);
      };
      const begin = () => {
        left.removeEventListener('abort', leave);
        resolve();
      };
      line.push(begin);
      left.addEventListener('abort', leave, { once: true });
    });
  return async (work, left) => {
    left.throwIfAborted();
    if (isAtWork && line.length >= mostWaiting) throw full(line.length);
    // whoever is called is at work from that moment: nobody slips in between
    if (isAtWork) await wait(left);
    else isAtWork = true;
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else isAtWork = false;
    }
  };
}

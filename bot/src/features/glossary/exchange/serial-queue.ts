/** Work that runs one at a time, in the order in which it came; so many wait, and who comes then is refused. */
export function inTurn(mostWaiting: number, refusal: () => Error) {
  let last: Promise<unknown> = Promise.resolve();
  let inHand = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (inHand > mostWaiting) throw refusal();
    inHand++;
    const mine = last.then(work).finally(() => inHand--);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** What did not come in time. */
export class TooLate extends Error {
  constructor(what: string) {
    super(`${what} took too long.`);
    this.name = "TooLate";
  }
}

/** The promise's value, or TooLate after `delayMs`. The work itself is not stopped. */
export function within<T>(delayMs: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(what)), delayMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Runs for each item, so many at a time, in their order; after a failure none is begun, and it is thrown at the end. */
export async function eachAtOnce<T>(
  items: Iterable<T>,
  most: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const left = items[Symbol.iterator]();
  let failure: { error: unknown } | undefined;
  async function runner() {
    for (let next = left.next(); !next.done && !failure; next = left.next()) {
      try {
        await run(next.value);
      } catch (error) {
        failure ??= { error };
      }
    }
  }
  await Promise.all(Array.from({ length: most }, runner));
  if (failure) throw failure.error;
}

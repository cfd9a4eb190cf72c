/** Runs every side once a round (A B A B …), so that whatever else the machine does falls on all of them alike. */
export async function interleaved<Name extends string, Value>(
  rounds: number,
  sides: Record<Name, (round: number) => Promise<Value>>,
): Promise<Record<Name, Value[]>> {
  const names = Object.keys(sides) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Value[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) values[name].push(await sides[name](round));
  }
  return values;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

/** The smallest value that at least so many percent of the values do not exceed (nearest rank). */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1);
  return sorted[at] ?? Number.NaN;
}

/** Stops the bench: what was measured would be worth nothing. */
export function must(isSo: boolean, otherwise: string): asserts isSo {
  if (!isSo) throw new Error(otherwise);
}

/** Asks until there is an answer; throws after `patienceMs`. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  patienceMs: number,
  pauseMs = 100,
): Promise<T> {
  const endsAt = performance.now() + patienceMs;
  while (performance.now() < endsAt) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await pause(pauseMs);
  }
  throw new Error(`Waited in vain: ${what}.`);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

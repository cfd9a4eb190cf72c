/** Arithmetic modulo the prime 2^31 - 1, where a product of two needs no more than 53 bits at a time. */
export const prime = 2_147_483_647;

export function times(one: number, other: number): number {
  const high = (one * (other >>> 16)) % prime;
  return (high * 65_536 + one * (other & 65_535)) % prime;
}

export const minus = (one: number, other: number): number =>
  one >= other ? one - other : one - other + prime;

/** By Fermat: a^(p-2). */
export function inverse(of: number): number {
  let result = 1;
  let base = of;
  for (let exponent = prime - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = times(result, base);
    base = times(base, base);
  }
  return result;
}

/** The same numbers each time, from 1 to the prime less 1: Lehmer's generator with Park and Miller's multiplier. */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = times(state, 48_271);
    return state;
  };
}

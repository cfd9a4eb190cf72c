import { bounded } from "#platform/lru-map.ts";

/** Tokens whose signature has been checked, so that it is checked once and not for every request. */
export type VerifiedTokens<Proved> = {
  get(token: string): Proved | undefined;
  keep(token: string, proved: Proved, expiresAtS: number): void;
};

/** At most `most` tokens, each until it expires. */
export function verifiedTokens<Proved>(most: number, now: () => number = Date.now): VerifiedTokens<Proved> {
  const kept = bounded<{ proved: Proved; expiresAtS: number }>(most);
  return {
    get(token) {
      const entry = kept.get(token);
      if (!entry) return undefined;
      if (entry.expiresAtS * 1000 > now()) return entry.proved;
      kept.delete(token);
      return undefined;
    },
    keep: (token, proved, expiresAtS) => kept.set(token, { proved, expiresAtS }),
  };
}

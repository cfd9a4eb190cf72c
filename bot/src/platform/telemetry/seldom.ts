/**
 * For what may come in floods: how often something has happened since it was last told of, or undefined where that was less
 * than a minute ago. Kinds are words of closed lists, so there are never many.
 */
export type Seldom = (kind: string) => number | undefined;

export function seldom(everyMs = 60_000, now: () => number = () => performance.now()): Seldom {
  const kinds = new Map<string, { toldAt: number; untold: number }>();
  return (kind) => {
    const known = kinds.get(kind);
    const untold = (known?.untold ?? 0) + 1;
    if (known && now() - known.toldAt < everyMs) {
      known.untold = untold;
      return undefined;
    }
    kinds.set(kind, { toldAt: now(), untold: 0 });
    return untold;
  };
}

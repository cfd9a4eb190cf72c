import type { Comments } from "#features/surveys/contract.ts";

/** A whole number from 0 up to, not including, `below`; comments are shuffled by it, so it must be cryptographic. */
export type Random = (below: number) => number;

/** All together, in an order that says nothing of who wrote what; never by group, time or answer. */
export function commentsOf(texts: readonly string[], fewest: number, random: Random): Comments {
  return texts.length < fewest ? { shown: false } : { shown: true, texts: shuffled(texts, random) };
}

/** Fisher and Yates, inside out: every order is equally likely. */
function shuffled(texts: readonly string[], random: Random): string[] {
  const order: string[] = [];
  for (const text of texts) {
    const at = random(order.length + 1);
    const moved = order[at];
    order[at] = text;
    if (moved !== undefined) order.push(moved);
  }
  return order;
}

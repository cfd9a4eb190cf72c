/** Who sits and who waits, by person id, each in the order of arrival. */
export type Ledger = { seated: string[]; waiting: string[] };

/** The ledger after a deed, and who got a seat from the waiting list by it. */
export type Seating = { ledger: Ledger; promoted: string[] };

export const emptyLedger: Ledger = { seated: [], waiting: [] };

/** A seat, or the last place in the waiting list. Whoever has either keeps it. Capacity null is no limit. */
export function take(ledger: Ledger, personId: string, capacity: number | null): Seating {
  if (ledger.seated.includes(personId) || ledger.waiting.includes(personId)) return fill(ledger, capacity);
  const { ledger: filled, promoted } = fill({ ...ledger, waiting: [...ledger.waiting, personId] }, capacity);
  return { ledger: filled, promoted: promoted.filter((id) => id !== personId) };
}

/** Frees the seat, or the place in the waiting list, at once. */
export function leave(ledger: Ledger, personId: string, capacity: number | null): Seating {
  const without = (ids: string[]) => ids.filter((id) => id !== personId);
  return fill({ seated: without(ledger.seated), waiting: without(ledger.waiting) }, capacity);
}

/** More seats go to those who wait. With fewer, nobody loses a seat: none is given until enough have left. */
export const resize = (ledger: Ledger, capacity: number | null): Seating => fill(ledger, capacity);

function fill({ seated, waiting }: Ledger, capacity: number | null): Seating {
  const free = Math.max(0, (capacity ?? Number.POSITIVE_INFINITY) - seated.length);
  const promoted = waiting.slice(0, free);
  return { ledger: { seated: [...seated, ...promoted], waiting: waiting.slice(free) }, promoted };
}

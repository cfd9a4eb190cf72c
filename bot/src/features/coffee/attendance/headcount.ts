import type { Answer, Heads } from "#features/coffee/contract.ts";
import type { Given } from "./rsvp-store.ts";
import { type Ledger, resize } from "./seats.ts";

/* What all answers to a session come to. */

/** The answer of each person that counts for the session, in the order in which they were given. */
export function everybody(own: ReadonlyMap<string, Given>, whole: ReadonlyMap<string, Given>): Given[] {
  const byTime = (one: Given, other: Given) =>
    one.since.getTime() - other.since.getTime() || (one.personId < other.personId ? -1 : 1);
  return [...new Map([...whole, ...own]).values()].sort(byTime);
}

export function ledgerOf(given: readonly Given[], capacity: number | null): Ledger {
  const ids = given.filter(({ answer }) => answer === "yes").map(({ personId }) => personId);
  return resize({ seated: [], waiting: ids }, capacity).ledger;
}

// Made when first used: it takes some milliseconds.
let collator: Intl.Collator | undefined;

function byName(one: string, other: string): number {
  collator ??= new Intl.Collator("sv-FI");
  return collator.compare(one, other);
}

/** Those who wait for a seat are not among those who come. */
export function headsOf(given: readonly Given[], ledger: Ledger | undefined, capacity: number | null): Heads {
  const count = (answer: Answer) => given.filter((one) => one.answer === answer).length;
  const waits = new Set(ledger?.waiting);
  const coming = given.filter(({ answer, personId }) => answer === "yes" && !waits.has(personId));
  return {
    yes: ledger ? ledger.seated.length : coming.length,
    maybe: count("maybe"),
    no: count("no"),
    waiting: waits.size,
    seatsLeft: ledger && capacity !== null ? Math.max(0, capacity - ledger.seated.length) : null,
    names: coming.flatMap(({ name }) => (name === undefined ? [] : [name])).sort(byName),
  };
}

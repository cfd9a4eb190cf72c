import type { z } from "zod";
import type { Clock } from "#platform/jobs/clock.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Tables } from "#platform/storage/table.ts";
import type { Person } from "#platform/teams/turn.ts";
import { type At, answerRows, type Given, type Scope } from "./answers.ts";
import type { Answer, answerInput, Heads, Standing } from "./contract.ts";
import { dayAfter, dayOf } from "./finnish-time.ts";
import { type Ledger, leave, resize, take } from "./seat.ts";
import { type Promotion, seating } from "./seating.ts";
import { furthestMoveDays, type Session, type SessionName, stateOf } from "./session.ts";
import type { CoffeeStore } from "./store.ts";

/** How one person stands to a session, for work that goes through all of them. */
export type Attendee = {
  personId: string;
  answer: Answer;
  fromSeries: boolean;
  /** False for whoever waits for a seat. */
  hasSeat: boolean;
  at: At | undefined;
};

type Room = { tables: Tables; store: CoffeeStore; clock: Clock };

export type Attending = ReturnType<typeof attending>;

/**
 * Who comes. An answer to the series counts for every session that the person has not answered by itself; answering one
 * session fills no other (discourse#40813). Answers are rows by person; seats, where limited, are in the session's
 * ledger, which decides alone who has one. The answer is written first, and the ledger made to agree with it.
 */
export function attending({ tables, store, clock }: Room) {
  const answers = answerRows(tables, clock);
  const seats = seating(tables);

  async function answerTo(
    session: Session,
    personId: string,
  ): Promise<(Given & { fromSeries: boolean }) | undefined> {
    const own = await answers.find(session, "session", personId);
    if (own) return { ...own, fromSeries: false };
    const whole = await answers.find(session, "series", personId);
    return whole && { ...whole, fromSeries: true };
  }

  /** The ledger of a session that has none: whoever has said yes, in the order of their answers. */
  const firstLedger = (session: Session) => async (): Promise<Ledger> =>
    ledgerFrom(
      everybody(await answers.all(session, "session"), await answers.all(session, "series")),
      session.capacity,
    );

  /**
   * Makes the ledger agree with the person's answer. The answer is read again after each write: of two deeds by the same
   * person at once, the one that ends last has seen the answer that stands.
   */
  async function settle(session: Session, personId: string): Promise<string[]> {
    if (session.capacity === null) return [];
    const { capacity } = session;
    const promoted: string[] = [];
    let comes = await isComing(session, personId);
    for (;;) {
      const deed = comes ? take : leave;
      promoted.push(
        ...(await seats.act(session, firstLedger(session), (ledger) => deed(ledger, personId, capacity))),
      );
      const comesNow = await isComing(session, personId);
      if (comesNow === comes) return promoted;
      comes = comesNow;
    }
  }

  async function isComing(session: Session, personId: string): Promise<boolean> {
    return (await answerTo(session, personId))?.answer === "yes";
  }

  return {
    /**
     * Takes an answer, or takes it back. Repeating it changes nothing, and completes what a crash cut off. Refuses for a
     * cancelled or past session (`sessionCancelled`, `sessionOver`), for the whole of a series that has ended (`seriesEnded`).
     * `promoted` are those who got a seat in this session by it; `promotedDates` all sessions of the series where anybody did.
     */
    async answer(session: Session, person: Person, input: z.infer<typeof answerInput>, at?: At) {
      refuseLate(session, input.scope, clock.now());
      await write(session, person, input, at);
      const promoted = await settle(session, person.id);
      const promotedDates = promoted.length > 0 ? [session.date] : [];
      for (const other of input.scope === "series" ? await seatedSessions(session) : [])
        if ((await settle(other, person.id)).length > 0) promotedDates.push(other.date);
      return { standing: await standing(session, person.id), promoted, promotedDates };
    },

    standing,

    /** At most three seconds old, save for what this process has done itself. */
    async heads(session: Session): Promise<Heads> {
      const [own, whole] = await Promise.all([
        answers.recent(session, "session"),
        answers.recent(session, "series"),
      ]);
      const all = everybody(own, whole);
      const count = (answer: Answer) => all.filter((given) => given.answer === answer).length;
      const others = { maybe: count("maybe"), no: count("no") };
      if (session.capacity === null) {
        return { yes: count("yes"), ...others, waiting: 0, seatsLeft: null, names: namesOf(all) };
      }
      const { seated, waiting } = (await seats.read(session)) ?? ledgerFrom(all, session.capacity);
      const waits = new Set(waiting);
      return {
        yes: seated.length,
        ...others,
        waiting: waiting.length,
        seatsLeft: Math.max(0, session.capacity - seated.length),
        names: namesOf(all.filter(({ personId }) => !waits.has(personId))),
      };
    },

    /** Gives seats to all who have said yes already, in order; done again, it puts right what a crash cut off. */
    async openSeats(session: Session): Promise<void> {
      await reconcile(session);
    },

    /** After a change of the capacity: more seats go to those who wait. */
    resize: async (session: Session): Promise<{ promoted: string[] }> => ({
      promoted: await reconcile(session),
    }),

    /** Those who have got a seat from the waiting list and have not been told, with where they answered. */
    async promotedToTell(session: Session): Promise<(Promotion & { at: At | undefined })[]> {
      const untold = (await seats.read(session))?.untold ?? [];
      return Promise.all(
        untold.map(async (one) => ({ ...one, at: (await answerTo(session, one.personId))?.at })),
      );
    },

    told: seats.told,

    /** Removes who answered what and who had a seat; what was answered to the series stays. */
    async forget(session: SessionName): Promise<void> {
      await seats.forget(session);
      await answers.forget(session, "session");
    },

    /** Removes what was answered to the series, once no session of it is to come. */
    forgetSeries: (series: SessionName["series"]): Promise<void> =>
      answers.forget({ series, date: "" }, "series"),

    all,
  };

  async function* all(session: Session): AsyncIterable<Attendee> {
    const book = session.capacity === null ? undefined : await seats.read(session);
    const seated = book && new Set(book.seated);
    const [own, whole] = [await answers.all(session, "session"), await answers.all(session, "series")];
    for (const { personId, answer, at } of everybody(own, whole)) {
      const hasSeat = answer === "yes" && (seated?.has(personId) ?? true);
      yield { personId, answer, fromSeries: !own.has(personId), hasSeat, at };
    }
  }

  async function standing(session: Session, personId: string): Promise<Standing> {
    const [own, whole] = await Promise.all([
      answers.find(session, "session", personId),
      answers.find(session, "series", personId),
    ]);
    const counts = own ?? whole;
    return {
      answer: counts?.answer ?? null,
      fromSeries: !own && whole !== undefined,
      seriesAnswer: whole?.answer ?? null,
      showName: counts?.name !== undefined,
      seat: counts?.answer === "yes" && session.capacity !== null ? await seatOf(session, personId) : null,
    };
  }

  async function seatOf(session: Session, personId: string): Promise<Standing["seat"]> {
    const book = await seats.read(session);
    if (!book) return null;
    if (book.seated.includes(personId)) return { has: true };
    const at = book.waiting.indexOf(personId);
    // Said yes, and not in the ledger yet: the last place is theirs.
    return { has: false, waiting: at < 0 ? book.waiting.length + 1 : at + 1 };
  }

  async function write(
    session: Session,
    person: Person,
    { answer, scope, showName }: z.infer<typeof answerInput>,
    at: At | undefined,
  ): Promise<void> {
    if (answer === null) return answers.remove(session, scope, person.id);
    const before = await answers.find(session, scope, person.id);
    await answers.put(session, scope, {
      personId: person.id,
      answer,
      name: showName && answer !== "no" ? person.name : undefined,
      since: before?.answer === answer ? before.since : clock.now(),
      at: at ?? before?.at,
    });
  }

  async function reconcile(session: Session): Promise<string[]> {
    if (session.capacity === null) return [];
    const { capacity } = session;
    const first = firstLedger(session);
    const fresh = await first();
    const coming = new Set([...fresh.seated, ...fresh.waiting]);
    const book = await seats.read(session);
    const promoted = await seats.act(session, first, (ledger) => resize(ledger, capacity));
    const known = new Set([...(book?.seated ?? []), ...(book?.waiting ?? [])]);
    // One by one, since each must look at the person's answer once more.
    for (const personId of coming.symmetricDifference(known))
      promoted.push(...(await settle(session, personId)));
    return promoted;
  }

  /** The series' other sessions that have a ledger and are still to come. */
  async function seatedSessions(session: Session): Promise<Session[]> {
    const now = clock.now();
    const { tenantId, id } = session.series;
    const dates = await seats.dates(session, dayAfter(dayOf(now), -furthestMoveDays));
    const others = dates.filter((date) => date !== session.date);
    const found = await Promise.all(
      others.map((date) => store.findSession(tenantId, id, date).catch(() => undefined)),
    );
    return found
      .filter((other) => other !== undefined)
      .filter((other) => !["over", "cancelled"].includes(stateOf(other, now)));
  }
}

function refuseLate(session: Session, scope: Scope, now: Date): void {
  if (scope === "series") {
    if (session.series.endedAt) throw new Refusal("seriesEnded");
    return;
  }
  const state = stateOf(session, now);
  if (state === "cancelled") throw new Refusal("sessionCancelled");
  if (state === "over") throw new Refusal("sessionOver");
}

/** Each person's answer that counts for the session, in the order in which they were given. */
function everybody(own: Map<string, Given>, whole: Map<string, Given>): Given[] {
  return [...new Map([...whole, ...own]).values()].sort(
    (one, other) => one.since.getTime() - other.since.getTime() || (one.personId < other.personId ? -1 : 1),
  );
}

function ledgerFrom(all: Given[], capacity: number | null): Ledger {
  const ids = all.filter(({ answer }) => answer === "yes").map(({ personId }) => personId);
  return resize({ seated: [], waiting: ids }, capacity).ledger;
}

const byName = new Intl.Collator("sv-FI").compare;
const namesOf = (all: Given[]) =>
  all.flatMap(({ answer, name }) => (answer === "yes" && name !== undefined ? [name] : [])).sort(byName);

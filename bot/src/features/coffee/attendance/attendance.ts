import type { z } from "zod";
import type { Answer, answerInput, Heads, Standing } from "#features/coffee/contract.ts";
import type { Series } from "#features/coffee/series/series.ts";
import {
  furthestMoveDays,
  type Session,
  type SessionName,
  stateOf,
} from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { Refusal, undefinedIfGone } from "#platform/refusal.ts";
import type { Tables } from "#platform/storage/table.ts";
import type { Person } from "#platform/teams/turn.ts";
import { dayAfter, dayOf } from "#platform/time/finnish-time.ts";
import { everybody, headsOf, ledgerOf } from "./headcount.ts";
import { headCounts } from "./headcount-store.ts";
import { type At, answerRows, type Given, type Scope } from "./rsvp-store.ts";
import { type Promotion, seating } from "./seat-store.ts";
import { type Ledger, leave, resize, take } from "./seats.ts";

/** What came of an answer. */
export type Answered = {
  standing: Standing;
  /** Who got a seat in this session by it. */
  promoted: string[];
  /** The sessions of the series where anybody did, by their dates. */
  promotedDates: string[];
};

type AnswerInput = z.infer<typeof answerInput>;
type Room = { tables: Tables; store: CoffeeStore; clock: Clock };

export type Attending = ReturnType<typeof attending>;

/**
 * Who comes. An answer to the series counts for every session that the person has not answered by itself; answering one
 * session fills no other (discourse#40813). Answers are rows by person; where seats are limited, the session's ledger
 * alone decides who has one. The answer is written first, and the ledger then made to agree with it.
 */
export function attending({ tables, store, clock }: Room) {
  const answers = answerRows(tables, clock);
  const seats = seating(tables);
  const counts = headCounts(tables);

  async function standing(session: Session, personId: string): Promise<Standing> {
    const [own, whole] = await Promise.all([
      answers.find(session, "session", personId),
      answers.find(session, "series", personId),
    ]);
    const given = own ?? whole;
    return {
      answer: given?.answer ?? null,
      fromSeries: !own && whole !== undefined,
      seriesAnswer: whole?.answer ?? null,
      showName: given?.name !== undefined,
      seat: given?.answer === "yes" ? await seatOf(session, personId) : null,
    };
  }

  async function seatOf(session: Session, personId: string): Promise<Standing["seat"]> {
    const book = session.capacity === null ? undefined : await seats.read(session);
    if (!book) return null;
    if (book.seated.includes(personId)) return { has: true };
    const at = book.waiting.indexOf(personId);
    // Whoever has said yes and is not in the ledger yet will be last in it.
    return { has: false, waiting: at < 0 ? book.waiting.length + 1 : at + 1 };
  }

  /** How many come. At most three seconds old, save for what this process has done itself. */
  async function heads(session: Session): Promise<Heads> {
    const kept = session.endsAt <= clock.now() ? await counts.find(session) : undefined;
    if (kept) return kept;
    const [own, whole] = await Promise.all([
      answers.recent(session, "session"),
      answers.recent(session, "series"),
    ]);
    const given = everybody(own, whole);
    const ledger =
      session.capacity === null
        ? undefined
        : ((await seats.read(session)) ?? ledgerOf(given, session.capacity));
    return headsOf(given, ledger, session.capacity);
  }

  async function counting(session: Session, personId: string): Promise<Given | undefined> {
    return (await answers.find(session, "session", personId)) ?? answers.find(session, "series", personId);
  }

  async function write(session: Session, person: Person, input: AnswerInput, at?: At): Promise<void> {
    const { answer, scope, showName } = input;
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

  /**
   * Makes the ledger agree with the person's answer, and tells who got a seat by it. The answer is read again after each
   * write: of two deeds by one person at once, whichever writes the ledger last has seen the answer that stands.
   */
  async function settle(session: Session, personId: string): Promise<string[]> {
    const { capacity } = session;
    if (capacity === null) return [];
    const isComing = async () => (await counting(session, personId))?.answer === "yes";
    const promoted: string[] = [];
    for (let comes = await isComing(); ; ) {
      const deed = comes ? take : leave;
      const first = () => firstLedger(session);
      promoted.push(...(await seats.act(session, first, (ledger) => deed(ledger, personId, capacity))));
      const before = comes;
      comes = await isComing();
      if (comes === before) return promoted;
    }
  }

  /** The ledger of a session that has none: whoever has said yes, in the order of their answers. */
  async function firstLedger(session: Session): Promise<Ledger> {
    const [own, whole] = await Promise.all([answers.all(session, "session"), answers.all(session, "series")]);
    return ledgerOf(everybody(own, whole), session.capacity);
  }

  /** Makes the whole ledger agree with the answers and the capacity. */
  async function reconcile(session: Session): Promise<string[]> {
    const { capacity } = session;
    const before = await seats.read(session);
    if (capacity === null && !before) return [];
    const promoted = await seats.act(
      session,
      () => firstLedger(session),
      (ledger) => resize(ledger, capacity),
    );
    const due = await firstLedger(session);
    const seated = before ?? due;
    const coming = new Set([...due.seated, ...due.waiting]);
    const known = new Set([...seated.seated, ...seated.waiting]);
    // One by one in the order of arrival, since each must look at the person's answer once more.
    for (const personId of coming.symmetricDifference(known))
      promoted.push(...(await settle(session, personId)));
    return promoted;
  }

  /** The series' sessions that have a ledger and can still be answered. */
  async function withSeats(series: Series): Promise<Session[]> {
    const now = clock.now();
    const dates = await seats.dates(series, dayAfter(dayOf(now), -furthestMoveDays));
    const found = await Promise.all(
      dates.map((one) => store.findSession(series.tenantId, series.id, one).catch(undefinedIfGone)),
    );
    return found.filter((one) => one !== undefined).filter((one) => !isLate(one, now));
  }

  /** What is answered for the whole series from now on changes nothing in this session, which is over. */
  async function keepHeads(session: Session): Promise<void> {
    if (!(await counts.find(session))) await counts.keep(session, await heads(session));
  }

  async function forgetGone(session: SessionName): Promise<void> {
    await answers.forget(session, "session");
    await seats.forget(session);
  }

  return {
    /**
     * Takes an answer, or takes it back. Repeating it changes nothing, and completes what a crash cut off. Refuses for a
     * cancelled or past session (`sessionCancelled`, `sessionOver`), or for all of a series that has ended (`seriesEnded`).
     */
    async answer(session: Session, person: Person, input: AnswerInput, at?: At): Promise<Answered> {
      refuseLate(session, input.scope, clock.now());
      await write(session, person, input, at);
      const promoted = isLate(session, clock.now()) ? [] : await settle(session, person.id);
      const promotedDates = promoted.length > 0 ? [session.date] : [];
      const others = input.scope === "series" ? await withSeats(session.series) : [];
      for (const other of others.filter(({ date }) => date !== session.date))
        if ((await settle(other, person.id)).length > 0) promotedDates.push(other.date);
      return { standing: await standing(session, person.id), promoted, promotedDates };
    },

    standing,

    heads,

    withSeats,

    keepHeads,

    /** Gives seats to all who have said yes already, in order; done again, it puts right what a crash cut off. */
    async openSeats(session: Session): Promise<void> {
      await reconcile(session);
    },

    /**
     * After a change of the capacity, or an answer that may have been cut off: free seats go to those who wait. Nobody
     * who comes loses a seat, and what is cancelled or over stays as it was.
     */
    async resize(session: Session): Promise<{ promoted: string[] }> {
      return { promoted: isLate(session, clock.now()) ? [] : await reconcile(session) };
    },

    /** Those who have got a seat from the waiting list and have not been told, with where they answered. */
    async promotedToTell(session: Session): Promise<(Promotion & { at: At | undefined })[]> {
      const untold = (await seats.read(session))?.untold ?? [];
      return Promise.all(
        untold.map(async (one) => ({ ...one, at: (await counting(session, one.personId))?.at })),
      );
    },

    told: seats.told,

    /** All who have answered, in the order of their answers. */
    async *all(session: Session): AsyncIterable<{ personId: string; answer: Answer }> {
      yield* everybody(await answers.all(session, "session"), await answers.all(session, "series"));
    },

    /** Keeps of a past session how many came, and nothing of who. Done again, it changes nothing. */
    async forget(session: Session): Promise<void> {
      await keepHeads(session);
      await forgetGone(session);
    },

    /** As `forget`, for a session that there is no longer: nothing of it is kept. */
    async forgetGone(session: SessionName): Promise<void> {
      await forgetGone(session);
      await counts.forget(session);
    },

    /** Forgets the answers to a whole series. */
    forgetSeries: (series: SessionName["series"]): Promise<void> =>
      answers.forget({ series, date: "" }, "series"),
  };
}

const isLate = (session: Session, now: Date) => ["cancelled", "over"].includes(stateOf(session, now));

/** All of a running series can still be answered from the card of a session that is over. */
function refuseLate(session: Session, scope: Scope, now: Date): void {
  if (scope === "series" && session.series.endedAt) throw new Refusal("seriesEnded");
  if (scope === "session" && isLate(session, now))
    throw new Refusal(session.cancelledAt ? "sessionCancelled" : "sessionOver");
}

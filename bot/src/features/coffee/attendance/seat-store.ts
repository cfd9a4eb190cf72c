import type { Session, SessionName } from "#features/coffee/series/session.ts";
import { Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import { emptyLedger, type Ledger, type Seating } from "./seats.ts";

/** Somebody who got a seat from the waiting list; `count` is which of the session's promotions it was, from 1. */
export type Promotion = { personId: string; count: number };

/** The seats of one session, and the promotions that nobody has been told of yet: one row, so that neither is lost. */
export type Book = Ledger & { promotions: number; untold: Promotion[] };

/** Text as bytes takes half the room: about 20,000 people fit. */
type BookRow = Key & { book: Uint8Array };

type Deed = (ledger: Ledger) => Seating;
type Waiting = { deed: Deed; settle(promoted: string[]): void; fail(error: unknown): void };

const mostTries = 30;

/**
 * The ledgers of sessions with limited seats. Deeds of this process on one session are done in one write; between
 * processes the row's etag decides, and whoever loses does theirs again on what is there. A deed done twice must be
 * harmless, as those of seats.ts are.
 */
export function seating(tables: Tables) {
  const rows = tables.open<BookRow>("coffeeSeats");
  const queues = new Map<string, Waiting[]>();

  async function read({ series, date }: Session): Promise<Book | undefined> {
    const row = await rows.get(partitionOf(series), date);
    return row && bookOf(row);
  }

  /** Writes a change of the book. `first` gives the ledger of a session that has none yet; without it, that is left so. */
  async function write(
    session: Session,
    change: (book: Book) => Book,
    first?: () => Promise<Ledger>,
  ): Promise<void> {
    const key = { partitionKey: partitionOf(session.series), rowKey: session.date };
    for (let tries = 1; ; tries++) {
      const row = await rows.get(key.partitionKey, key.rowKey);
      if (!row && !first) return;
      const book = row ? bookOf(row) : { ...emptyLedger, ...(await first?.()), promotions: 0, untold: [] };
      const changed = change(book);
      if (row && changed === book) return;
      const next = { ...key, book: new TextEncoder().encode(JSON.stringify(changed)) };
      try {
        await (row ? rows.replace({ ...next, etag: row.etag }) : rows.insert(next));
        return;
      } catch (error) {
        if (!(error instanceof Conflict) || tries === mostTries) throw error;
      }
    }
  }

  /** Does what has come meanwhile together, until there is no more. */
  async function drain(session: Session, first: () => Promise<Ledger>, key: string): Promise<void> {
    for (;;) {
      const queue = queues.get(key) ?? [];
      // Found empty and given up in the same breath, so that nobody is left standing in it.
      if (queue.length === 0) return void queues.delete(key);
      const group = queue.splice(0);
      try {
        let promoted: string[][] = [];
        const change = (before: Book): Book => {
          promoted = [];
          return group.reduce((book, { deed }) => {
            const seating = deed(book);
            promoted.push(seating.promoted);
            return noted(book, seating);
          }, before);
        };
        await write(session, change, first);
        for (const [at, { settle }] of group.entries()) settle(promoted[at] ?? []);
      } catch (error) {
        for (const { fail } of group) fail(error);
      }
    }
  }

  return {
    read,

    /** Does the deed, and tells who got a seat from the waiting list by it. */
    act(session: Session, first: () => Promise<Ledger>, deed: Deed): Promise<string[]> {
      const { promise, resolve, reject } = Promise.withResolvers<string[]>();
      const key = `${partitionOf(session.series)}|${session.date}`;
      const waiting = { deed, settle: resolve, fail: reject };
      const running = queues.get(key);
      if (running) {
        running.push(waiting);
        return promise;
      }
      queues.set(key, [waiting]);
      // Nobody waits for those who come after them. It tells each how theirs went, and never fails itself.
      void drain(session, first, key);
      return promise;
    },

    /** Strikes a person off those to be told; struck twice is struck once. */
    told: (session: Session, personId: string): Promise<void> =>
      write(session, (book) => {
        const untold = book.untold.filter((one) => one.personId !== personId);
        return untold.length === book.untold.length ? book : { ...book, untold };
      }),

    async forget({ series, date }: SessionName): Promise<void> {
      await rows.remove({ partitionKey: partitionOf(series), rowKey: date });
    },

    /** The dates of a series that have a ledger, from this date on. */
    async dates(series: Session["series"], from: string): Promise<string[]> {
      const found = await Array.fromAsync(rows.list(partitionOf(series), { from }));
      return found.map(({ rowKey }) => rowKey);
    },
  };
}

/** The book after a deed; the same one if nothing came of it. */
function noted(book: Book, { ledger, promoted }: Seating): Book {
  const { seated, waiting } = ledger;
  if (isEqual(book.seated, seated) && isEqual(book.waiting, waiting)) return book;
  // Whoever has left meanwhile has no seat to be told of.
  const left = book.untold.filter(({ personId }) => seated.includes(personId));
  const added = promoted.map((personId, at) => ({ personId, count: book.promotions + at + 1 }));
  const promotions = book.promotions + promoted.length;
  return { seated, waiting, promotions, untold: [...left, ...added] };
}

const isEqual = (one: string[], other: string[]) =>
  one.length === other.length && one.every((id, at) => id === other[at]);

const bookOf = ({ book }: Stored<BookRow>): Book => JSON.parse(new TextDecoder().decode(book));

const partitionOf = ({ tenantId, id }: SessionName["series"]) => `${tenantId}|${id}`;

import { Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import { emptyLedger, type Ledger, type Seating } from "./seat.ts";
import type { Session, SessionName } from "./session.ts";

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
 * harmless, as those of seat.ts are.
 */
export function seating(tables: Tables) {
  const rows = tables.open<BookRow>("coffeeSeats");
  const queues = new Map<string, Waiting[]>();

  async function read({ series, date }: Session): Promise<Book | undefined> {
    const row = await rows.get(partitionOf(series), date);
    return row && bookOf(row);
  }

  /** Writes the change of a book; `first` gives the ledger of a session that has none yet. */
  async function write(session: Session, first: () => Promise<Ledger>, change: (book: Book) => Book) {
    const key = { partitionKey: partitionOf(session.series), rowKey: session.date };
    for (let tries = 1; ; tries++) {
      const row = await rows.get(key.partitionKey, key.rowKey);
      const book = row ? bookOf(row) : { ...(await first()), promotions: 0, untold: [] };
      const changed = change(book);
      const next = { ...key, book: new TextEncoder().encode(JSON.stringify(changed)) };
      try {
        if (!row) await rows.insert(next);
        else if (changed !== book) await rows.replace({ ...next, etag: row.etag });
        return;
      } catch (error) {
        if (!(error instanceof Conflict) || tries === mostTries) throw error;
      }
    }
  }

  async function drain(session: Session, first: () => Promise<Ledger>, queue: Waiting[]) {
    while (queue.length > 0) {
      const group = queue.splice(0);
      let outcomes: string[][] = [];
      try {
        await write(session, first, (book) => {
          outcomes = [];
          return group.reduce((before, { deed }) => {
            const { ledger, promoted } = deed(before);
            outcomes.push(promoted);
            return isSame(before, ledger) ? before : noted(before, ledger, promoted);
          }, book);
        });
        for (const [at, { settle }] of group.entries()) settle(outcomes[at] ?? []);
      } catch (error) {
        for (const { fail } of group) fail(error);
      }
    }
  }

  return {
    read,

    /** Does the deed, and tells who got a seat from the waiting list by it. */
    async act(session: Session, first: () => Promise<Ledger>, deed: Deed): Promise<string[]> {
      const key = `${partitionOf(session.series)}|${session.date}`;
      const running = queues.get(key);
      const { promise, resolve, reject } = Promise.withResolvers<string[]>();
      const queue = running ?? [];
      queue.push({ deed, settle: resolve, fail: reject });
      if (!running) {
        queues.set(key, queue);
        await drain(session, first, queue).finally(() => queues.delete(key));
      }
      return promise;
    },

    /** Strikes a person off those to be told; struck twice is struck once. */
    told: (session: Session, personId: string): Promise<void> =>
      write(
        session,
        async () => emptyLedger,
        (book) => {
          const untold = book.untold.filter((one) => one.personId !== personId);
          return untold.length === book.untold.length ? book : { ...book, untold };
        },
      ),

    async forget({ series, date }: SessionName): Promise<void> {
      await rows.remove({ partitionKey: partitionOf(series), rowKey: date });
    },

    /** The dates of a series that have a ledger, from this date on. */
    async dates({ series }: Pick<Session, "series">, from: string): Promise<string[]> {
      const found = await Array.fromAsync(rows.list(partitionOf(series), { from }));
      return found.map(({ rowKey }) => rowKey);
    },
  };
}

function noted(book: Book, { seated, waiting }: Ledger, promoted: string[]): Book {
  // Whoever has left meanwhile has no seat to be told of.
  const left = book.untold.filter(({ personId }) => seated.includes(personId));
  const added = promoted.map((personId, at) => ({ personId, count: book.promotions + at + 1 }));
  const promotions = book.promotions + promoted.length;
  return { seated, waiting, promotions, untold: [...left, ...added] };
}

const isSame = (one: Ledger, other: Ledger) =>
  isEqual(one.seated, other.seated) && isEqual(one.waiting, other.waiting);
const isEqual = (one: string[], other: string[]) =>
  one.length === other.length && one.every((id, at) => id === other[at]);

const bookOf = ({ book }: Stored<BookRow>): Book => JSON.parse(new TextDecoder().decode(book));

const partitionOf = ({ tenantId, id }: SessionName["series"]) => `${tenantId}|${id}`;

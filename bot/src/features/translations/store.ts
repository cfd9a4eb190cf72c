import { NotFound, Refusal } from "#platform/refusal.ts";
import { type Change, Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import type { Kind, Language, Pair } from "./contract.ts";
import { isActive, type Order } from "./orders.ts";

/** An order whole, or only its id in a list. */
type Row = Key & { id: string; order?: string | undefined };

export type Page = { orders: Order[]; next: string | null };
export type OrderStore = ReturnType<typeof orderStore>;

const mostTries = 10;
export const pageSize = 30;

/**
 * Orders and the lists that they stand in, a tenant's in one partition, so that an order and its lists change in one
 * batch. A list holds ids: what it shows is read by key.
 */
export function orderStore(tables: Tables) {
  const rows = tables.open<Row>("translationOrders");

  async function find(tenantId: string, id: string): Promise<Order> {
    const row = await rows.get(tenantId, `order|${id}`);
    if (!row) throw new NotFound("unknownOrder");
    return orderOf(row);
  }

  /** Ids under a key's beginning, by what follows it. */
  async function listed(
    tenantId: string,
    prefix: string,
    after: string,
  ): Promise<{ at: string; id: string }[]> {
    const range = { after: `${prefix}|${after}`, before: `${prefix}}`, limit: pageSize + 1 };
    const found = await Array.fromAsync(rows.list(tenantId, range));
    return found.map(({ rowKey, id }) => ({ at: rowKey.slice(prefix.length + 1), id }));
  }

  async function page(tenantId: string, prefixes: readonly string[], after: string): Promise<Page> {
    const all = await Promise.all(prefixes.map((prefix) => listed(tenantId, prefix, after)));
    const inOrder = all.flat().sort((one, other) => (one.at < other.at ? -1 : 1));
    const shown = inOrder.slice(0, pageSize);
    const orders = await Promise.all(
      // Between the list and the order it may have moved on.
      shown.map(({ id }) => rows.get(tenantId, `order|${id}`)),
    );
    return {
      orders: orders.filter((row) => row !== undefined).map(orderOf),
      next: inOrder.length > pageSize ? (shown.at(-1)?.at ?? null) : null,
    };
  }

  async function save(before: Order | undefined, after: Order): Promise<Order | undefined> {
    const { tenantId } = after;
    try {
      await rows.batch(tenantId, changesFor(before, after));
      return await find(tenantId, after.id);
    } catch (error) {
      if (error instanceof Conflict) return undefined;
      throw error;
    }
  }

  return {
    find,

    /** The newest order of the source into the language. */
    async current(tenantId: string, kind: Kind, sourceId: string, to: Language): Promise<Order | undefined> {
      const row = await rows.get(tenantId, sourceKey({ kind, sourceId, to }));
      return row && find(tenantId, row.id);
    },

    /** Undefined where another order of the same has come first. */
    async add(order: Order, instead: Order | undefined): Promise<Order | undefined> {
      const { tenantId } = order;
      const key = sourceKey(order);
      const standing = await rows.get(tenantId, key);
      if (standing?.id !== instead?.id) return undefined;
      const row = { partitionKey: tenantId, rowKey: key, id: order.id };
      const claim: Change<Row> = standing ? { replace: { ...standing, id: order.id } } : { insert: row };
      try {
        await rows.batch(tenantId, [claim, ...changesFor(undefined, order)]);
        return await find(tenantId, order.id);
      } catch (error) {
        if (error instanceof Conflict) return undefined;
        throw error;
      }
    },

    /**
     * Does to the order what holds whoever else has written it. With a version, as a person saw it, an order changed since
     * is refused `changedMeanwhile`.
     */
    async change(order: Order, deed: (newest: Order) => Order, expectedVersion?: string): Promise<Order> {
      for (let newest = order, tries = 1; tries <= mostTries; tries++) {
        if (expectedVersion !== undefined && newest.version !== expectedVersion) break;
        const changed = deed(newest);
        if (changed === newest) return newest;
        const saved = await save(newest, changed);
        if (saved) return saved;
        newest = await find(order.tenantId, order.id);
      }
      throw new Refusal("changedMeanwhile");
    },

    /** What waits to be taken or reviewed in these ways, the oldest first. */
    open: (tenantId: string, pairs: readonly Pair[], after: string): Promise<Page> =>
      page(
        tenantId,
        pairs.map(({ from, to }) => `open|${from}>${to}`),
        after,
      ),

    /** What somebody has ordered or taken and is not done, the newest first. */
    mine: (tenantId: string, id: string, after: string): Promise<Page> =>
      page(tenantId, [`person|${id}`], after),

    /** The same, and what has ended besides. */
    ofPerson: (tenantId: string, id: string, after: string): Promise<Page> =>
      page(tenantId, [`person|${id}`, `ended|${id}`], after),

    /** What has been done, the newest first. */
    done: (tenantId: string, after: string): Promise<Page> => page(tenantId, ["done"], after),
  };
}

function changesFor(before: Order | undefined, after: Order): Change<Row>[] {
  const { tenantId, id } = after;
  const keys = listKeys(after);
  const gone = (before ? listKeys(before) : []).filter((key) => !keys.includes(key));
  const row = rowOf(after);
  return [
    before ? { replace: { ...row, etag: before.version } } : { insert: row },
    ...keys.map((rowKey) => ({ put: { partitionKey: tenantId, rowKey, id } })),
    ...gone.map((rowKey) => ({ remove: { partitionKey: tenantId, rowKey } })),
  ];
}

/** The lists that an order stands in. */
function listKeys(order: Order): string[] {
  const { id, state, from, to, orderedAt, doneAt, orderedBy, takenBy } = order;
  const people = new Set([orderedBy?.id, takenBy?.id].filter((one) => one !== undefined));
  // What has ended is listed too, for whoever leaves to be taken out of it.
  const persons = isActive(order) ? "person" : "ended";
  return [
    ...(state === "waiting" || state === "review"
      ? [`open|${from}>${to}|${orderedAt.toISOString()}|${id}`]
      : []),
    ...[...people].map((personId) => `${persons}|${personId}|${newestFirst(orderedAt)}|${id}`),
    ...(doneAt ? [`done|${newestFirst(doneAt)}|${id}`] : []),
  ];
}

/** Sorts later times first, until the year 5138. */
const newestFirst = (at: Date): string => String(10 ** 14 - at.getTime()).padStart(14, "0");

const sourceKey = ({ kind, sourceId, to }: Pick<Order, "kind" | "sourceId" | "to">) =>
  `source|${kind}|${sourceId}|${to}`;

function rowOf({ version: _, ...order }: Order): Row {
  const { tenantId, id } = order;
  return { partitionKey: tenantId, rowKey: `order|${id}`, id, order: JSON.stringify(order) };
}

const orderOf = (row: Stored<Row>): Order => ({
  ...JSON.parse(row.order ?? "{}", reviveDates),
  version: row.etag,
});

/** Only the order's own instants: a text may say what it likes. */
const reviveDates = (key: string, value: unknown) =>
  /^(orderedAt|neededBy|at|doneAt|filledAt|changedAt)$/.test(key) && typeof value === "string"
    ? new Date(value)
    : value;

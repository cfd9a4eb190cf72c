import type { CreateTableEntityResponse, TableClient } from "@azure/data-tables";
import { checkBatch, checkTableName, sameContents } from "#platform/storage/row.ts";
import {
  Conflict,
  type Key,
  type Range,
  type Stored,
  type Table,
  type Tables,
} from "#platform/storage/table.ts";
import { sendBatch } from "./azure-batch.ts";
import { inTime, isRefusal, once, statusOf } from "./azure-call.ts";
import {
  type Entity,
  encoded,
  entityOf,
  historyWith,
  makeEtag,
  newOperation,
  parseEtag,
  type Read,
  rowOf,
} from "./azure-entity.ts";
import { encodeKey } from "./azure-key.ts";

const pageSize = 1000;

/** An etag that Azure never gives, for a row that somebody has written on top of. */
const overwritten = `W/"datetime'1601-01-01T00%3A00%3A00.0000000Z'"`;

/**
 * Tables of Azure Storage. The SDK repeats what got no answer, so a write may run into itself (409, 412, 404): each
 * carries its own id in the column `opId`, and is done if the row that is there came from it.
 */
export function azureTables(connect: (name: string) => TableClient): Tables {
  function open<R extends Key>(name: string): Table<R> {
    checkTableName(name);
    const client = connect(name);
    const create = once(() => inTime((abortSignal) => client.createTable({ abortSignal })));

    async function deed<T>(work: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
      await create();
      return inTime(work);
    }

    async function read(key: Key, abortSignal: AbortSignal): Promise<Read<R> | undefined> {
      const { partitionKey, rowKey } = encoded(key);
      try {
        return rowOf<R>(await client.getEntity(partitionKey, rowKey, { abortSignal }));
      } catch (error) {
        if (statusOf(error) !== 404) throw error;
        return undefined;
      }
    }

    /** One write; if it is refused, it may have been done by its own first attempt. */
    function write(row: R, { onTopOf, isDone, send }: Sending<R>): Promise<Stored<R>> {
      return deed(async (abortSignal) => {
        const operation = newOperation();
        const history = historyWith(operation, onTopOf);
        try {
          const { etag = "" } = await send(entityOf(row, history), abortSignal);
          return { ...row, etag: makeEtag(etag, history) };
        } catch (error) {
          if (!isRefusal(error)) throw error;
          const found = await read(row, abortSignal);
          if (found && (found.history[0] === operation || isDone?.(found.row))) return found.row;
          if (found?.history.includes(operation)) return { ...row, etag: overwritten };
          throw new Conflict(row);
        }
      });
    }

    return {
      get: (partitionKey, rowKey) =>
        deed(async (abortSignal) => (await read({ partitionKey, rowKey }, abortSignal))?.row),

      insert: (row) =>
        write(row, {
          isDone: (found) => sameContents(found, row),
          send: (entity, abortSignal) => client.createEntity(entity, { abortSignal }),
        }),

      put: (row) =>
        write(row, {
          send: (entity, abortSignal) => client.upsertEntity(entity, "Replace", { abortSignal }),
        }),

      replace: (row) =>
        write(row, {
          onTopOf: row.etag,
          send: (entity, abortSignal) =>
            client.updateEntity(entity, "Replace", { etag: parseEtag(row.etag).azureEtag, abortSignal }),
        }),

      remove: (key) =>
        deed(async (abortSignal) => {
          const { partitionKey, rowKey } = encoded(key);
          const etag = key.etag === undefined ? "*" : parseEtag(key.etag).azureEtag;
          try {
            await client.deleteEntity(partitionKey, rowKey, { etag, abortSignal });
          } catch (error) {
            if (statusOf(error) === 412) throw new Conflict(key);
            if (statusOf(error) !== 404) throw error;
          }
        }),

      async *list(partitionKey, range = {}) {
        const filter = filterFor(partitionKey, range);
        let left = range.limit ?? Number.POSITIVE_INFINITY;
        let continuationToken: string | undefined;
        while (left > 0) {
          // Each page is a request of its own with its own deadline, however slowly the rows are used.
          const page = await deed((abortSignal) =>
            client
              .listEntities({ queryOptions: { filter }, abortSignal })
              .byPage({
                maxPageSize: Math.min(left, pageSize),
                ...(continuationToken && { continuationToken }),
              })
              .next(),
          );
          if (page.done) return;
          for (const entity of page.value) yield rowOf<R>(entity).row;
          left -= page.value.length;
          continuationToken = page.value.continuationToken;
          if (!continuationToken) return;
        }
      },

      async batch(partitionKey, changes) {
        checkBatch(partitionKey, changes);
        await deed((abortSignal) =>
          sendBatch(changes, {
            connect: () => connect(name),
            read: (key) => read(key, abortSignal),
            abortSignal,
          }),
        );
      },
    };
  }

  return { open };
}

type Sending<R extends Key> = {
  /** The etag of the row that the write replaces. */
  onTopOf?: string;
  /** Whether a row that is there already is as good as the write. */
  isDone?(found: Stored<R>): boolean;
  send(entity: Entity, abortSignal: AbortSignal): Promise<CreateTableEntityResponse>;
};

function filterFor(partitionKey: string, { from, after, before }: Range): string {
  const conditions = [
    ["PartitionKey eq", partitionKey],
    ["RowKey ge", from],
    ["RowKey gt", after],
    ["RowKey lt", before],
  ].flatMap(([condition, key]) =>
    key === undefined ? [] : `${condition} '${encodeKey(key).replaceAll("'", "''")}'`,
  );
  return conditions.join(" and ");
}

import type { Store } from "#platform/storage/store.ts";
import type { Key, Table } from "#platform/storage/table.ts";

/** A store in which something happens as soon as a row of one table has been put. */
export function afterPut(store: Store, tableName: string, happens: () => void): Store {
  const open = <R extends Key>(name: string): Table<R> => {
    const table = store.tables.open<R>(name);
    if (name !== tableName) return table;
    return {
      ...table,
      async put(row) {
        const stored = await table.put(row);
        happens();
        return stored;
      },
    };
  };
  return { ...store, tables: { ...store.tables, open } };
}

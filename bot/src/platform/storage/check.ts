import { randomUUID } from "node:crypto";
import { StoreUnusable } from "./store-unusable.ts";
import type { Key, Tables } from "./table.ts";

/** Proves that a row can be written and read; a row of its own, since several servers may check at once. */
export async function checkTables(tables: Tables): Promise<void> {
  const table = tables.open<Key & { at: Date }>("checks");
  const row = { partitionKey: "check", rowKey: randomUUID(), at: new Date() };
  await table.put(row);
  const found = await table.get(row.partitionKey, row.rowKey);
  if (found?.at.getTime() !== row.at.getTime())
    throw new StoreUnusable("The store does not give back what it was given.");
  await table.remove(row);
}

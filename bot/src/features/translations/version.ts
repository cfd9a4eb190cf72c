import { createHash } from "node:crypto";
import type { Source } from "#platform/translating.ts";
import { type Order, sourceNow } from "./orders.ts";

/** What somebody has seen of an order: itself, and the texts that it is translated from as they are now. */
export const versionOf = (order: Order, source: Source | undefined): string =>
  `${order.version}~${digestOf(order, source)}`;

/** The order's own part of such a version, where the source is still as it was seen; else undefined. */
export function seenVersion(version: string, order: Order, source: Source | undefined): string | undefined {
  const at = version.lastIndexOf("~");
  return version.slice(at + 1) === digestOf(order, source) ? version.slice(0, at) : undefined;
}

function digestOf(order: Order, source: Source | undefined): string {
  const shown = order.texts.map(({ key }) => sourceNow(order, source, key) ?? null);
  return createHash("sha256").update(JSON.stringify(shown)).digest("hex").slice(0, 16);
}

import { randomUUID } from "node:crypto";
import { checkBody, checkQueueName, countWithin, delayWithin } from "#platform/storage/message.ts";
import type { Queue, Queues } from "#platform/storage/queue.ts";
import type { Write } from "./group-commit.ts";
import type { Sqlite } from "./sqlite.ts";

const insertMessage =
  "INSERT INTO messages (queue, id, body, visible_at, receipt, attempts) VALUES (?, ?, ?, ?, ?, 0)";
/** In place of a receipt: nobody has taken it, and it may be taken at once, whatever a clock that was set back says. */
const forNow = "";
const forLater = "later";
/** Nobody holds a message for so long at a time: what is hidden for longer was written by a clock that is wrong. */
const longestHideMs = 600_000;
const isVisible = `(visible_at <= ? OR receipt = '${forNow}' OR (receipt <> '${forLater}' AND visible_at > ?))`;
const selectVisible = `SELECT id FROM messages WHERE queue = ? AND ${isVisible} ORDER BY visible_at LIMIT ?`;
const takeVisible = `UPDATE messages SET visible_at = ?, receipt = ?, attempts = attempts + 1
  WHERE queue = ? AND id IN (${selectVisible}) RETURNING id, body, attempts`;
const hideAgain =
  "UPDATE messages SET visible_at = ?, receipt = ? WHERE queue = ? AND id = ? AND receipt = ? RETURNING id";
const deleteMessage = "DELETE FROM messages WHERE queue = ? AND id = ? AND receipt = ?";

/** Queues as rows of one SQLite table, by the machine's clock. */
export function embeddedQueues(sqlite: Sqlite, write: Write): Queues {
  function open(name: string): Queue {
    checkQueueName(name);
    return {
      async put(body, delayMs = 0) {
        checkBody(body);
        const visibleAt = Date.now() + delayWithin(delayMs);
        const values = [name, randomUUID(), body, visibleAt, delayMs > 0 ? forLater : forNow];
        await write([{ sql: insertMessage, values }]);
      },
      async take(hiddenMs, most = 1) {
        const now = Date.now();
        const visible = [name, now, now + longestHideMs, countWithin(most)];
        // Looking at an empty queue writes nothing, so that polling costs next to nothing.
        if (sqlite.all(selectVisible, ...visible).length === 0) return [];
        const receipt = randomUUID();
        const values = [now + delayWithin(hiddenMs), receipt, name, ...visible];
        const taken = await write([{ sql: takeVisible, values }]);
        return taken.map(({ id, body, attempts }) => ({
          id: String(id),
          body: String(body),
          receipt,
          attempts: Number(attempts),
        }));
      },
      async extend(message, hiddenMs) {
        const { id } = message;
        const receipt = randomUUID();
        await write([
          {
            sql: hideAgain,
            values: [Date.now() + delayWithin(hiddenMs), receipt, name, id, message.receipt],
            conflict: { unless: "some", of: { partitionKey: name, rowKey: id } },
          },
        ]);
        return { ...message, receipt };
      },
      async remove({ id, receipt }) {
        await write([{ sql: deleteMessage, values: [name, id, receipt] }]);
      },
    };
  }

  return { open };
}

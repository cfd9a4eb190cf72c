import { randomUUID } from "node:crypto";
import type { Write } from "./group-commit.ts";
import { checkBody, checkQueueName, countWithin, delayWithin } from "./message.ts";
import type { Queue, Queues } from "./queue.ts";
import type { Sqlite } from "./sqlite.ts";
import { Conflict } from "./table.ts";

const insertMessage = `INSERT INTO messages (queue, id, body, visible_at, receipt, attempts) VALUES (?, ?, ?, ?, '', 0)`;
const selectVisible = `SELECT id, body, attempts FROM messages WHERE queue = ? AND visible_at <= ? ORDER BY visible_at LIMIT ?`;
const hideTaken = "UPDATE messages SET visible_at = ?, receipt = ?, attempts = ? WHERE queue = ? AND id = ?";
const hideAgain =
  "UPDATE messages SET visible_at = ?, receipt = ? WHERE queue = ? AND id = ? AND receipt = ?";
const deleteMessage = "DELETE FROM messages WHERE queue = ? AND id = ? AND receipt = ?";

/** Queues as rows of one SQLite table, by the machine's clock. */
export function embeddedQueues(sqlite: Sqlite, write: Write): Queues {
  function open(name: string): Queue {
    checkQueueName(name);
    return {
      async put(body, delayMs = 0) {
        checkBody(body);
        await write(() =>
          sqlite.run(insertMessage, name, randomUUID(), body, Date.now() + delayWithin(delayMs)),
        );
      },
      async take(hiddenMs, most = 1) {
        const visible = () => sqlite.all(selectVisible, name, Date.now(), countWithin(most));
        // Looking at an empty queue writes nothing, so that polling costs next to nothing.
        if (visible().length === 0) return [];
        return write(() =>
          visible().map(({ id, body, attempts }) => {
            const taken = {
              id: String(id),
              body: String(body),
              receipt: randomUUID(),
              attempts: Number(attempts) + 1,
            };
            sqlite.run(
              hideTaken,
              Date.now() + delayWithin(hiddenMs),
              taken.receipt,
              taken.attempts,
              name,
              taken.id,
            );
            return taken;
          }),
        );
      },
      extend: (message, hiddenMs) =>
        write(() => {
          const receipt = randomUUID();
          const until = Date.now() + delayWithin(hiddenMs);
          const changed = sqlite.run(hideAgain, until, receipt, name, message.id, message.receipt);
          if (changed === 0) throw new Conflict({ partitionKey: name, rowKey: message.id });
          return { ...message, receipt };
        }),
      async remove(message) {
        await write(() => sqlite.run(deleteMessage, name, message.id, message.receipt));
      },
    };
  }

  return { open };
}

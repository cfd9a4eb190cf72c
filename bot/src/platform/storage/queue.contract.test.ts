import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Home, homes } from "#test/harness/storage-backends.ts";
import type { Queue } from "./queue.ts";
import { Conflict } from "./table.ts";

/* What every home of the storage port promises about queues. Azure counts in seconds, so the shortest wait is one. */

describe.each(homes)("$home", ({ start }) => {
  let home: Home;
  beforeAll(async () => {
    home = await start();
  }, 120_000);
  afterAll(async () => {
    await home.stop();
  });

  const openQueue = (): Queue => home.store.queues.open(`jobs-${randomUUID()}`);

  async function takeOne(queue: Queue, hiddenMs: number) {
    const [message] = await queue.take(hiddenMs);
    if (!message) throw new Error("The queue is empty.");
    return message;
  }

  /** Asks until something comes, as a worker does. */
  async function untilTaken(queue: Queue) {
    for (;;) {
      const taken = await queue.take(30_000, 10);
      if (taken.length > 0) return taken;
      await sleep(100);
    }
  }

  test("a message is taken once, with its body as it was, and is gone when removed", async () => {
    const queue = openQueue();
    const body = 'åäö 😀 <&>\u0001 {"survey":"a"}';

    await queue.put(body);
    const message = await takeOne(queue, 30_000);
    expect(message).toMatchObject({ body, attempts: 1 });
    expect(await queue.take(30_000)).toEqual([]);
    await queue.remove(message);
    await queue.remove(message);
  });

  test("several are taken at once, each by one worker", async () => {
    const queue = openQueue();
    await Promise.all(["a", "b", "c", "d", "e"].map((body) => queue.put(body)));

    const taken = await Promise.all([queue.take(30_000, 3), queue.take(30_000, 3)]);
    expect(
      taken
        .flat()
        .map(({ body }) => body)
        .sort(),
    ).toEqual(["a", "b", "c", "d", "e"]);
  });

  test("a message that is not removed comes back and counts its attempts; the first worker has lost it", async () => {
    const queue = openQueue();
    await queue.put("work");
    const first = await takeOne(queue, 1000);

    const [second] = await untilTaken(queue);
    expect(second).toMatchObject({ id: first.id, body: "work", attempts: 2 });
    await expect(queue.extend(first, 1000)).rejects.toThrow(Conflict);
    await queue.remove(first);
    await expect(second && queue.extend(second, 1000)).resolves.toMatchObject({ body: "work" });
  });

  test("an extended message stays hidden and is removed with its new receipt", async () => {
    const queue = openQueue();
    await queue.put("long work");
    const message = await takeOne(queue, 1000);

    const extended = await queue.extend(message, 30_000);
    await sleep(1100);
    expect(await queue.take(1000)).toEqual([]);
    await queue.remove(extended);
    await expect(queue.extend(extended, 1000)).rejects.toThrow(Conflict);
  });

  test("a delayed message comes after its delay, the others before it", async () => {
    const queue = openQueue();
    // Longer than the two calls after it take on a busy machine.
    await queue.put("later", 4000);
    await queue.put("now");

    expect(await queue.take(30_000, 10)).toMatchObject([{ body: "now" }]);
    expect(await untilTaken(queue)).toMatchObject([{ body: "later", attempts: 1 }]);
  });

  test("48 KiB of text fit, more is refused; a delay beyond Azure's week is cut to it", async () => {
    const queue = openQueue();

    await queue.put("å".repeat(24 * 1024), 365 * 24 * 60 * 60 * 1000);
    await expect(queue.put("å".repeat(24 * 1024 + 1))).rejects.toThrow(RangeError);
    expect(() => home.store.queues.open("No_Name")).toThrow(RangeError);
  });
});

import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import { Conflict, type Key, type Table } from "#platform/storage/table.ts";
import { type Azurite, connectionString, freePort, startAzurite } from "#test/harness/azurite.ts";
import { openAzure } from "./azure.ts";

/* The Azure home behind a proxy that loses requests and answers: nothing acknowledged is lost, nothing is done twice. */

type Fault = "503" | "403" | "reset before" | "reset after" | "500 after" | "hang" | Overtaking;
/** Something that happens after the request was done, and before its answer is lost. */
type Overtaking = () => Promise<unknown>;
type Count = Key & { n: number };

let azurite: Azurite;
let proxy: Server;
let table: Table<Count>;
/** What goes wrong with the next request that the proxy gets. */
let nextFault: () => Fault | undefined;

beforeAll(async () => {
  azurite = await startAzurite();
  const port = await freePort();
  proxy = createServer((asked, answer) => forward(asked, answer, nextFault()));
  await new Promise<void>((resolve) => proxy.listen(port, "127.0.0.1", resolve));
  nextFault = () => undefined;
  const store = await openAzure(connectionString(port, await freePort()));
  table = store.tables.open<Count>("counts");
  await table.get("p", "r");
}, 120_000);
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await azurite.stop();
});
beforeEach(() => {
  nextFault = () => undefined;
});

/** The faults for the requests to come; after them all is well. */
function faults(...list: Fault[]): void {
  nextFault = () => list.shift();
}

/** At random, from a fixed seed. */
function someFaults(share: number): void {
  const kinds: Fault[] = ["503", "reset before", "reset after", "500 after"];
  let state = 20261101;
  const random = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
  nextFault = () => (random() < share ? kinds[Math.floor(random() * kinds.length)] : undefined);
}

const lines: Fault[][] = [
  ["503"],
  ["reset before"],
  ["reset after"],
  ["500 after"],
  ["500 after", "reset after"],
  ["503", "500 after"],
];

test.each(lines.map((kinds) => ({ kinds, line: kinds.join(", then ") })))(
  "every kind of write is done once over $line",
  async ({ kinds }) => {
    const partitionKey = crypto.randomUUID();
    const key = { partitionKey, rowKey: "r" };

    faults(...kinds);
    const inserted = await table.insert({ ...key, n: 1 });
    faults(...kinds);
    const replaced = await table.replace({ ...inserted, n: 2 });
    faults(...kinds);
    await table.batch(partitionKey, [
      { replace: { ...replaced, n: 3 } },
      { insert: { partitionKey, rowKey: "s", n: 1 } },
    ]);
    faults(...kinds);
    const put = await table.put({ ...key, n: 4 });
    expect(await Array.fromAsync(table.list(partitionKey))).toMatchObject([{ n: 4 }, { n: 1 }]);
    faults(...kinds);
    await table.remove(put);
    faults(...kinds);
    await table.batch(partitionKey, [{ remove: { partitionKey, rowKey: "s" } }]);
    faults(...kinds);
    expect(await Array.fromAsync(table.list(partitionKey))).toEqual([]);
  },
);

test("a write whose answer was lost counts as done although somebody has written on top of it", async () => {
  const key = { partitionKey: crypto.randomUUID(), rowKey: "r" };
  const first = await table.insert({ ...key, n: 1 });
  faults(async () => {
    const row = await table.get(key.partitionKey, "r");
    if (row) await table.replace({ ...row, n: row.n + 1 });
  });

  const mine = await table.replace({ ...first, n: 2 });
  expect(mine.n).toBe(2);
  expect(await table.get(key.partitionKey, "r")).toMatchObject({ n: 3 });
  await expect(table.replace({ ...mine, n: 9 })).rejects.toThrow(Conflict);
});

test("many that count in one row over a bad line count each answer once", async () => {
  const partitionKey = crypto.randomUUID();
  const key = { partitionKey, rowKey: "count" };
  await table.insert({ ...key, n: 0 });
  let acknowledged = 0;
  let unknown = 0;

  const count = async (receipt: string): Promise<void> => {
    try {
      const row = await table.get(partitionKey, "count");
      if (!row) throw new Error("The row is gone.");
      await table.batch(partitionKey, [
        { replace: { ...row, n: row.n + 1 } },
        { insert: { partitionKey, rowKey: receipt, n: 1 } },
      ]);
      acknowledged++;
    } catch (error) {
      if (error instanceof Conflict) return count(receipt);
      if (!(error instanceof StoreUnusable)) throw error;
      unknown++;
    }
  };
  someFaults(0.25);
  await Promise.all(
    ["anna", "bo", "cai"].map(async (person) => {
      for (let turn = 0; turn < 15; turn++) await count(`receipt-${person}-${turn}`);
    }),
  );

  nextFault = () => undefined;
  const { n } = (await table.get(partitionKey, "count")) ?? { n: -1 };
  const receipts = await Array.fromAsync(table.list(partitionKey, { from: "receipt" }));
  expect(receipts).toHaveLength(n);
  expect(n).toBeGreaterThanOrEqual(acknowledged);
  expect(n).toBeLessThanOrEqual(acknowledged + unknown);
}, 120_000);

test.each<Fault>(["hang", "503", "403", "reset before"])(
  "a service that only answers by %s is given up",
  async (fault) => {
    const partitionKey = crypto.randomUUID();
    nextFault = () => fault;

    const deeds = [
      table.get(partitionKey, "r"),
      table.insert({ partitionKey, rowKey: "r", n: 1 }),
      table.batch(partitionKey, [{ put: { partitionKey, rowKey: "r", n: 1 } }]),
      Array.fromAsync(table.list(partitionKey)),
    ];
    for (const outcome of await Promise.allSettled(deeds))
      expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(StoreUnusable) });

    nextFault = () => undefined;
    expect(await table.get(partitionKey, "r")).toBeUndefined();
  },
  20_000,
);

function forward(asked: IncomingMessage, answer: ServerResponse, fault: Fault | undefined): void {
  if (fault === "hang") return;
  if (fault === "reset before") return void asked.socket.resetAndDestroy();
  if (fault === "503" || fault === "403") return void answer.writeHead(Number(fault)).end();
  const { method, url, headers } = asked;
  const onward = request({ port: azurite.tablePort, method, path: url, headers }, (answered) => {
    const parts: Buffer[] = [];
    answered.on("data", (part: Buffer) => parts.push(part));
    answered.on("end", async () => {
      if (typeof fault === "function") await fault();
      if (fault === "reset after") return asked.socket.resetAndDestroy();
      if (fault === "500 after" || typeof fault === "function") return answer.writeHead(500).end();
      return answer.writeHead(answered.statusCode ?? 502, answered.headers).end(Buffer.concat(parts));
    });
  });
  onward.on("error", () => asked.socket.destroy());
  asked.pipe(onward);
}

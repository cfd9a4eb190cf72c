import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import { keyVault } from "./key-vault.ts";
import type { Keys } from "./keys.ts";

/* There is no vault to run locally: this server knows the few requests of its REST API that a secret's life takes. */

let server: Server;
let keys: Keys;
let secrets: Map<string, string>;
let deleted: Map<string, string>;
let mayPurge: boolean;
/** Called when a secret has been looked for and not found. */
let missed: (name: string) => void;

beforeEach(async () => {
  secrets = new Map();
  deleted = new Map();
  mayPurge = true;
  missed = () => {};
  server = createServer((asked, answer) => {
    void respond(asked, answer);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  keys = keyVault(`http://127.0.0.1:${port}`, {
    credential: {
      getToken: async () => ({ token: "token of the server", expiresOnTimestamp: Date.now() + 3_600_000 }),
    },
    options: { allowInsecureConnection: true, disableChallengeResourceVerification: true },
  });
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
});

const secret = (fill: number) => new Uint8Array(32).fill(fill);

test("a key is kept, and a second of the same name gives back the first", async () => {
  expect(await keys.get("survey-1")).toBeUndefined();
  expect(await keys.create("survey-1", secret(1))).toEqual(secret(1));
  expect(await keys.create("survey-1", secret(2))).toEqual(secret(1));
  expect(await keys.get("survey-1")).toEqual(secret(1));
});

test("who sets a key at the same moment as another gets the one that is kept", async () => {
  const other = Buffer.from(secret(9)).toString("base64");
  missed = (name) => secrets.set(name, other);
  const kept = await keys.create("survey-1", secret(1));
  expect(await keys.get("survey-1")).toEqual(kept);
});

test("a destroyed key is deleted and purged; destroying it again is no error", async () => {
  await keys.create("survey-1", secret(1));

  await keys.destroy("survey-1");
  expect([...secrets, ...deleted]).toEqual([]);
  await keys.destroy("survey-1");
  expect(await keys.get("survey-1")).toBeUndefined();
});

test("a key that was deleted and not purged is purged by the next destruction", async () => {
  deleted.set("survey-1", "secret");
  await keys.destroy("survey-1");
  expect([...deleted]).toEqual([]);
});

test("a vault that will not purge says so in one sentence", async () => {
  await keys.create("survey-1", secret(1));
  mayPurge = false;
  await expect(keys.destroy("survey-1")).rejects.toThrow(StoreUnusable);
  await expect(keys.destroy("survey-1")).rejects.toThrow(
    "The key vault keeps its keys: give the server the rights to delete and purge, and leave purge protection off.",
  );
});

async function respond(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  const send = (status: number, body: object = {}) =>
    answer
      .writeHead(status, { "content-type": "application/json" })
      .end(status === 204 ? "" : JSON.stringify(body));
  if (asked.headers.authorization !== "Bearer token of the server") {
    answer.setHeader(
      "www-authenticate",
      'Bearer authorization="https://login.example/t", resource="https://vault.example"',
    );
    return void send(401);
  }
  const [, kind, name = ""] = new URL(asked.url ?? "", "http://vault.example").pathname.split("/");
  const shelf = kind === "secrets" ? secrets : deleted;
  const id = `https://vault.example/${kind}/${name}`;
  const found = shelf.get(name);
  if (asked.method === "PUT") {
    const { value } = (await json(asked)) as { value: string };
    secrets.set(name, value);
    return void send(200, { id, value });
  }
  if (found === undefined) {
    missed(name);
    return void send(404, { error: { code: "SecretNotFound" } });
  }
  if (asked.method === "GET") return void send(200, { id, value: found });
  if (kind === "deletedsecrets" && !mayPurge) return void send(403, { error: { code: "Forbidden" } });
  shelf.delete(name);
  if (kind === "deletedsecrets") return void send(204);
  // A vault takes its time to delete: the first look at the deleted secret finds none.
  setTimeout(() => deleted.set(name, found), 50);
  send(200, { id, recoveryId: `https://vault.example/deletedsecrets/${name}` });
}

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, ServerResponse } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { type Asked, type OpenRoute, type Route, route } from "#platform/feature.ts";
import { createLog } from "#platform/telemetry/log.ts";
import { anna } from "#test/harness/teams.ts";
import { guarded } from "./guarded.ts";
import { type Server, startServer } from "./server.ts";

/* What goes wrong while an answer is given, at each of its stages, costs that answer and no other. */

let server: Server;
let tabFolder: string;
const logged: string[] = [];
const log = createLog((line) => void logged.push(line));
const script = `let a = ${JSON.stringify("abc".repeat(100_000))};`;
/** What node takes for no body at all. */
const noBody = 5 as never;

const routes: Route[] = [
  route({
    method: "GET",
    path: "/dish/:kind",
    about: "A dish, or what is left of it.",
    role: "anyone",
    async handle({ params }: Asked) {
      if (params.kind === "none") throw new Error("dropped");
      if (params.kind === "circle") return circle();
      if (params.kind === "file") return { fileName: "a.bin", contentType: "text/csv", text: "soppa" };
      if (params.kind === "broken")
        return { fileName: "a.bin", contentType: "application/octet-stream", bytes: noBody };
      if (params.kind === "title") return { fileName: "a.bin", contentType: "text/csv\r\nx: y", text: "" };
      return { dish: script.slice(0, params.kind === "large" ? 200_000 : 5) };
    },
  }),
  route({
    method: "POST",
    path: "/dish",
    about: "Takes a dish.",
    role: "anyone",
    input: z.strictObject({ dish: z.string() }),
    handle: async ({ input }) => input,
  }),
];
const openRoutes: OpenRoute[] = [
  {
    path: "/dish/:kind",
    about: "The same, for everybody.",
    async handle({ params }) {
      if (params.kind === "none") throw new Error("dropped");
      if (params.kind === "link") return { redirect: "https://meet.example/" };
      if (params.kind === "page") return { title: "Soppa", text: "med bröd" };
      const text = params.kind === "broken" ? noBody : "BEGIN:VCALENDAR";
      return { fileName: "a.ics", contentType: "text/calendar", text };
    },
  },
];

function circle() {
  const dish: Record<string, unknown> = {};
  dish.dish = dish;
  return dish;
}

beforeAll(async () => {
  tabFolder = mkdtempSync(join(tmpdir(), "tab-"));
  mkdirSync(join(tabFolder, "assets"));
  writeFileSync(join(tabFolder, "index.html"), "<html>");
  writeFileSync(join(tabFolder, "assets", "main-1a2b.js"), script);
  // It opens, and nothing can be read from it.
  symlinkSync("/proc/self/mem", join(tabFolder, "assets", "gone-1a2b.js"));
  server = await startServer({
    port: 0,
    host: "127.0.0.1",
    features: [{ name: "lunch", texts: { sv: {}, fi: {}, en: {} }, routes, openRoutes }],
    signIn: async () => ({ ...anna, roles: [] }),
    messages: async (_, body) => {
      if (body && typeof body === "object" && "circle" in body) return { status: 200, body: circle() };
      if (body && typeof body === "object" && "bug" in body) throw new Error("dropped");
      return { status: 200, body: { ok: true } };
    },
    ready: async () => ({ ok: true, detail: {} }),
    log,
    tabFolder,
  });
  await server.load();
});
afterEach(async () => {
  vi.restoreAllMocks();
  const health = await fetch(`${server.url}/healthz`);
  expect(await health.json()).toEqual({ ok: true, detail: {} });
});
afterAll(async () => {
  await server.close();
  rmSync(tabFolder, { recursive: true });
});

const post = (path: string, body: object) =>
  fetch(server.url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

test.for([
  ["/api/dish/none", 500],
  ["/api/dish/circle", 500],
  ["/api/dish/title", 500],
  ["/open/dish/none", 500],
] as const)("%s, which fails before its head is out, is answered with %i", async ([path, status]) => {
  const response = await fetch(server.url + path);

  expect(response.status).toBe(status);
  expect(response.headers.get("content-disposition")).toBeNull();
  expect(await response.text()).not.toContain("dropped");
});

test.for([{ bug: 1 }, { circle: 1 }])("the bot's door, failing before its head is out: %o", async (body) => {
  const response = await post("/api/messages", body);

  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ code: "broken", errorId: expect.any(String) });
});

test.for(["/api/dish/broken", "/open/dish/broken"])(
  "%s, which fails once its head is out, is broken off",
  async (path) => {
    logged.length = 0;

    await expect(fetch(server.url + path).then((response) => response.text())).rejects.toThrow();

    expect(logged.filter((line) => line.includes('"outcome":"bug"'))).toHaveLength(1);
  },
);

test.for([
  ["GET", "/healthz"],
  ["POST", "/api/messages"],
  ["GET", "/api/dish/soup"],
  ["GET", "/api/dish/file"],
  ["GET", "/api/openapi.json"],
  ["GET", "/open/dish/feed"],
  ["GET", "/open/dish/link"],
  ["GET", "/open/dish/page"],
  ["GET", "/tab"],
  ["GET", "/tab/surveys"],
] as const)(
  "%s %s: whatever fails once the head is out, that connection alone is closed",
  async ([method, path]) => {
    const before = vi.spyOn(ServerResponse.prototype, "end").mockImplementationOnce(function (
      this: ServerResponse,
    ) {
      if (!this.headersSent) this.writeHead(200);
      this.write("{");
      throw new Error("in the middle");
    });
    const body = method === "POST" && { body: "{}" };

    // Packed, it would be node that ends it, and not the handler.
    const headers = { "accept-encoding": "identity", "content-type": "application/json" };
    const answer = fetch(server.url + path, { method, redirect: "manual", headers, ...body });

    await expect(answer.then((response) => response.text())).rejects.toThrow();
    expect(before).toHaveBeenCalled();
  },
);

test("a file that can't be read to its end closes its connection alone", async () => {
  logged.length = 0;

  await read("/tab/assets/gone-1a2b.js");

  expect(logged.filter((line) => line.includes('"http/tab"'))).toHaveLength(1);
});

test.for([
  "bytes=5-2",
  "bytes=-5",
  "bytes=0-4",
  "bytes=999999999-",
  "bytes=0-0,5-9",
  "bytes=9".padEnd(30, "9"),
  "bytes=a-b",
  "pages=1",
  "-",
])("parts of a file are not offered: asked for %s, all of it is given", async (range) => {
  for (const encoding of ["identity", "gzip", "br"]) {
    const headers = { range, "accept-encoding": encoding };
    const response = await fetch(`${server.url}/tab/assets/main-1a2b.js`, { headers });

    expect(response.status).toBe(200);
    expect(response.headers.get("accept-ranges")).toBeNull();
    expect(response.headers.get("content-range")).toBeNull();
    expect(await response.text()).toBe(script);
  }
});

test.for(["/tab", "/api/dish/file", "/open/dish/feed", "/healthz"])(
  "a part of %s is not given either, and does no harm",
  async (path) => {
    const response = await fetch(server.url + path, { headers: { range: "bytes=5-2" } });

    expect(response.status).toBe(200);
  },
);

test.for([
  ["/healthz", 200],
  ["/healthz?at=1", 200],
  ["/tab", 200],
  ["/tab/surveys", 200],
  ["/tab/assets/main-1a2b.js", 200],
  ["/tab/assets/none.js", 404],
  ["/api/openapi.json", 200],
] as const)("HEAD %s says what a GET would, and no more: %i", async ([path, status]) => {
  const [head, get] = await Promise.all(
    ["HEAD", "GET"].map((method) => fetch(server.url + path, { method })),
  );

  expect([head?.status, get?.status]).toEqual([status, status]);
  expect(await head?.text()).toBe("");
  expect(head?.headers.get("content-type")).toBe(get?.headers.get("content-type"));
});

test.for([
  "GET /healthz",
  "GET /api/dish/large",
  "GET /api/dish/file",
  "GET /open/dish/page",
  "GET /tab",
  "GET /tab/assets/main-1a2b.js",
  "GET /none",
])("a client that goes away at any moment of %s harms nobody", async (line) => {
  const port = Number(new URL(server.url).port);
  for (const waitMs of [undefined, 0, 1, 2, 5, 10])
    for (const encoding of ["identity", "gzip"]) {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      const gone = new Promise((resolve) => socket.once("close", resolve));
      socket.write(`${line} HTTP/1.1\r\nhost: x\r\naccept-encoding: ${encoding}\r\n\r\n`);
      if (waitMs === undefined) socket.once("data", () => socket.resetAndDestroy());
      else setTimeout(() => socket.resetAndDestroy(), waitMs);
      await gone;
    }
});

test.for(["/api/dish", "/api/messages"])(
  "a client that goes away in the middle of what it posts to %s harms nobody",
  async (path) => {
    const port = Number(new URL(server.url).port);
    for (const waitMs of [0, 1, 5, 20]) {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      const gone = new Promise((resolve) => socket.once("close", resolve));
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"dish"`,
      );
      setTimeout(() => (waitMs === 5 ? socket.destroy() : socket.resetAndDestroy()), waitMs);
      await gone;
    }
    expect((await post(path, { dish: "soppa" })).status).toBe(200);
  },
);

test.for([
  "//",
  "/%",
  "/%E0%A4%A",
  "/tab/%E0%A4%A",
  "/tab/assets/%E0%A4%A.js",
  "/tab/assets/%00.js",
  "/tab/..%2f..%2fetc%2fpasswd",
  "/tab/assets/",
  "/tab?lang=%E0%A4%A&lang=sv",
  "/api/dish/%E0%A4%A",
  "/api/dish/a%2fb",
  "/open/dish/%ff",
  "http://[/",
  "http://a b/",
  "*",
  "?",
  "#",
  "/api//messages",
  "\\\\a",
  "/__proto__",
  "/api/constructor?__proto__=1",
])("the address %s is answered", async (path) => {
  for (const method of ["GET", "HEAD", "POST", "OPTIONS", "TRACE"])
    expect(await raw(`${method} ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 [245]/,
    );
});

test.for([
  "host: [",
  "host: a b",
  "host: :::",
  "host: %",
  "host: x:99999",
  "host:",
  "host: x\r\naccept: ;;;",
  "host: x\r\naccept-version: ^^9",
  "host: x\r\naccept-encoding: ;q=,\u0001",
  "host: x\r\naccept-language: ;;,,",
  "host: x\r\nif-none-match: *",
  "host: x\r\nif-modified-since: never",
  "host: x\r\nexpect: 200-ok",
  "host: x\r\nexpect: 100-continue",
  "host: x\r\nconnection: upgrade\r\nupgrade: websocket",
  "host: x\r\nx-forwarded-for: ,,",
  "host: x\r\ncontent-type: ;",
  "host: x\r\nx-request-id: ",
  "host: x\r\nauthorization: Bearer",
  `host: x\r\n${"a: b\r\n".repeat(100)}c: d`,
])("a request with the header %j is answered", async (header) => {
  for (const line of [
    "GET /tab",
    "GET /tab/assets/main-1a2b.js",
    "GET /api/dish/soup",
    "GET /open/dish/feed",
  ])
    for (const more of ["", "range: bytes=5-2\r\n"])
      expect(await raw(`${line} HTTP/1.1\r\n${header}\r\n${more}connection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 [1-5]/,
      );
});

test("a handler of its own, at each stage of its answer", async () => {
  const stages: Record<string, (response: ServerResponse) => unknown> = {
    "/before": () => {
      throw new Error("at once");
    },
    "/later": () => Promise.reject(new Error("later")),
    "/head": async (response) => {
      response.writeHead(200, { "content-length": 10 });
      throw new Error("after the head");
    },
    "/body": async (response) => {
      response.write("half");
      throw new Error("in the middle");
    },
    "/ended": async (response) => {
      response.end("whole");
      throw new Error("after the end");
    },
    "/gone": async (response) => {
      response.destroy();
      throw new Error("nobody listens");
    },
  };
  const own = createServer((request, response) => {
    const stage = stages[request.url ?? ""];
    void guarded(request, response, { name: "own", log }, () => stage?.(response) ?? response.end("fine"));
  });
  await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
  const address = own.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const answered = (path: string) =>
    fetch(url + path).then(
      (response) =>
        response.text().then(
          (text) => `${response.status} ${text}`,
          () => "broken off",
        ),
      () => "broken off",
    );

  expect(await answered("/before")).toMatch(/^500 .*"code":"broken"/);
  expect(await answered("/later")).toMatch(/^500 .*"code":"broken"/);
  expect(await answered("/head")).toBe("broken off");
  expect(await answered("/body")).toBe("broken off");
  expect(await answered("/ended")).toBe("200 whole");
  expect(await answered("/gone")).toBe("broken off");
  expect(await answered("/")).toBe("200 fine");
  await new Promise((resolve) => own.close(resolve));
});

const read = (path: string) =>
  fetch(server.url + path)
    .then((response) => response.text())
    .catch(() => undefined);

/** As it is written: fetch would put an address right. */
function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    let answer = "";
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("close", () => resolve(answer));
    socket.write(request);
  });
}

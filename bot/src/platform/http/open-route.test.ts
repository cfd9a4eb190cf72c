import { createHash } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Unauthorised } from "#platform/auth/signed-in.ts";
import type { OpenAnswer, OpenRoute } from "#platform/feature.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { createLog } from "#platform/telemetry/log.ts";
import { type Server, startServer } from "./server.ts";

let server: Server;
const logged: string[] = [];
const asked: Record<string, string>[] = [];
const link = "https://meet.example/l/1?a=ä b";

const answers: Record<string, (locale: string) => OpenAnswer> = {
  link: () => ({ redirect: link }),
  http: () => ({ redirect: "http://meet.example/" }),
  script: () => ({ redirect: "javascript:alert(1)" }),
  relative: () => ({ redirect: "//evil.example" }),
  split: () => ({ redirect: "https://meet.example/\r\nset-cookie: a=1" }),
  page: (locale) => ({
    title: `Kaffe <${locale}>`,
    text: "Först & främst.\n\n</p><script>alert('1')</script>",
  }),
  none: () => {
    throw new NotFound();
  },
  full: () => {
    throw new Refusal("full", { seats: 12 });
  },
  bug: () => {
    throw new Error("secret of the kitchen");
  },
};

const openRoutes: OpenRoute[] = [
  {
    path: "/kaffe/:name/join",
    about: "Answers as its name says.",
    async handle({ params, locale, t }) {
      asked.push({ ...params, full: t("full", { seats: 1 }) });
      const { name = "" } = params;
      if (!Object.hasOwn(answers, name)) throw new NotFound();
      return answers[name]?.(locale) ?? { title: "", text: "" };
    },
  },
  {
    path: "/kaffe/:name/calendar.ics",
    about: "A calendar.",
    handle: async () => ({
      fileName: "kaffe å\ud800.ics",
      contentType: "text/calendar; charset=utf-8",
      text: "BEGIN:VCALENDAR",
    }),
  },
  {
    path: "/kaffe/:name/seats.csv",
    about: "A file.",
    handle: async () => ({ fileName: "seats.csv", contentType: "text/csv", text: "12" }),
  },
];

const kaffe = {
  name: "kaffe",
  texts: {
    sv: { full: "De {seats} platserna är slut." },
    fi: { full: "Kaikki {seats} paikkaa on varattu." },
    en: { full: "All {seats} seats are taken." },
  },
  openRoutes,
};

const start = () =>
  startServer({
    port: 0,
    host: "127.0.0.1",
    features: [kaffe],
    signIn: async () => {
      throw new Unauthorised("header");
    },
    messages: async () => ({ status: 200 }),
    ready: async () => ({ ok: true, detail: {} }),
    log: createLog((line) => void logged.push(line)),
  });

beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());
beforeEach(() => {
  asked.length = 0;
  logged.length = 0;
});

const open = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(`${server.url}/open${path}`, { method, headers, redirect: "manual" });

test("a link leads on to where it points now, and tells nobody where from", async () => {
  const response = await open("/kaffe/link/join");

  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toBe("https://meet.example/l/1?a=%C3%A4%20b");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(response.headers.get("x-robots-tag")).toBe("noindex");
});

test.for(["http", "script", "relative"])("a link never leads to what is not https: %s", async (name) => {
  const response = await open(`/kaffe/${name}/join`);

  expect(response.status).toBe(500);
  expect(response.headers.get("location")).toBeNull();
});

test("a link's address can't end its header", async () => {
  const { headers } = await open("/kaffe/split/join");

  expect(headers.get("location")).toBe("https://meet.example/set-cookie:%20a=1");
  expect(headers.get("set-cookie")).toBeNull();
});

test.for([
  ["fi-FI, en;q=0.5", "fi"],
  ["de, en-US;q=0.8", "en"],
  ["de", "sv"],
] as const)("a page is in the reader's language: %s", async ([language, locale]) => {
  const response = await open("/kaffe/page/join", { "accept-language": language });

  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await response.text()).toContain(`<html lang="${locale}">`);
});

test("a page shows words as they were written, and runs nothing but its own style", async () => {
  const response = await open("/kaffe/page/join");
  const html = await response.text();

  expect(html).toContain("<h1>Kaffe &lt;sv&gt;</h1>");
  expect(html).toContain("<p>Först &amp; främst.</p>");
  expect(html).toContain("<p>&lt;/p&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;</p>");
  expect(html).toContain("color-scheme:light dark");
  expect(html).not.toContain("<script");
  const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  expect(response.headers.get("content-security-policy")).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
});

test("a calendar is read where it is, with its name for whoever saves it", async () => {
  const response = await open("/kaffe/feed/calendar.ics");

  expect(await response.text()).toBe("BEGIN:VCALENDAR");
  expect(response.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(response.headers.get("content-disposition")).toBe(
    `inline; filename="kaffe_.ics"; filename*=UTF-8''kaffe%20%C3%A5%EF%BF%BD.ics`,
  );
});

test("any other file is one to save", async () => {
  const { headers } = await open("/kaffe/file/seats.csv");

  expect(headers.get("content-disposition")).toMatch(/^attachment; filename="seats.csv"/);
});

test.for([
  ["/kaffe/none/join", 404],
  ["/kaffe/constructor/join", 404],
  ["/kaffe/__proto__/join", 404],
  ["/kaffe/..%2f..%2fetc%2fpasswd/join", 404],
  ["/kaffe/a%00b/join", 404],
  ["/kaffe/%F0%9F%92%A9/join", 404],
  [`/kaffe/${"x".repeat(2_000)}/join`, 404],
  ["/kaffe/%E0%A4%A/join", 404],
  ["/kaffe//join", 404],
  ["/kaffe", 404],
  ["/nothing?title=<script>alert(1)</script>", 404],
] as const)("%s leads nowhere, and says so in plain words", async ([path, status]) => {
  const response = await open(path, { "accept-language": "en" });
  const html = await response.text();

  expect(response.status).toBe(status);
  expect(html).toContain("<h1>This link leads nowhere</h1>");
  expect(html).not.toMatch(/script|passwd|Error/);
});

test("an expected no is told in the feature's words and the reader's language", async () => {
  const response = await open("/kaffe/full/join", { "accept-language": "fi" });

  expect(response.status).toBe(409);
  expect(await response.text()).toContain("<p>Kaikki 12 paikkaa on varattu.</p>");
});

test.for([
  ["?lang=fi", "en", "Kaikki 12"],
  ["?lang=xx", "fi", "Kaikki 12"],
] as const)(
  "the address %s decides before what the reader's program says, where it names a language of ours",
  async ([query, accepted, said]) => {
    const response = await open(`/kaffe/full/join${query}`, { "accept-language": accepted });
    expect(await response.text()).toContain(said);
  },
);

test("a bug tells an id and nothing else", async () => {
  const response = await open("/kaffe/bug/join", { "accept-language": "en" });
  const html = await response.text();

  expect(response.status).toBe(500);
  const bug = logged.find((line) => line.includes('"bug"')) ?? "";
  expect(html).toContain(JSON.parse(bug).errorId);
  expect(html + logged.join()).not.toContain("kitchen");
});

test("whoever only looks ahead at a link does not open it", async () => {
  const response = await open("/kaffe/link/join", {}, "HEAD");

  expect(response.status).toBe(200);
  expect(response.headers.get("location")).toBeNull();
  expect(asked).toEqual([]);
});

test.for(["POST", "PUT", "DELETE"])("%s opens nothing", async (method) => {
  expect((await open("/kaffe/link/join", {}, method)).status).toBe(405);
  expect(asked).toEqual([]);
});

test("what is logged names the kind of link, and not the link", async () => {
  await open("/kaffe/my-secret-token/join");

  expect(logged.join()).toContain("GET /open/kaffe/:name/join");
  expect(logged.join()).not.toContain("my-secret-token");
});

test("a whole municipality at one address is let in, a flood is not, and the api waits for neither", async () => {
  const busy = await start();
  const port = Number(new URL(busy.url).port);

  const answered = await flood(port, "/open/kaffe/link/join", 1_500);

  const statuses = [...answered.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
  expect(statuses).toHaveLength(1_500);
  expect(statuses.slice(0, 1_000).every((status) => status === 302)).toBe(true);
  expect(statuses).toContain(429);
  expect(answered).toMatch(/^retry-after: 10\r$/im);
  expect((await fetch(`${busy.url}/api/openapi.json`)).status).toBe(200);
  await busy.close();
});

test("the document of the routes says that these need no sign-in", async () => {
  const document = await (await fetch(`${server.url}/api/openapi.json`)).json();

  expect(document.paths["/open/kaffe/{name}/join"].get).toMatchObject({
    summary: "Answers as its name says.",
    security: [],
    parameters: [{ name: "name", in: "path" }],
  });
});

/** Many requests on one connection, one after the other, without waiting for their answers. */
function flood(port: number, path: string, count: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("close", () => resolve(text));
    const request = `GET ${path} HTTP/1.1\r\nhost: x\r\n`;
    socket.write(`${request}\r\n`.repeat(count - 1));
    socket.write(`${request}connection: close\r\n\r\n`);
  });
}

import { expect, test } from "vitest";
import type { SignedIn } from "#platform/auth/signed-in.ts";
import type { Download, OpenAnswer } from "#platform/feature.ts";
import type { ApiFeature } from "#platform/http/api.ts";
import { startServer } from "#platform/http/server.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { createLog } from "#platform/telemetry/log.ts";
import { fileLinks } from "./file-links.ts";
import { fileRoutes } from "./file-routes.ts";

const anna: SignedIn = { tenantId: "t", id: "a", name: "Anna", roles: ["Reader"] };
const file: Download = { fileName: "a.csv", contentType: "text/csv", text: "1;2" };
const key = (fill: number) => async () => new Uint8Array(32).fill(fill);

const reports: ApiFeature = {
  name: "reports",
  texts: { sv: { closed: "Stängd." }, fi: { closed: "Suljettu." }, en: { closed: "Closed." } },
  routes: [
    {
      method: "GET",
      path: "/reports/:id.csv",
      about: "",
      role: "Reader",
      handle: async () => file,
    },
    {
      method: "GET",
      path: "/reports/:id/file",
      about: "",
      role: "Reader",
      async handle({ person, params, query, locale }) {
        if (params.id === "closed") throw new Refusal("closed");
        return { ...file, text: [person.name, params.id, query.by, locale].join(";") };
      },
    },
    { method: "GET", path: "/reports/:id", about: "", role: "Reader", handle: async () => ({ secret: 1 }) },
    { method: "GET", path: "/secrets", about: "", role: "Admin", handle: async () => file },
    { method: "POST", path: "/reports/file", about: "", role: "Reader", handle: async () => file },
  ],
};

function begin(links = fileLinks(key(1), { now: () => now })) {
  const { routes = [], openRoutes = [] } = fileRoutes([reports], links);
  const asked = (path: string, person = anna) => {
    const given = { person, input: { path }, params: {}, query: {}, locale: "fi", t: String, token: "" };
    return routes[0]?.handle(given as never) as Promise<{ address: string }>;
  };
  const open = (address: string) =>
    openRoutes[0]?.handle({
      params: {},
      query: { ticket: address.split("=")[1] ?? "" },
      locale: "sv",
      t: String,
    }) as Promise<OpenAnswer | Download>;
  return { asked, open };
}
let now = new Date("2026-11-30T10:00:00Z");

test("a file is had by its address, as the person and in the language that asked for it", async () => {
  const { asked, open } = begin();
  const { address } = await asked("/reports/1/file?by=unit");

  expect(address).toMatch(/^\/open\/files\?ticket=[\w-]+$/);
  for (let times = 0; times < 2; times++)
    expect(await open(address)).toMatchObject({ text: "Anna;1;unit;fi", fileName: "a.csv" });
});

test("the address is good for five minutes, on every replica and nowhere else", async () => {
  const { asked, open } = begin();
  const { address } = await asked("/reports/1/file");

  expect(await begin(fileLinks(key(1), { now: () => now })).open(address)).toMatchObject({
    fileName: "a.csv",
  });
  await expect(begin(fileLinks(key(2), { now: () => now })).open(address)).rejects.toThrow(NotFound);
  now = new Date("2026-11-30T10:05:00Z");
  await expect(open(address)).rejects.toThrow(NotFound);
  now = new Date("2026-11-30T10:00:00Z");
});

test("a changed or made-up address opens nothing", async () => {
  const { asked, open } = begin();
  const { address } = await asked("/reports/1/file");
  const at = address.length - 20;
  const changed = address.slice(0, at) + (address[at] === "A" ? "B" : "A") + address.slice(at + 1);

  for (const each of [changed, `${address}AA`, address.slice(0, -8), "/open/files", "/open/files?ticket=x"])
    await expect(open(each)).rejects.toThrow(NotFound);
});

test("an address is for files, and for what the person may have", async () => {
  const { asked, open } = begin();

  for (const path of ["/reports/file", "/nothing", "/open/files/1", "/reports/1/file/more"])
    await expect(asked(path).then(({ address }) => open(address))).rejects.toThrow(NotFound);
  await expect(asked("/secrets")).rejects.toThrow();
  await expect(asked("/reports/1").then(({ address }) => open(address))).rejects.toThrow(NotFound);
});

test("what the file's own route refuses is said on a page, in its words", async () => {
  const { asked, open } = begin();

  expect(await open((await asked("/reports/closed/file")).address)).toMatchObject({ text: "Suljettu." });
});

test("nothing of the person stands in the address for others to read", async () => {
  const { address } = await begin().asked("/reports/1/file");

  expect(Buffer.from(address.split("=")[1] ?? "", "base64url").toString("latin1")).not.toContain("Anna");
});

test("through the server a file is saved by its address alone, and a failed sign-in is taken down by its reason", async () => {
  const logged: string[] = [];
  const server = await startServer({
    port: 0,
    host: "127.0.0.1",
    features: [reports],
    signIn: async () => anna,
    messages: async () => ({ status: 200 }),
    ready: async () => ({ ok: true, detail: {} }),
    log: createLog((line) => void logged.push(line)),
  });
  try {
    const asked = await fetch(`${server.url}/api/files`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer x" },
      body: JSON.stringify({ path: "/reports/1/file" }),
    });
    const { address } = (await asked.json()) as { address: string };
    const file = await fetch(server.url + address);
    expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="a.csv"/);
    expect(await file.text()).toBe("Anna;1;;sv");
    expect((await fetch(`${server.url}${address}AAAA`)).status).toBe(404);

    for (const reason of ["resourceDisabled", "Anna"])
      expect((await fetch(`${server.url}/open/sign-in-failures/${reason}`, { method: "POST" })).status).toBe(
        204,
      );
    const said = logged.map((line) => JSON.parse(line)).filter(({ name }) => name === "tab/no-token");
    expect(said.map(({ outcome }) => outcome)).toEqual(["resourceDisabled", "other"]);
    expect(logged.join()).not.toMatch(/Anna|ticket=/);
  } finally {
    await server.close();
  }
});

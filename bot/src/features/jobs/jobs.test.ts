import { beforeEach, expect, test } from "vitest";
import { openParked } from "#platform/jobs/parked.ts";
import { NotFound } from "#platform/refusal.ts";
import { anna, bo, stranger, type TestApp, testApp } from "#test/harness/harness.ts";
import { parkedWork } from "./contract.ts";

let app: TestApp;
const ofAnna = body("surveys/audience", { tenantId: anna.tenantId, surveyId: crypto.randomUUID() });

beforeEach(async () => {
  app = await testApp("2026-11-23T08:00:00Z");
});

function body(job: string, work: object): string {
  return JSON.stringify({ job, work });
}

const park = (id: string, text: string) =>
  openParked(app.store.tables).put({ id, body: text, attempts: 30 }, new TypeError("Anna wrote this"));

test("work that was given up is shown to administrators by its name, and nothing of what it is about", async () => {
  await park("1", ofAnna);

  const listed = await app.ask(anna, ["Admin"], "GET", "/jobs/parked");

  expect(listed).toEqual({
    work: [
      {
        id: "1",
        job: "surveys/audience",
        attempts: 30,
        reason: "TypeError",
        what: expect.any(String),
        at: expect.any(String),
      },
    ],
  });
  expect(JSON.stringify(listed)).not.toContain("Anna");
});

test("whatever work the app has, an administrator reads in their language what did not happen", async () => {
  const names = [...app.jobs.keys()];
  for (const [at, job] of names.entries()) await park(String(at), body(job, { tenantId: anna.tenantId }));
  await park("unknown", body("tea/brew", { tenantId: anna.tenantId }));

  for (const [locale, unknown] of [
    ["sv", "Ett arbete som appen inte längre känner till"],
    ["fi", "Työ, jota sovellus ei enää tunne"],
    ["en", "Work that the app no longer knows"],
  ] as const) {
    const { work } = parkedWork.parse(
      await app.ask(anna, ["Admin"], "GET", "/jobs/parked", undefined, locale),
    );
    const told = Map.groupBy(work, ({ what }) => what);

    expect(told.get(unknown)?.map(({ job }) => job)).toEqual(["tea/brew"]);
    expect(told.size).toBe(names.length + 1);
  }
});

test("it is begun again once, and is then no longer listed", async () => {
  await park("1", ofAnna);

  expect(await app.ask(anna, ["Admin"], "POST", "/jobs/parked/1/retries")).toEqual({ work: [] });
  await expect(app.ask(anna, ["Admin"], "POST", "/jobs/parked/1/retries")).rejects.toThrow(NotFound);
  await app.work();
  expect(app.failures).toEqual([]);
});

test("what the sending engine gave up is begun again like the rest", async () => {
  await park("1", body("sending/chunk", { tenantId: anna.tenantId, id: "gone", chunk: 0 }));

  await app.ask(anna, ["Admin"], "POST", "/jobs/parked/1/retries");
  await app.work();

  expect(app.failures).toEqual([]);
});

test("another organisation's work is not there; what belongs to none is everybody's", async () => {
  await park("1", ofAnna);
  await park("2", body("app/tidy", {}));
  await park("3", "{");

  expect(await app.ask(stranger, ["Admin"], "GET", "/jobs/parked")).toMatchObject({
    work: [
      { id: "2", job: "app/tidy" },
      { id: "3", job: "unreadable" },
    ],
  });
  await expect(app.ask(stranger, ["Admin"], "POST", "/jobs/parked/1/retries")).rejects.toThrow(NotFound);
  for (const id of ["3", "none", "__proto__", "a%2Fb"])
    await expect(app.ask(anna, ["Admin"], "POST", `/jobs/parked/${id}/retries`)).rejects.toThrow(NotFound);
  expect(await app.ask(anna, ["Admin"], "GET", "/jobs/parked")).toMatchObject({ work: [{}, {}, {}] });
});

test.for([[], ["Reader"], ["Organiser"]] as const)("%j neither sees nor begins it", async (roles) => {
  await park("1", ofAnna);

  await expect(app.ask(bo, [...roles], "GET", "/jobs/parked")).rejects.toThrow("403");
  await expect(app.ask(bo, [...roles], "POST", "/jobs/parked/1/retries")).rejects.toThrow("403");
  expect(await openParked(app.store.tables).count()).toBe(1);
});

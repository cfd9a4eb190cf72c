import { beforeEach, expect, test } from "vitest";
import { coffeeAccess } from "#features/coffee/attendance/access.ts";
import { attending } from "#features/coffee/attendance/attendance.ts";
import { askedSession } from "#features/coffee/attendance/requested-session.ts";
import type { Moderation, QuestionBox as QuestionBoxView } from "#features/coffee/contract.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { coffeeStore } from "#features/coffee/series/store.ts";
import type { Role } from "#platform/auth/role.ts";
import type { Asked } from "#platform/feature.ts";
import type { Person } from "#platform/teams/turn.ts";
import { running, seriesId } from "#test/harness/coffee.ts";
import { anna, bo, channel, type TestApp, testApp } from "#test/harness/harness.ts";
import { type QuestionBox, questionBox } from "./question-box.ts";
import { type HandOver, questionApi } from "./question-routes.ts";

/* Questions handed over as cases of advice: nobody takes them in the app yet, so here somebody does. */

let app: TestApp;
let box: QuestionBox;
let kaffe: Session;
let taken: Parameters<HandOver>[];
let takes: () => Promise<void>;
const january = "2027-01-14";

beforeEach(async () => {
  app = await testApp("2026-12-24T08:00:00Z");
  await running(app, {}, [channel], [anna, bo]);
  box = questionBox({ tables: app.store.tables, keys: app.keys, clock: app.clock });
  kaffe = await coffeeStore(app.store.tables).findSession(anna.tenantId, seriesId, january);
  taken = [];
  takes = async () => undefined;
});

async function asked(text: string, anonymous: boolean): Promise<string> {
  const id = crypto.randomUUID();
  await box.ask(kaffe, bo, { id, text, anonymous });
  return id;
}

/** Through the route, as Anna who organises the coffee. */
async function handOver(
  question: string,
  person: Person & { roles: Role[] } = { ...anna, roles: ["Organiser"] },
) {
  const store = coffeeStore(app.store.tables);
  const people = attending({ tables: app.store.tables, store, clock: app.clock });
  const routes = questionApi({
    asked: askedSession(store, coffeeAccess({ isInOne: async () => true }, people)),
    box,
    async handOver(...given) {
      taken.push(given);
      await takes();
    },
  });
  const route = routes.find(({ path }) => path.endsWith("/handover"));
  if (!route) throw new Error("Nothing can be handed over.");
  const params = { id: seriesId, date: january, question };
  const asking: Pick<Asked, "person" | "params"> = { person, params };
  return (await route.handle(asking as Asked<never>)) as QuestionBoxView;
}

const stands = async (id: string) => (await box.all(kaffe)).find((one) => one.id === id);

test("a question is handed over whole, with its author's name where they gave it", async () => {
  const id = await asked("Hur tolkas lagen?", false);
  await box.vote(kaffe, anna, id, true);

  const seen = await handOver(id);

  const author = { id: bo.id, name: "Bo" };
  const { tenantId } = anna;
  expect(taken).toEqual([
    [
      { tenantId, seriesId, date: january, questionId: id, text: "Hur tolkas lagen?", votes: 1, author },
      expect.objectContaining(anna),
    ],
  ]);
  expect(seen).toMatchObject({ mayHandOver: true, questions: [{ id, handedOver: true, state: "open" }] });
});

test("who asked anonymously stays unknown to whoever takes the question", async () => {
  await handOver(await asked("Får man säga nej?", true));

  expect(taken).toMatchObject([[{ text: "Får man säga nej?", author: null }, anna]]);
  expect(JSON.stringify(taken)).not.toMatch(new RegExp(`${bo.id}|Bo`));
});

test("handed over twice, it is taken once", async () => {
  const id = await asked("Hur tolkas lagen?", true);

  await handOver(id);
  expect((await handOver(id)).questions).toMatchObject([{ id, handedOver: true }]);
  expect(taken).toHaveLength(1);
});

test.for<Moderation>([
  { deed: "answer", answer: "Ja." },
  { deed: "withhold", reason: "personal" },
])("a question that is settled is not handed over: $deed", async (deed) => {
  const id = await asked("Hur tolkas lagen?", true);
  await box.moderate(kaffe, id, deed);

  await expect(handOver(id)).rejects.toThrow("alreadySettled");
  expect(taken).toEqual([]);
  expect(await stands(id)).toMatchObject({ handedOver: false });
});

test("where it was not taken nothing has changed, and it can be handed over again", async () => {
  const id = await asked("Hur tolkas lagen?", true);
  const before = await stands(id);
  takes = () => Promise.reject(new Error("unreachable"));

  await expect(handOver(id)).rejects.toThrow("unreachable");
  expect(await stands(id)).toEqual(before);

  takes = async () => undefined;
  expect((await handOver(id)).questions).toMatchObject([{ handedOver: true }]);
});

test("neither a question that is not there nor one that a person may not moderate is handed over", async () => {
  const id = await asked("Hur tolkas lagen?", true);

  await expect(handOver(crypto.randomUUID())).rejects.toThrow("unknownQuestion");
  await expect(handOver(id, { ...bo, roles: [] })).rejects.toThrow("unknownSession");
  expect(taken).toEqual([]);
});

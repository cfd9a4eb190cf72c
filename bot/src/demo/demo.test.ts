import { expect, test } from "vitest";
import type { CoffeeList, QuestionBox } from "#features/coffee/contract.ts";
import type { TopicList } from "#features/forum/contract.ts";
import type { Results } from "#features/surveys/contract.ts";
import { demoPeople } from "#platform/local/people.ts";
import { Refusal } from "#platform/refusal.ts";
import { anna, channel, respondent, testApp } from "#test/harness/harness.ts";
import { organise } from "#test/harness/surveys.ts";
import { DemoIncomplete, fillDemo, showPulse } from "./demo.ts";
import { closedSurveys, openPulse } from "./surveys.ts";

const [customers, helsinki] = closedSurveys;

test("the demo's figures are what its ballots say: the customer survey's and Helsinki's", async () => {
  const app = await filled();

  const results = await organise(app).results(customers?.id ?? "");
  expect(results.release).toMatchObject({ respondents: 347, final: true });
  expect(shares(results, "utveckling")).toEqual({ better: 25, same: 64, worse: 11 });

  const scales = results.questions
    .filter(({ type }) => type === "scale")
    .map(({ id }) => ({ id, mean: mean(results, id) }));
  expect(scales.toSorted((a, b) => b.mean - a.mean)[0]?.id).toBe("fortroende");
  const services = scales.filter(({ id }) => id.startsWith("viktig-"));
  expect(services.map(({ id }) => id)).toEqual(
    services.toSorted((a, b) => b.mean - a.mean).map(({ id }) => id),
  );
  expect(mean(results, "viktig-natverk")).toBe(mean(results, "viktig-information"));

  const city = await organise(app).results(helsinki?.id ?? "");
  const group = city.release?.questions
    .find(({ id }) => id === "samarbete")
    ?.tables[0]?.blocks.find(({ groups }) => groups.includes("helsingfors"));
  expect(group).toMatchObject({ groups: ["helsingfors"], figures: { shown: "exact", n: 49 } });
  expect(group?.figures.shares?.find(({ key }) => key === "better")).toMatchObject({ count: 27, share: 55 });
});

test("a pulse is open in the channel, its card is posted again on request, and filling the demo again changes nothing", async () => {
  const app = await filled();
  const before = app.teams.sent.length;

  await fillDemo(doorOf(app), app.clock.now());
  await app.work();
  expect(app.teams.sent).toHaveLength(before);
  // One place takes so many cards a minute.
  app.setTime("2026-11-23T08:01:00Z");
  await showPulse(doorOf(app), app.clock.now());
  await app.work();

  expect(await organise(app).view(openPulse.id)).toMatchObject({ state: "open" });
  expect(app.teams.sent).toHaveLength(before + 1);
});

test("a coffee is invited to, with answers and questions, and filling the demo again changes nothing", async () => {
  const app = await filled();
  await fillDemo(doorOf(app), app.clock.now());

  const list = (await app.ask(anna, ["Admin"], "GET", "/coffee")) as CoffeeList;
  const [next] = list.sessions;
  expect(next).toMatchObject({
    date: "2026-12-10",
    state: "invited",
    heads: { yes: 11, maybe: 4, waiting: 0 },
    theme: { sv: "Kundenkätens resultat" },
  });
  const path = `/coffee/series/${next?.seriesId}/sessions/${next?.date}/questions`;
  const { questions } = (await app.ask(anna, ["Admin"], "GET", path)) as QuestionBox;
  expect(questions.map(({ votes }) => votes)).toEqual([7, 4, 2]);
});

test("the network has members and somebody who waits, terms, talk and a translation, and filling the demo again changes nothing", async () => {
  const app = await filled();
  await fillDemo(doorOf(app), app.clock.now());
  await app.work();
  const ask = (path: string) => app.ask(anna, ["Admin"], "GET", path);

  expect(await ask("/network")).toMatchObject({ members: 3, requests: 1 });
  expect(await ask("/glossary")).toMatchObject({ concepts: 20, waiting: { proposals: 0 } });
  expect(await ask("/glossary/concepts?q=budjetin")).toMatchObject({ total: 1 });
  const { topics } = (await ask("/forum/topics")) as TopicList;
  expect(topics.map(({ posts, isSolved }) => [posts, isSolved]).toSorted()).toEqual([
    [1, false],
    [2, false],
    [2, true],
  ]);
  expect(await ask("/translations?view=open")).toMatchObject({
    orders: [{ from: "sv", to: "fi", count: 7 }],
  });
});

test("a conflict is met again, with an end, and keeps no other part from being filled", async () => {
  const app = await testApp("2026-11-23T08:00:00Z");
  const door = doorOf(app);
  const asked: string[] = [];
  const pauses: number[] = [];
  const pause = async (ms: number) => void pauses.push(ms);
  const whole: string[] = [];
  const fill = async (name: string) => void whole.push(name);
  const failing = (path: RegExp, times: number): Door => ({
    ...door,
    async ask(method, at, ...more) {
      if (method !== "GET") asked.push(at);
      if (method === "PUT" && path.test(at) && times-- > 0) throw new Refusal("changedMeanwhile");
      return door.ask(method, at, ...more);
    },
  });

  const once = await fillDemo(failing(/sessions/, 1), app.clock.now(), { pause, fill });
  expect(once).toBeUndefined();
  expect(whole).toEqual(["surveys", "pulse", "coffee", "network"]);
  expect(pauses).toEqual([1_000]);

  const other = await testApp("2026-11-23T08:00:00Z");
  Object.assign(door, doorOf(other));
  whole.length = 0;
  pauses.length = 0;
  const never = fillDemo(failing(/sessions/, 1_000), other.clock.now(), { pause, fill });
  await expect(never).rejects.toThrow(DemoIncomplete);
  await expect(never).rejects.toMatchObject({ parts: [{ name: "coffee" }] });
  expect(pauses).toEqual([1_000, 2_000, 3_000, 4_000]);
  expect(whole).toEqual(["surveys", "pulse", "network"]);

  // The next start fills what is missing, and makes nothing of the rest again.
  asked.length = 0;
  await fillDemo(failing(/sessions/, 0), other.clock.now(), { pause, fill, filled: new Set(whole) });
  expect(whole).toEqual(["surveys", "pulse", "network", "coffee"]);
  expect(asked.filter((path) => !path.startsWith("/coffee"))).toEqual([]);
});

test("somebody who answers while the coffee is being filled does not leave it empty", async () => {
  const app = await testApp("2026-11-23T08:00:00Z");
  const door = doorOf(app);
  const quick: Door = {
    ...door,
    async posted(path) {
      await door.posted(path);
      if (path.startsWith("/coffee"))
        await app.ask(anna, ["Admin"], "PUT", `${path}/answer`, {
          answer: "yes",
          scope: "session",
          showName: false,
        });
    },
  };
  await fillDemo(quick, app.clock.now());
  await fillDemo(door, app.clock.now());

  const { sessions } = (await app.ask(anna, ["Admin"], "GET", "/coffee")) as CoffeeList;
  expect(sessions[0]).toMatchObject({ heads: { yes: 12, maybe: 4 } });
});

type Door = Parameters<typeof fillDemo>[0];

async function filled() {
  const app = await testApp("2026-11-23T08:00:00Z");
  await fillDemo(doorOf(app), app.clock.now());
  await app.work();
  return app;
}

const doorOf = (app: Awaited<ReturnType<typeof testApp>>): Parameters<typeof fillDemo>[0] => ({
  placeId: channel.id,
  arrive: async () => void (await app.tell({ kind: "seen", place: channel })),
  ask: async (method, path, input, personId) => {
    const [first, ...others] = demoPeople;
    const other = others.find(({ id }) => id === personId);
    const who = other ? { tenantId: anna.tenantId, id: other.id, name: other.name } : anna;
    return (await app.ask(who, [...((other ?? first)?.roles ?? [])], method, path, input)) as never;
  },
  posted: () => app.work(),
  async until(isSo) {
    await app.work();
    expect(await isSo()).toBe(true);
  },
  async press(number, kind, verb, data) {
    if (kind === "action") await app.press(respondent(number), verb, data);
    else if (verb === "surveys/page")
      expect(await app.page(respondent(number), verb, data)).toEqual({ notice: "Tack för ditt svar!" });
    else await app.page(respondent(number), verb, data);
  },
});

function shares(results: Results, id: string) {
  const total = results.release?.questions.find((question) => question.id === id)?.total;
  return total?.shown === "exact"
    ? Object.fromEntries((total.shares ?? []).map(({ key, share }) => [key, share]))
    : undefined;
}

function mean(results: Results, id: string): number {
  const total = results.release?.questions.find((question) => question.id === id)?.total;
  return total?.shown === "exact" ? (total.mean?.value ?? 0) : 0;
}

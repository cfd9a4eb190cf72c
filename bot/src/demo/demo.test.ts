import { expect, test } from "vitest";
import type { CoffeeList, QuestionBox } from "#features/coffee/contract.ts";
import type { TopicList } from "#features/forum/contract.ts";
import type { Results } from "#features/surveys/contract.ts";
import { demoPeople } from "#platform/local/people.ts";
import { anna, channel, respondent, testApp } from "#test/harness/harness.ts";
import { organise } from "#test/harness/surveys.ts";
import { fillDemo, showPulse } from "./demo.ts";
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

import { expect, test } from "vitest";
import { organiseCoffee, running, seriesId } from "#test/harness/coffee.ts";
import { anna, bo, channel, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";
import { david, handedIn, translators, working } from "#test/harness/translations.ts";
import type { OrderStates } from "./contract.ts";

const christmas = "2026-12-24T08:00:00Z";
const january = "2027-01-14";
const wish = { to: ["fi"], neededBy: null, note: "" };
const series = `/coffee/series/${seriesId}/translations`;
const session = `/coffee/series/${seriesId}/sessions/${january}/translations`;

const asked = async (app: TestApp, path: string) => {
  const { orders } = (await app.ask(anna, ["Organiser"], "POST", path, wish)) as OrderStates;
  return orders[0]?.id ?? "";
};

async function done(app: TestApp, id: string, texts: Record<string, string>) {
  await handedIn(app, id, texts);
  await working(app, david).approve(id);
  await app.work();
}

test("a running series' description comes back translated", async () => {
  const app = await testApp(christmas);
  await translators(app);
  const organiser = organiseCoffee(app);
  await organiser.write({ about: { sv: "Varje månad.", fi: "", en: "" } });

  await done(app, await asked(app, series), { about: "Joka kuukausi." });

  expect((await organiser.series()).draft.about).toEqual({
    sv: "Varje månad.",
    fi: "Joka kuukausi.",
    en: "",
  });
});

test("a session's theme and agenda come back translated, and the card in the channel says so", async () => {
  const app = await testApp(christmas);
  await translators(app);
  const organiser = await running(app);
  await app.places.setLocale(channel, "fi");
  await organiser.change(january, {
    theme: { sv: "Budgeten", fi: "", en: "Budget" },
    agenda: { sv: "Läget", fi: "", en: "" },
  });
  await app.at("2027-01-07T07:00:01Z");

  const id = await asked(app, session);
  expect((await working(app, david).order(id)).texts.map(({ about }) => about)).toEqual(["Tema", "Agenda"]);
  await done(app, id, { theme: "Talousarvio", agenda: "Tilanne" });

  const { draft } = await organiser.session(january);
  expect(draft).toMatchObject({
    theme: { fi: "Talousarvio", en: "Budget" },
    agenda: { sv: "Läget", fi: "Tilanne" },
  });
  const card = app.teams.updated.findLast(({ place }) => place.id === channel.id)?.card;
  expect(textsOf(card ?? { type: "AdaptiveCard" }).join("\n")).toContain("Talousarvio");
});

test("after the session its recap can be asked for, until it has gone out; then the order is taken back by itself", async () => {
  const app = await testApp(christmas);
  await translators(app);
  const organiser = await running(app);
  await app.at("2027-01-07T07:00:01Z");
  await app.at("2027-01-14T08:00:00Z");
  const { version } = await organiser.session(january);
  const themes = { sv: "Vi talade om budgeten.", fi: "", en: "" };
  await organiser.ask("PUT", `/coffee/series/${seriesId}/sessions/${january}/recap`, { version, themes });

  const id = await asked(app, session);
  expect((await working(app, david).order(id)).texts.map(({ key }) => key)).toEqual(["recap"]);
  await app.at("2027-01-15T09:00:00Z");

  expect((await working(app, david).order(id)).state).toBe("withdrawn");
});

test("what an organiser changes at the same time stays", async () => {
  const app = await testApp(christmas);
  await translators(app);
  const organiser = await running(app);
  await organiser.change(january, { theme: { sv: "Budgeten", fi: "", en: "" }, host: "Bo" });
  const id = await asked(app, session);
  await handedIn(app, id, { theme: "Talousarvio" });
  await organiser.change(january, { host: "Anna", theme: { sv: "Budgeten", fi: "", en: "The budget" } });

  await working(app, david).approve(id);
  await app.work();

  expect((await organiser.session(january)).draft).toMatchObject({
    host: "Anna",
    theme: { sv: "Budgeten", fi: "Talousarvio", en: "The budget" },
  });
});

test("only whoever organises the series asks for its translations", async () => {
  const app = await testApp(christmas);
  await translators(app);
  await running(app);
  for (const path of [series, session, session.replace(january, "x")]) {
    for (const method of ["GET", "POST"] as const)
      await expect(app.ask(bo, ["Organiser"], method, path, wish)).rejects.toMatchObject({
        name: "NotFound",
      });
    await expect(app.ask(bo, [], "POST", path, wish)).rejects.toThrow("403");
  }
});

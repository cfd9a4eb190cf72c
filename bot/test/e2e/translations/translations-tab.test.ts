import type { Frame, Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { SessionView } from "#features/coffee/contract.ts";
import type { Draft, SurveyView } from "#features/surveys/contract.ts";
import type { OrderStates, OrderView } from "#features/translations/contract.ts";
import { coffeeDate, weekly } from "#test/e2e/coffee/coffee-routes.ts";
import { patiently } from "#test/e2e/forum/forum-room.ts";
import { barriers, overflow } from "#test/e2e/harness/browser.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { screen } from "#test/e2e/harness/screens.ts";
import { demoTeamId, person } from "#test/e2e/harness/server.ts";

const bed = stage();

/* Anna has written the surveys, and translates from Swedish into Finnish as Demir does. */

const surveys = {
  ordered: "2c7e4b10-8d3f-4a61-9b52-1f0e6d5c4b01",
  changing: "2c7e4b10-8d3f-4a61-9b52-1f0e6d5c4b02",
  returned: "2c7e4b10-8d3f-4a61-9b52-1f0e6d5c4b03",
  lookedAt: "2c7e4b10-8d3f-4a61-9b52-1f0e6d5c4b04",
  inReview: "2c7e4b10-8d3f-4a61-9b52-1f0e6d5c4b05",
  done: "2c7e4b10-8d3f-4a61-9b52-1f0e6d5c4b06",
} as const;
/** Orders to look at, each with all that may be told of it. */
const orders = { lookedAt: "", inReview: "" };

beforeAll(async () => {
  bed.server.connector.setMembers(demoTeamId, [person("Anna").id]);
  for (const id of Object.values(surveys)) await bed.server.write("POST", "/surveys", { id, draft });
  await retitle(surveys.ordered, "Budgeten för alla");
  const [lookedAt, inReview, done] = [
    await handedIn(surveys.lookedAt, "Budjetti lyhyesti", "Anna"),
    await handedIn(surveys.inReview, "Budjetti lyhyesti"),
    await handedIn(surveys.done, "Talousarvio lyhyesti"),
  ];
  Object.assign(orders, { lookedAt, inReview });
  const remark = "Rubriken får gärna vara längre, och budjetti bör bytas ut.";
  await bed.server.write("POST", `/translations/${lookedAt}/return`, { remark }, "Demir");
  await bed.server.write("POST", `/translations/${done}/approval`, {});
  await retitle(surveys.lookedAt, "Nästa års budget i korthet");
});

test("what a survey lacks is ordered, translated with the glossary's help, read by another, and comes back", {
  timeout: 120_000,
}, async () => {
  const anna = await bed.teams({ path: `/surveys/${surveys.ordered}/build` });
  const part = anna.tab.getByRole("region", { name: "Översättningar" });
  await part.getByRole("button", { name: "Be nätverket översätta" }).click();
  await part.getByRole("checkbox", { name: "Till finska", checked: true }).waitFor();
  await part.getByLabel("Behövs senast").fill("2031-05-20");
  await part.getByLabel("Till översättaren").fill("Invånarna läser det här.");
  await screen(anna.page, "translations-ordering");
  expect(await barriers(anna.tab)).toEqual([]);
  await part.getByRole("button", { name: "Skicka beställningen" }).click();
  await part.getByText("Väntar på en översättare").waitFor();
  await expect.poll(() => focused(anna.tab)).toBe("Översättningar");

  const demir = await bed.teams({ path: "/translations", as: "Demir" });
  await demir.tab.getByRole("link", { name: "Budgeten för alla" }).click();
  await demir.tab.getByText("Invånarna läser det här.").waitFor();
  await demir.tab.getByText("behövs senast den 20 maj 2031").waitFor();
  await demir.tab.getByRole("button", { name: "Ta översättningen" }).click();
  await demir.tab.getByText("0 av 3 texter").waitFor();
  await expect.poll(() => focused(demir.tab)).toBe("Budgeten för alla");

  const [title, question] = [textOf(demir.tab, "Rubrik"), textOf(demir.tab, "Fråga 1")];
  await field(title).fill("Lyhyesti:");
  await title.getByRole("button", { name: "Sätt in talousarvio" }).click();
  expect(await field(title).inputValue()).toBe("Lyhyesti: talousarvio");
  expect(await title.getByRole("link", { name: "Budgeten" }).getAttribute("href")).toMatch(/terms\/concepts/);
  await demir.page.keyboard.press("Control+Enter");
  await demir.page.keyboard.type("Mitä mieltä olet: onko budjetti selkeä?");
  await demir.tab.getByText("2 av 3 texter").waitFor();
  await question.getByText("Ordlistan avråder från").waitFor();
  await field(question).fill("Onko talousarvio selkeä?");
  await expect.poll(() => question.getByText("Ordlistan avråder från").count()).toBe(0);

  await demir.tab.getByRole("button", { name: "Lämna in för granskning" }).click();
  await demir.tab.getByRole("status").getByText("1 text är inte översatt än.").waitFor();
  await demir.page.keyboard.type("Mikä jäi epäselväksi?");
  await demir.page.keyboard.press("Control+Enter");
  await expect.poll(() => focused(demir.tab)).toBe("Lämna in för granskning");
  await demir.page.keyboard.press("Enter");
  await demir.tab.getByText("Du har översatt. En annan medlem granskar.").waitFor();
  expect(await demir.tab.getByRole("button", { name: "Godkänn" }).count()).toBe(0);

  await go(anna.tab, "translations");
  await anna.tab.getByRole("link", { name: "Budgeten för alla" }).click();
  expect(await textOf(anna.tab, "Rubrik").getByText("Lyhyesti: talousarvio").getAttribute("lang")).toBe("fi");
  await anna.tab.getByRole("button", { name: "Godkänn" }).click();
  await anna.tab.getByRole("alertdialog").getByRole("button", { name: "Godkänn" }).click();
  await anna.tab.getByText("Översatt av Demir, och granskad.").waitFor();

  const inFinnish = async () =>
    (await bed.server.ask<SurveyView>(`/surveys/${surveys.ordered}`)).draft.title.fi;
  await expect.poll(inFinnish, { timeout: 30_000 }).toBe("Lyhyesti: talousarvio");
  await anna.tab.getByRole("link", { name: "Visa var texterna hör hemma" }).click();
  await go(anna.tab, `surveys/${surveys.ordered}/build`);
  await part.getByText("Klar", { exact: true }).waitFor();
  expect(await part.getByRole("button", { name: "Be nätverket översätta" }).count()).toBe(0);
});

test("what one takes is given back and taken again by undoing; a source that changes meanwhile is told", {
  timeout: 120_000,
}, async () => {
  const id = await ordered(surveys.changing);
  const { page, tab } = await bed.teams({ path: `/translations/${id}`, as: "Demir", allowed: [/409/] });
  await tab.getByRole("button", { name: "Ta översättningen" }).click();
  const title = textOf(tab, "Rubrik");
  await field(title).fill("Talousarvio");
  await tab.getByRole("button", { name: "Lämna tillbaka" }).click();
  await tab.getByText("Ingen har tagit den än.").waitFor();
  await tab.getByRole("button", { name: "Ångra" }).last().click();
  await expect.poll(() => field(title).inputValue()).toBe("Talousarvio");

  await retitle(surveys.changing, "Bokslutet i korthet");
  await field(title).fill("Talousarvio lyhyesti");
  const told = tab.getByRole("alert").filter({ hasText: "Källtexten ändrades medan du skrev." });
  await told.getByText("Rubrik").waitFor();
  await title.getByText("Bokslutet i korthet").waitFor();
  await screen(page, "translations-conflict");
  expect(await barriers(tab)).toEqual([]);
  expect(await title.locator("del").textContent()).toBe("Budgeten i korthet");

  await field(title).fill("Tilinpäätös lyhyesti");
  await told.getByRole("button", { name: "Behåll mitt" }).click();
  await tab.getByText(/^Sparat kl\. \d/).waitFor();
  const { texts, isStale } = await bed.server.ask<OrderView>(`/translations/${id}`, "Demir");
  expect(texts[0]).toMatchObject({ source: "Bokslutet i korthet", translation: "Tilinpäätös lyhyesti" });
  expect(isStale).toBe(false);
});

test("a translation is sent back with a remark, and whoever is outside the network sees none of it", {
  timeout: 120_000,
}, async () => {
  const id = await handedIn(surveys.returned, "Talousarvio lyhyesti");
  const { tab } = await bed.teams({ path: `/translations/${id}` });
  await tab.getByRole("button", { name: "Skicka tillbaka" }).click();
  await tab.getByRole("button", { name: "Skicka tillbaka" }).click();
  await tab.getByRole("alert").getByText("Skriv vad som bör ändras.").waitFor();
  expect(await barriers(tab)).toEqual([]);
  await tab.getByLabel("Vad bör ändras?").fill("Rubriken får gärna vara längre.");
  await tab.getByRole("button", { name: "Skicka tillbaka" }).click();
  await tab.getByText("Demir översätter.").waitFor();
  await tab.getByText("Rubriken får gärna vara längre.").waitFor();

  const carita = await bed.teams({ path: `/translations/${id}`, as: "Carita", allowed: [/404/] });
  await carita.tab.getByRole("heading", { level: 1, name: "Nätverket" }).waitFor();
  expect(await carita.tab.getByText("Budgeten i korthet").count()).toBe(0);
});

test("what a coffee lacks is ordered where it is written: a series' texts, and a session's", {
  timeout: 120_000,
}, async () => {
  const [begun, running] = ["2c7e4b10-8d3f-4a61-9b52-1f0e6d5c4b07", "2c7e4b10-8d3f-4a61-9b52-1f0e6d5c4b08"];
  const [series, session] = [`/coffee/series/${begun}`, `/coffee/series/${running}/sessions/${coffeeDate}`];
  const unfinished = { ...weekly, about: inSwedish("En stund.") };
  await bed.server.write("POST", "/coffee/series", { id: begun, draft: unfinished });
  const place = { id: "19:kaffe@thread.tacv2", name: "Kaffe" };
  await bed.server.join(place);
  const complete = { ...weekly, placeIds: [place.id] };
  await bed.server.write("POST", "/coffee/series", { id: running, draft: complete });
  await bed.server.write("POST", `/coffee/series/${running}/start`, {});
  const { version, draft: now } = await patiently(() => bed.server.ask<SessionView>(session));
  await bed.server.write("PUT", session, { version, draft: { ...now, theme: inSwedish("Budgeten") } });

  const { page, tab } = await bed.teams({ path: series });
  const part = tab.getByRole("region", { name: "Översättningar" });
  await part.getByRole("button", { name: "Be nätverket översätta" }).click();
  await part.getByRole("checkbox", { name: "Till engelska" }).click();
  await screen(page, "translations-series");
  await part.getByRole("button", { name: "Skicka beställningen" }).click();
  await part.getByText("Väntar på en översättare").waitFor();
  expect(await part.getByRole("link").count()).toBe(1);
  await part.getByRole("button", { name: "Be nätverket översätta" }).waitFor();

  await go(tab, `${session.slice(1)}?view=organise`);
  await tab.getByRole("heading", { level: 1, name: "Budgeten" }).waitFor();
  await part.getByRole("button", { name: "Be nätverket översätta" }).click();
  await screen(page, "translations-session");
  await part.getByRole("button", { name: "Skicka beställningen" }).click();
  await expect.poll(() => part.getByText("Väntar på en översättare").count()).toBe(2);
  expect(await part.getByRole("button", { name: "Be nätverket översätta" }).count()).toBe(0);
});

type View = { name: string; path: string; shown: string };
const row = "main li h2 a";
const views = (): View[] => [
  { name: "open", path: "translations", shown: row },
  { name: "mine", path: "translations?view=mine", shown: row },
  { name: "done", path: "translations?view=done", shown: row },
  { name: "write", path: `translations/${orders.lookedAt}`, shown: "main textarea" },
  { name: "review", path: `translations/${orders.inReview}`, shown: "#review" },
  { name: "survey", path: `surveys/${surveys.inReview}/build`, shown: 'main a[href*="/translations/"]' },
];

test.for([
  ["default", 1280, "sv-se"],
  ["dark", 320, "fi-fi"],
  ["contrast", 1280, "en-gb"],
  ["contrast", 320, "sv-se"],
  ["dark", 1280, "fi-fi"],
] as const)(
  "the queue's pages are open to all in %s, %i pixels wide, in %s",
  { timeout: 120_000 },
  async ([theme, width, locale]) => {
    const found: string[] = [];
    const { page, tab } = await bed.teams({ theme, locale, viewport: { width, height: 900 } });
    await tab.locator("main h1").waitFor();
    for (const { name, path, shown } of views()) {
      await go(tab, path);
      await tab.locator(shown).first().waitFor();
      await tab.locator(shown).first().scrollIntoViewIfNeeded();
      await screen(page, `translations-${name} ${theme} ${width} ${locale}`);
      found.push(...(await barriers(tab)).map((barrier) => `${name}: ${barrier}`));
      const by = await overflow(tab);
      if (by > 0) found.push(`${name} is ${by} pixels too wide`);
    }
    expect(found).toEqual([]);
  },
);

const inThreeWeeks = new Date(Date.now() + 21 * 86_400_000).toISOString();
const inSwedish = (sv: string) => ({ sv, fi: "", en: "" });
const asked = (id: string, text: string) =>
  ({ id, type: "text", text: inSwedish(text), required: false, dontKnow: false }) as const;

const draft: Draft = {
  kind: "sealed",
  languages: ["sv", "fi"],
  title: inSwedish("Budgeten i korthet"),
  intro: inSwedish(""),
  questions: [asked("tydlig", "Är budgeten tydlig?"), asked("oklart", "Vad blev oklart?")],
  backgrounds: [],
  segmentBy: null,
  closesAt: inThreeWeeks,
  audience: null,
  shared: false,
};

/** Asks for the survey's Finnish, and gives the order's id. */
async function ordered(surveyId: string): Promise<string> {
  const path = `/surveys/${surveyId}/translations`;
  await bed.server.write("POST", path, { to: ["fi"], neededBy: inThreeWeeks, note: "Gärna kort." });
  const { orders } = await patiently(() => bed.server.ask<OrderStates>(path));
  return orders[0]?.id ?? "";
}

/** Somebody translates all of it into the same words, for another to read. */
async function handedIn(surveyId: string, words: string, by = "Demir"): Promise<string> {
  const id = await ordered(surveyId);
  const path = `/translations/${id}`;
  await bed.server.write("POST", `${path}/taking`, {}, by);
  const { version, texts } = await patiently(() => bed.server.ask<OrderView>(path, by));
  const written = Object.fromEntries(texts.map(({ key }) => [key, words]));
  await bed.server.write("PUT", path, { version, texts: written }, by);
  await bed.server.write("POST", `${path}/review`, {}, by);
  return id;
}

async function retitle(surveyId: string, title: string): Promise<void> {
  const path = `/surveys/${surveyId}`;
  const { version, draft: now } = await patiently(() => bed.server.ask<SurveyView>(path));
  await bed.server.write("PUT", path, { version, draft: { ...now, title: { ...now.title, sv: title } } });
}

const textOf = (tab: Frame, about: string): Locator => tab.getByRole("listitem", { name: about });
const field = (text: Locator): Locator => text.getByRole("textbox");

const focused = (tab: Frame): Promise<string> =>
  tab.evaluate(() => document.activeElement?.textContent ?? "");

/** Moves inside the tab, as a link of its own would: the page is loaded once for all. */
async function go(tab: Frame, path: string) {
  await tab.evaluate((to) => {
    history.pushState({ idx: 1 }, "", `/tab/${to}`);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, path);
}

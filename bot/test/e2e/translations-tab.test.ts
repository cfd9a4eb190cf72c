import type { Frame, Locator } from "playwright-core";
import { beforeAll, expect, test, vi } from "vitest";
import type { NetworkView } from "#features/network/contract.ts";
import type { Draft, SurveyView } from "#features/surveys/contract.ts";
import type { OrderList, OrderStates, OrderView } from "#features/translations/contract.ts";
import { barriers, overflow } from "./browser.ts";
import { screen } from "./screens.ts";
import { stage } from "./stage.ts";

const bed = stage();

/* Anna has written the surveys, and translates from Swedish into Finnish as Demir does. The demo lets Demir in last. */

const surveys = {
  ordered: "2c7e4b10-8d3f-4a61-9b52-1f0e6d5c4b01",
  changing: "2c7e4b10-8d3f-4a61-9b52-1f0e6d5c4b02",
  returned: "2c7e4b10-8d3f-4a61-9b52-1f0e6d5c4b03",
} as const;

beforeAll(async () => {
  const standing = async () => (await bed.server.ask<NetworkView>("/network", "Demir")).standing;
  await vi.waitUntil(async () => (await standing()) === "member", { interval: 500, timeout: 30_000 });
  for (const id of Object.values(surveys)) await bed.server.write("POST", "/surveys", { id, draft });
});

test("what a survey lacks is ordered, translated with the glossary's help, read by another, and comes back", {
  timeout: 90_000,
}, async () => {
  const anna = await bed.teams({ path: `/surveys/${surveys.ordered}/build` });
  const part = anna.tab.getByRole("region", { name: "Översättningar" });
  await part.getByRole("button", { name: "Be nätverket översätta" }).click();
  await part.getByRole("checkbox", { name: "Till finska", checked: true }).waitFor();
  await part.getByLabel("Behövs senast").fill("2031-05-20");
  await part.getByLabel("Till översättaren").fill("Invånarna läser det här.");
  await part.getByRole("button", { name: "Skicka beställningen" }).click();
  await part.getByText("Väntar på en översättare").waitFor();
  await expect.poll(() => focused(anna.tab)).toBe("Översättningar");

  const demir = await bed.teams({ path: "/translations", as: "Demir" });
  await demir.tab.getByRole("link", { name: "Budgeten i korthet" }).first().click();
  await demir.tab.getByText("Invånarna läser det här.").waitFor();
  await demir.tab.getByText("behövs senast 20 maj 2031").waitFor();
  await demir.tab.getByRole("button", { name: "Ta översättningen" }).click();
  await demir.tab.getByText("0 av 3 texter").waitFor();
  await expect.poll(() => focused(demir.tab)).toBe("Budgeten i korthet");

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
  await anna.tab.getByRole("link", { name: "Budgeten i korthet" }).first().click();
  expect(await textOf(anna.tab, "Rubrik").getByText("Lyhyesti: talousarvio").getAttribute("lang")).toBe("fi");
  await anna.tab.getByRole("button", { name: "Godkänn" }).click();
  await anna.tab.getByRole("alertdialog").getByRole("button", { name: "Godkänn" }).click();
  await anna.tab.getByText("Översatt av Demir, och granskad.").waitFor();

  const inFinnish = async () =>
    (await bed.server.ask<SurveyView>(`/surveys/${surveys.ordered}`)).draft.title.fi;
  await expect.poll(inFinnish, { timeout: 10_000 }).toBe("Lyhyesti: talousarvio");
  await anna.tab.getByRole("link", { name: "Visa var texterna hör hemma" }).click();
  await go(anna.tab, `surveys/${surveys.ordered}/build`);
  await part.getByText("Klar", { exact: true }).waitFor();
  expect(await part.getByRole("button", { name: "Be nätverket översätta" }).count()).toBe(0);
});

test("what one takes is given back and taken again by undoing; a source that changes meanwhile is told", {
  timeout: 60_000,
}, async () => {
  const id = await ordered(surveys.changing);
  const { tab } = await bed.teams({ path: `/translations/${id}`, as: "Demir", allowed: [/409/] });
  await tab.getByRole("button", { name: "Ta översättningen" }).click();
  const title = textOf(tab, "Rubrik");
  await field(title).fill("Talousarvio");
  await tab.getByRole("button", { name: "Lämna tillbaka" }).click();
  await tab.getByText("Ingen har tagit den än.").waitFor();
  await tab.getByRole("button", { name: "Ångra" }).last().click();
  await expect.poll(() => field(title).inputValue()).toBe("Talousarvio");

  const path = `/surveys/${surveys.changing}`;
  const { version, draft: now } = await bed.server.ask<SurveyView>(path);
  const changed = { ...now, title: { ...now.title, sv: "Bokslutet i korthet" } };
  await bed.server.write("PUT", path, { version, draft: changed });
  await field(title).fill("Talousarvio lyhyesti");
  const told = tab.getByRole("alert").filter({ hasText: "Källtexten ändrades medan du skrev." });
  await told.getByText("Rubrik").waitFor();
  await title.getByText("Bokslutet i korthet").waitFor();
  expect(await title.locator("del").textContent()).toBe("Budgeten i korthet");

  await field(title).fill("Tilinpäätös lyhyesti");
  await told.getByRole("button", { name: "Behåll mitt" }).click();
  await tab.getByText(/^Sparat \d/).waitFor();
  const { texts, isStale } = await bed.server.ask<OrderView>(`/translations/${id}`, "Demir");
  expect(texts[0]).toMatchObject({ source: "Bokslutet i korthet", translation: "Tilinpäätös lyhyesti" });
  expect(isStale).toBe(false);
});

test("a translation is sent back with a remark, and whoever is outside the network sees none of it", {
  timeout: 60_000,
}, async () => {
  const id = await ordered(surveys.returned);
  await bed.server.write("POST", `/translations/${id}/taking`, {}, "Demir");
  const { version, texts } = await bed.server.ask<OrderView>(`/translations/${id}`, "Demir");
  const written = Object.fromEntries(texts.map(({ key }) => [key, "Talousarvio"]));
  await bed.server.write("PUT", `/translations/${id}`, { version, texts: written }, "Demir");
  await bed.server.write("POST", `/translations/${id}/review`, {}, "Demir");

  const { tab } = await bed.teams({ path: `/translations/${id}` });
  await tab.getByRole("button", { name: "Skicka tillbaka" }).click();
  await tab.getByRole("button", { name: "Skicka tillbaka" }).click();
  await tab.getByRole("alert").getByText("Skriv vad som bör ändras.").waitFor();
  await tab.getByLabel("Vad bör ändras?").fill("Rubriken får gärna vara längre.");
  await tab.getByRole("button", { name: "Skicka tillbaka" }).click();
  await tab.getByText("Demir översätter.").waitFor();
  await tab.getByText("Rubriken får gärna vara längre.").waitFor();

  const carita = await bed.teams({ path: `/translations/${id}`, as: "Carita", allowed: [/404/] });
  await carita.tab.getByRole("heading", { level: 1, name: "Nätverket" }).waitFor();
  expect(await carita.tab.getByText("Budgeten i korthet").count()).toBe(0);
});

/** Every state of the queue's pages, to Demir who translates, in what the tests above have left. */
test.for([
  ["default", 1280, "sv-se"],
  ["dark", 320, "fi-fi"],
  ["contrast", 1280, "en-gb"],
  ["contrast", 320, "sv-se"],
  ["default", 320, "en-gb"],
] as const)(
  "the queue's pages are open to all in %s, %i pixels wide, in %s",
  { timeout: 60_000 },
  async ([theme, width, locale]) => {
    const settings = { theme, locale, viewport: { width, height: 900 } };
    const demir = await bed.teams({ ...settings, as: "Demir", path: "/translations?view=mine" });
    const { orders } = await bed.server.ask<OrderList>("/translations?view=mine", "Demir");
    const { orders: open } = await bed.server.ask<OrderList>("/translations", "Demir");
    const first = (tab: Frame, selector: string) => tab.locator(selector).first().waitFor();
    const found: string[] = [];
    const look = async ({ page, tab }: typeof demir, name: string) => {
      await screen(page, `translations-${name} ${theme} ${width} ${locale}`);
      found.push(...(await barriers(tab)).map((barrier) => `${name}: ${barrier}`));
      const by = await overflow(tab);
      if (by > 0) found.push(`${name} is ${by} pixels too wide`);
    };

    await first(demir.tab, "main li h2 a");
    await look(demir, "mine");
    await go(demir.tab, `translations/${orders[0]?.id}`);
    await first(demir.tab, "main textarea");
    await look(demir, "write");
    await go(demir.tab, `translations/${open[0]?.id}`);
    await first(demir.tab, "main li[data-text]");
    await look(demir, "read");
    await go(demir.tab, "translations?view=done");
    await first(demir.tab, "main li h2 a");
    await look(demir, "done");
    const anna = await bed.teams({ ...settings, path: `/surveys/${surveys.returned}/build` });
    await anna.tab.locator('main a[href*="/translations/"]').waitFor();
    await anna.tab.locator('main a[href*="/translations/"]').scrollIntoViewIfNeeded();
    await look(anna, "states");
    expect(found).toEqual([]);
  },
);

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
  closesAt: new Date(Date.now() + 21 * 86_400_000).toISOString(),
  audience: null,
  shared: false,
};

/** Asks for the survey's Finnish, and gives the order's id. */
async function ordered(surveyId: string): Promise<string> {
  const path = `/surveys/${surveyId}/translations`;
  await bed.server.write("POST", path, { to: ["fi"], neededBy: null, note: "" });
  const { orders } = await bed.server.ask<OrderStates>(path);
  return orders[0]?.id ?? "";
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

import { readFile } from "node:fs/promises";
import type { Frame } from "playwright-core";
import { expect, test } from "vitest";
import { barriers } from "#test/e2e/harness/browser.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { customerSurveyId, demoTeamId, person } from "#test/e2e/harness/server.ts";

const bed = stage();
const resultsOfCustomers = `surveys/${customerSurveyId}/results`;

test.for([
  {
    language: "sv",
    search: "Sök bland enkäterna",
    survey: "Kommunförbundets kundenkät",
    responses: /347 av 1\s200 svarade, 29\s%/,
    change: /25\s% tycker att det har blivit bättre, 64\s% att det är lika bra och 11\s%/,
    best: /Högst medeltal, 4,3 av 5: .*intressebevakning/i,
    scale: /inte alls viktig.*mycket viktig/,
    services: [/Intressebevakning/, /Rådgivning/, /Nätverk/, /Informationsprodukter/],
  },
  {
    language: "fi",
    search: "Hae kyselyistä",
    survey: "Kuntaliiton asiakastutkimus",
    responses: /1\s200/,
    change: /25\s%.*64\s%.*11\s%/,
    best: /4,3.*edunvalvonta/i,
    scale: /ei lainkaan tärkeä.*erittäin tärkeä/,
    services: [/Edunvalvonta/, /Neuvontapalvelut/, /Verkostot/, /Tietotuotteet/],
  },
  {
    language: "en",
    search: "Search the surveys",
    survey: "The Association's customer survey",
    responses: "347 of 1,200 responded, 29%",
    // It was asked in Swedish and Finnish: the questions stay as they were asked.
    change: /25% say it has become better, 64% as good and 11% worse/,
    best: /Highest mean, 4\.3 of 5: .*intressebevakning/i,
    scale: /inte alls viktig.*mycket viktig/,
    services: [/Intressebevakning/, /Rådgivning/, /Nätverk/, /Informationsprodukter/],
  },
])("an organiser finds the customer survey by search and reads its results in $language", async (read) => {
  const { tab } = await bed.teams({ locale: read.language });
  await tab.getByRole("searchbox", { name: read.search }).fill(read.survey.slice(0, 9).toUpperCase());
  expect(await tab.getByRole("main").getByRole("heading", { level: 2 }).allInnerTexts()).toEqual([
    read.survey,
  ]);

  await tab.getByRole("link", { name: read.survey }).click();

  await tab.getByText(read.responses).waitFor();
  await tab.getByRole("listitem").getByText(read.change).waitFor();
  await tab.getByRole("listitem").getByText(read.best).waitFor();
  const importance = tab.getByRole("region", { name: read.scale }).first();
  const services = await importance.getByRole("rowheader").allInnerTexts();
  expect(services).toEqual(read.services.map((service) => expect.stringMatching(service)));
  expect(await tab.evaluate(() => document.documentElement.lang)).toBe(read.language);
});

test("every picture can be read as a table, one by one or all at once", async () => {
  const { tab } = await bed.teams({ subPageId: resultsOfCustomers });
  await tab.getByRole("button", { name: "Visa som tabell" }).first().waitFor();
  const pictures = await tab.getByRole("button", { name: "Visa som tabell" }).count();
  const trust = tab.getByRole("region", { name: /Hur stort förtroende/ });

  await trust.getByRole("button", { name: "Visa som tabell" }).click();
  expect(await trust.getByRole("row", { name: /^Alla/ }).textContent()).toMatch(/342.*4,5/);
  await trust.getByRole("button", { name: "Visa som bild" }).click();
  await trust.getByRole("button", { name: "Visa som tabell" }).waitFor();

  await tab.getByRole("switch", { name: "Visa allt som tabeller" }).click();
  await expect.poll(() => tab.getByRole("button", { name: "Visa som bild" }).count()).toBe(pictures);
  expect(await tab.getByRole("button", { name: "Visa som tabell" }).count()).toBe(0);
  expect(new URL(tab.url()).search).toContain("tables=1");
});

test("who wants to know reads how the figures were made", async () => {
  const { tab } = await bed.teams({ subPageId: resultsOfCustomers });

  await tab.getByText("Så är resultaten räknade").click();

  await tab.getByText(/Wilson/).waitFor();
  await tab.getByText(/minst 5 har svarat på frågan/).waitFor();
});

test("a picture is copied, with its words, and shown to be kept where Teams does not let a page copy", async () => {
  const { context, open } = await bed.visit();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: bed.server.url });
  const page = await open();
  await page.goto(`${bed.server.url}/tab/${resultsOfCustomers}`);
  await page.getByRole("button", { name: "Kopiera bild" }).first().click();
  await page.getByText("Bilden kopierades.").waitFor();
  expect(await page.evaluate(copiedPicture)).toMatchObject({ type: "image/png", isLarge: true });

  const inTeams = await bed.teams({ subPageId: resultsOfCustomers });
  await inTeams.tab.getByRole("button", { name: "Kopiera bild" }).first().click();
  const shown = inTeams.tab.getByRole("dialog");
  await shown.getByRole("img").waitFor();
  expect(await barriers(inTeams.tab)).toEqual([]);
  await inTeams.page.keyboard.press("Escape");
  await shown.waitFor({ state: "detached" });
});

test("the figures are downloaded as CSV in the reader's language", async () => {
  const page = await (await bed.visit()).open();
  await page.goto(`${bed.server.url}/tab/${resultsOfCustomers}`);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Ladda ned CSV" }).click(),
  ]);

  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const text = await readFile((await file.path()) ?? "", "utf8");
  expect(text.startsWith("\uFEFF")).toBe(true);
  const better = text.split("\r\n").find((line) => /i fjol/.test(line) && line.includes(";Bättre;"));
  expect(better).toMatch(/;25;/);
});

test("comments are shuffled, counted and searched", async () => {
  const { tab } = await bed.teams({ subPageId: resultsOfCustomers });
  const comments = tab.getByRole("region", { name: /^14\./ });

  await comments.getByRole("searchbox", { name: "Sök i kommentarerna" }).fill("rådgivningen");

  await comments.getByText("12 kommentarer av 67").waitFor();
});

test("a respondent sees the shared results of the team, and nothing to manage", async () => {
  bed.server.connector.setMembers(demoTeamId, [person("Carita").id]);
  // The tab finds out that somebody only reads by asking for the survey.
  const { tab } = await bed.teams({ as: "Carita", allowed: [/403/] });
  await tab.getByText("Här ser du de resultat som arrangörerna har delat med dig.").waitFor();
  expect(await tab.getByRole("link", { name: "Ny enkät" }).count()).toBe(0);

  await tab.getByRole("link", { name: "Kommunförbundets kundenkät" }).click();

  await tab
    .getByRole("listitem")
    .getByText(/25\s% tycker/)
    .waitFor();
  expect(await tab.getByRole("navigation", { name: "Enkätens sidor" }).count()).toBe(0);
});

test("results that an organiser no longer shares are not shown to a respondent", async () => {
  bed.server.connector.setMembers(demoTeamId, [person("Carita").id, person("Bo").id]);
  const anna = await bed.teams({ subPageId: `surveys/${customerSurveyId}/send` });
  const stop = (within: Pick<Frame, "getByRole">) => within.getByRole("button", { name: "Sluta dela" });
  await stop(anna.tab).click();
  const asked = anna.tab.getByRole("alertdialog", { name: "Sluta dela resultaten?" });
  await saved(anna.tab, () => stop(asked).click());
  // It can't be given again, and the page says why.
  await anna.tab.getByText("Resultaten delas inte med dem som fick enkäten.").waitFor();
  expect(await stop(anna.tab).count()).toBe(0);

  const carita = await bed.teams({ as: "Carita", subPageId: resultsOfCustomers, allowed: [/40[34]/] });
  await carita.tab.getByText("Här finns inga resultat för dig").waitFor();
  const bo = await bed.teams({ as: "Bo", subPageId: resultsOfCustomers, allowed: [/40[34]/] });
  await bo.tab
    .getByRole("listitem")
    .getByText(/25\s% tycker/)
    .waitFor();
});

test("an organiser of another team finds neither the surveys nor a page that a link leads to", async () => {
  const { tab } = await bed.teams({ as: "Demir", allowed: [/40[34]/] });
  await tab.getByText("Här finns inga enkäter ännu.").waitFor();
  const linked = await bed.teams({
    as: "Demir",
    subPageId: `surveys/${customerSurveyId}/build`,
    allowed: [/40[34]/],
  });
  await linked.tab.getByText("Här finns inga resultat för dig").waitFor();
  expect(await linked.tab.getByText("Kommunförbundets kundenkät").count()).toBe(0);
});

async function saved(tab: Frame, deed: () => Promise<void>) {
  await Promise.all([
    tab.page().waitForResponse((response) => response.url().endsWith("/sharing") && response.ok()),
    deed(),
  ]);
}

async function copiedPicture() {
  const [item] = await navigator.clipboard.read();
  const blob = await item?.getType("image/png");
  return { type: blob?.type, isLarge: (blob?.size ?? 0) > 5_000 };
}

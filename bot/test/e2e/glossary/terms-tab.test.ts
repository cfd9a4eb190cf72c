import type { Frame, Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { ConceptList, ConceptView } from "#features/glossary/contract.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { concepts, fillGlossary, openBriefReview } from "./terms-content.ts";

const bed = stage();
/* In the demo Anna coordinates the network, Bo is a member and Carita is outside. */

beforeAll(async () => {
  await fillGlossary(bed.server);
});

test("a term is found, copied and opened by the keys alone", { timeout: 120_000 }, async () => {
  const { page, tab } = await bed.teams({ path: "/terms", as: "Carita" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await tab.getByRole("rowheader", { name: /^revisionsnämnd/ }).waitFor();
  const keys = page.keyboard;

  await tab.locator("h1").click();
  await keys.press("/");
  await keys.type("revisionsnämndens");
  await tab
    .getByRole("status")
    .getByText(/begrepp för ”revisionsnämndens”/)
    .waitFor();
  await keys.press("ArrowDown");
  await expect.poll(() => focused(tab)).toBe("revisionsnämnd");
  await keys.press("c");
  await said(tab, "Kopierad: revisionsnämnd");
  expect(await clipboard(tab)).toBe("revisionsnämnd");
  await keys.press("ArrowRight");
  await expect.poll(() => focused(tab)).toBe("Kopiera tarkastuslautakunta");
  await keys.press("Enter");
  await said(tab, "Kopierad: tarkastuslautakunta");
  expect(await clipboard(tab)).toBe("tarkastuslautakunta");

  await keys.press("ArrowLeft");
  await keys.press("Enter");
  await tab.getByRole("heading", { level: 1, name: "revisionsnämnd" }).waitFor();
  await expect.poll(() => tab.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  const finnish = tab.getByRole("region", { name: "Suomi" });
  const definition = finnish.getByText("lautakunta, joka tarkastaa kunnan");
  expect(await definition.getAttribute("lang")).toBe("fi");
  await tab.getByRole("region", { name: "Svenska" }).getByText("hellre än").waitFor();
  // One who is no member sees neither who wrote it nor how.
  expect(await tab.getByText("Historik", { exact: true }).count()).toBe(0);
  expect(await tab.getByRole("link", { name: "Redigera" }).count()).toBe(0);
  await tab.getByRole("button", { name: "Kopiera länk" }).click();
  await expect.poll(() => clipboard(tab)).toContain(`${bed.server.url}/tab/terms/concepts/${concepts.board}`);
});

test("what is not found is proposed, what resembles it told, and what one wrote is there after looking", {
  timeout: 120_000,
}, async () => {
  const { page, tab } = await bed.teams({ path: "/terms", as: "Bo" });
  await tab.getByRole("searchbox", { name: "Sök termer" }).fill("revisionsnämndssektion");
  await tab.getByRole("link", { name: "Föreslå termen ”revisionsnämndssektion”" }).click();
  await tab.getByRole("button", { name: "Visa alla fält" }).click();
  const swedish = tab.getByRole("region", { name: "Svenska", exact: true });
  await expect
    .poll(() => swedish.getByLabel("Term", { exact: true }).inputValue())
    .toBe("revisionsnämndssektion");

  const finnish = tab.getByRole("region", { name: "Suomi", exact: true });
  await finnish.getByLabel("Term", { exact: true }).fill("tarkastuslautakunta");
  await finnish.getByRole("link", { name: /tarkastuslautakunta/ }).click();
  await tab.getByRole("heading", { level: 1, name: "revisionsnämnd" }).waitFor();
  await tab.evaluate(() => history.back());
  await tab.getByText("Här är det du skrev senast men inte skickade.").waitFor();
  await finnish.getByLabel("Term", { exact: true }).fill("tarkastuslautakunnan jaosto");

  await swedish.getByRole("button", { name: "Lägg till en term (svenska)" }).click();
  await page.keyboard.type("sektion");
  await page.keyboard.press("Alt+ArrowUp");
  await said(tab, "Termen är nu nummer 1 av 2.");
  await expect.poll(() => swedish.getByLabel("Term", { exact: true }).first().inputValue()).toBe("sektion");
  await swedish.getByRole("button", { name: "Ta bort term 1 (svenska)" }).click();
  await tab.getByRole("button", { name: "Skicka förslaget" }).click();

  await tab.getByRole("heading", { level: 1, name: "revisionsnämndssektion" }).waitFor();
  const { concepts: found } = await bed.server.ask<ConceptList>(
    "/glossary/concepts?q=revisionsnämndssektion",
  );
  const terms = found.find(({ terms: { sv } }) => sv[0]?.term === "revisionsnämndssektion")?.terms;
  expect(terms?.sv.map(({ term, status }) => [term, status])).toEqual([
    ["revisionsnämndssektion", "proposed"],
  ]);
  expect(terms?.fi.map(({ term }) => term)).toEqual(["tarkastuslautakunnan jaosto"]);
});

test("two who change a concept lose nothing: one is told what the other changed, and chooses", {
  timeout: 120_000,
}, async () => {
  const path = `/glossary/concepts/${concepts.council}`;
  const { tab } = await bed.teams({ path: `/terms/concepts/${concepts.council}/edit`, allowed: [/409/] });
  const meaning = tab
    .getByRole("region", { name: "Svenska", exact: true })
    .getByLabel("Definition", { exact: true });
  await meaning.fill("organ för ungas inflytande i kommunen");

  const { draft, version } = await bed.server.ask<ConceptView>(path);
  const bos = { ...draft, fi: { ...draft.fi, note: "Bon huomautus" } };
  await bed.server.write("PUT", path, { draft: bos, version, reason: "" }, "Bo");
  await tab.getByLabel("Varför du ändrar").fill("Definition saknades");
  await tab.getByRole("button", { name: "Spara ändringarna" }).click();
  const told = tab.getByRole("alert").filter({ hasText: "Någon annan har ändrat begreppet." });
  await told.getByText(/Bo sparade det /).waitFor();
  await told.getByText("Anmärkningen (finska)").waitFor();
  expect(await meaning.inputValue()).toBe("organ för ungas inflytande i kommunen");

  await told.getByRole("button", { name: "Ta deras version" }).click();
  await expect.poll(() => meaning.inputValue()).toBe("");
  await tab.getByRole("button", { name: "Ångra" }).click();
  await expect.poll(() => meaning.inputValue()).toBe("organ för ungas inflytande i kommunen");
  await tab.getByRole("button", { name: "Spara ändringarna" }).click();
  await tab.getByRole("heading", { level: 1, name: "ungdomsfullmäktige" }).waitFor();
  await tab.getByText("organ för ungas inflytande i kommunen").waitFor();
  await tab.getByText("Inte granskad").waitFor();

  await tab.getByText("Historik", { exact: true }).click();
  await tab.getByText("Definition saknades").waitFor();
  await tab.getByRole("button", { name: "Återställ version 3" }).click();
  await said(tab, "Versionen är återställd.");
  await expect.poll(() => tab.getByText("organ för ungas inflytande i kommunen").count()).toBe(0);
});

test("a proposal is voted on and decided, and what is decided is taken up again", {
  timeout: 120_000,
}, async () => {
  const path = `/glossary/concepts/${concepts.inReview}`;
  const page = `/terms/concepts/${concepts.inReview}`;
  const bo = await bed.teams({ path: page, as: "Bo" });
  const review = bo.tab.getByRole("region", { name: "Remiss" });
  const swedish = review.getByRole("group", { name: "Svenska: invånarpanel" });
  const finnish = review.getByRole("group", { name: "Suomi: asukaspaneeli" });
  await swedish.getByRole("button", { name: "För" }).click();
  await said(bo.tab, "Din röst är sparad.");
  await swedish.getByRole("button", { name: "För 1", pressed: true }).waitFor();
  await finnish.getByRole("button", { name: "Emot" }).click();
  await finnish.getByRole("button", { name: "Emot 1", pressed: true }).waitFor();
  await swedish.getByRole("button", { name: "För 1", pressed: true }).waitFor();
  expect(await review.getByRole("button", { name: "Spara beslutet" }).count()).toBe(0);

  await openBriefReview(bed.server, concepts.inReview);
  const isClosed = async () => (await bed.server.ask<ConceptView>(path)).may.decide;
  await expect.poll(isClosed, { interval: 500, timeout: 30_000 }).toBe(true);
  const { tab } = await bed.teams({ path: page });
  await tab.getByText(/^Remissen öppnades .+ Remisstiden gick ut/).waitFor();
  await tab.getByLabel("invånarpanel", { exact: true }).selectOption("admitted");
  const outcome = tab.getByLabel("asukaspaneeli", { exact: true });
  expect(await outcome.inputValue()).toBe("proposed");
  await outcome.selectOption("preferred");
  await tab.getByLabel("Motivering (frivillig)").fill("Båda orden används.");
  await tab.getByRole("button", { name: "Spara beslutet" }).click();
  await said(tab, "Beslutet är sparat.");
  await tab.getByText(/^Förslaget godkändes/).waitFor();
  await tab.getByText("Svenska: 1 för, 0 emot, 0 avstod.").waitFor();
  await tab.getByText("Suomi: 0 för, 1 emot, 0 avstod.").waitFor();
  await expect.poll(() => tab.evaluate(() => document.activeElement?.id)).toBe("review");
  const { draft } = await bed.server.ask<ConceptView>(path);
  expect(draft.terms.map(({ status }) => status)).toEqual(["admitted", "preferred"]);

  await tab.getByText("Ta upp till ny behandling").first().click();
  await tab.getByRole("button", { name: "Ta upp till ny behandling" }).click();
  await tab.getByText("Skriv några ord.").waitFor();
  await tab.getByLabel("Varför begreppet tas upp på nytt").fill("Ordet har fått en ny betydelse.");
  await tab.getByRole("button", { name: "Ta upp till ny behandling" }).click();
  await tab.getByRole("button", { name: "Sänd på remiss" }).waitFor();
});

test("a coordinator says what a term is, checks the concept, sends another on review, and names the fields", {
  timeout: 120_000,
}, async () => {
  const { tab } = await bed.teams({ path: `/terms/concepts/${concepts.county}/edit` });
  const term = tab.getByRole("region", { name: "Term 1 på språket svenska" });
  await term.getByLabel("Status").selectOption({ label: "Godkänd" });
  await term.getByText("Fler uppgifter om termen").click();
  await term.getByLabel("Ordklass").selectOption({ label: "Annan" });
  await term.getByLabel("Genus").selectOption({ label: "utrum (en)" });
  await term.getByLabel("används i Finland").uncheck();
  await term.getByLabel("används i Sverige").check();
  await tab.getByLabel("Hur det hör ihop").selectOption({ label: "Överbegrepp" });
  await tab.getByLabel("Sök ett begrepp").fill("nuorisovaltuusto");
  await tab.getByRole("button", { name: /^ungdomsfullmäktige/ }).click();
  await tab.getByRole("button", { name: "Spara ändringarna" }).click();

  await tab.getByRole("heading", { level: 1, name: "landskapsförbund" }).waitFor();
  const swedish = tab.getByRole("region", { name: "Svenska", exact: true });
  await swedish.getByText("Godkänd · annan ordklass · utrum (en)", { exact: true }).waitFor();
  await swedish.getByText("(används i Sverige)").waitFor();
  expect(await swedish.getByText("(används i Finland)").count()).toBe(0);
  const around = tab.getByRole("region", { name: "Närliggande begrepp" });
  await around.getByText("Överbegrepp").waitFor();
  await around.getByRole("link", { name: "ungdomsfullmäktige" }).waitFor();
  await tab.getByText("Inte granskad").waitFor();
  await tab.getByRole("button", { name: "Markera som granskat" }).click();
  await said(tab, "Begreppet är granskat.");
  await tab.getByText("Granskat", { exact: true }).waitFor();

  await tab.getByRole("link", { name: "Termer", exact: true }).last().click();
  await tab.getByRole("link", { name: "delaktighetsplan" }).click();
  await tab.getByRole("button", { name: "Sänd på remiss" }).click();
  await said(tab, "Förslaget är på remiss.");
  await tab.getByText(/^Remissen öppnades .+ av dig\. Kommentarer och röster tas emot till/).waitFor();

  await tab.getByRole("link", { name: "Termer", exact: true }).last().click();
  await tab.getByRole("link", { name: "Ämnesområden" }).click();
  const add = tab.getByRole("region", { name: "Lägg till ett ämnesområde" });
  const names = { Svenska: "Brandväsen", Suomi: "Palotoimi", English: "Fire services" };
  for (const [language, name] of Object.entries(names))
    await add.getByRole("textbox", { name: new RegExp(language, "i") }).fill(name);
  await add.getByRole("button", { name: "Spara" }).click();
  await tab.getByRole("button", { name: "Ändra Brandväsen" }).click();
  const row = tab.getByRole("listitem").filter({ hasText: "Palotoimi" });
  await row.getByRole("textbox", { name: /svenska/i }).fill("Räddningsväsen");
  await row.getByRole("button", { name: "Spara" }).click();
  await tab.getByRole("button", { name: "Ändra Räddningsväsen" }).waitFor();
  expect(await tab.getByText("Brandväsen").count()).toBe(0);
});

test("a concept that was removed comes back", async () => {
  const { tab } = await bed.teams({ path: `/terms/concepts/${concepts.officer}` });
  await tab.getByRole("button", { name: "Ta bort" }).click();
  const row = tab.getByRole("rowheader", { name: /^redovisningsskyldig/ });
  await tab.getByRole("rowheader", { name: /^landskapsförbund/ }).waitFor();
  await expect.poll(() => row.count()).toBe(0);
  await tab.getByRole("button", { name: "Ångra" }).click();
  await row.waitFor();
});

test("a file is sent in parts in spite of a failure, looked at with its errors, taken in, and out again", {
  timeout: 120_000,
}, async () => {
  const { page, tab, state } = await bed.teams({ path: "/terms/import", allowed: [/503/] });
  let failures = 1;
  await page.route("**/api/glossary/imports/*/parts/1", (route) =>
    failures-- > 0 ? route.fulfill({ status: 503, json: {} }) : route.fallback(),
  );
  const choose = (name: string) =>
    tab.getByLabel("Välj en fil").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(csv) });

  const field = tab.getByLabel("Välj en fil");
  for (const _ of ["once", "again"]) {
    await choose("ordlista.docx");
    // Another alert each time, since the same one is said once.
    const alert = tab.locator('[role="alert"]:not([data-said])');
    await alert.getByText("Filen är varken TBX, CSV eller XLSX.").waitFor();
    await alert.evaluate((element) => element.setAttribute("data-said", ""));
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    const told = await described(field);
    expect(told).toContain("Filen är varken TBX, CSV eller XLSX.");
    expect(told).toContain("högst 50 MB");
    expect(await field.inputValue()).toBe("");
  }
  await choose("ordlista.csv");
  await tab.getByText(`ordlista.csv är läst: ${madeUp} begrepp. Inget är ändrat ännu.`).waitFor();
  await tab.getByRole("row", { name: /^2(:\d+)? Varning .*verbaldjur.* c1$/ }).waitFor();
  await tab.getByRole("row", { name: /^3(:\d+)? Fel Språket saknas/ }).waitFor();
  await tab.getByRole("radio", { name: "Kompletteras med det som saknas" }).click();
  await tab.getByLabel("Status för termer som saknar den i filen").selectOption("admitted");
  await tab.getByRole("button", { name: `Importera ${madeUp} begrepp` }).click();
  await tab.getByRole("status").getByText(`Nya: ${madeUp}. Ändrade: 0. Överhoppade: 0.`).waitFor();

  await tab.getByRole("link", { name: "Till termerna" }).click();
  await tab.getByRole("searchbox", { name: "Sök termer" }).fill("borgensord7");
  await tab.getByRole("rowheader", { name: /^borgensord7 / }).waitFor();
  await tab.getByRole("link", { name: "Exportera" }).click();
  await tab.getByRole("radio", { name: /^CSV/ }).click();
  await tab.getByRole("button", { name: "Ladda ned" }).click();
  await expect.poll(() => state.opened.length).toBe(1);
  const saved = await fetch(String(state.opened[0]));
  expect(saved.headers.get("content-disposition")).toMatch(
    /^attachment; filename="kommunpuls-termer-.*\.csv"/,
  );
  expect(await saved.text()).toContain("borgensord7");
});

test("a term sent without words leads to the field that lacks them, and says what is wrong with it", async () => {
  const { tab } = await bed.teams({ path: "/terms/new" });
  const term = tab.getByLabel("Term", { exact: true });
  await term.waitFor();

  await tab.locator("main form button[type=submit]").click();

  await expect.poll(() => term.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await term.getAttribute("aria-invalid")).toBe("true");
  expect(await described(term)).toContain("Skriv minst en term.");
});

/** More than one part holds, with a warning on its second line and an error on its third. */
const madeUp = 90;
const meaning = "ett påhittat ord ".repeat(100);
const csv = [
  "concept,language,term,partOfSpeech,definition",
  `c1,sv,borgensord1,verbaldjur,${meaning}`,
  "c0,,språklös,noun,",
  ...Array.from({ length: madeUp - 1 }, (_, at) => `c${at + 2},sv,borgensord${at + 2},noun,${meaning}`),
].join("\n");

/** What a field is described by. */
const described = (field: Locator): Promise<string> =>
  field.evaluate((element) =>
    (element.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent)
      .join(" "),
  );

/** What a live region says. */
const said = (tab: Frame, words: string) => tab.getByRole("status").getByText(words).first().waitFor();
const clipboard = (tab: Frame): Promise<string> => tab.evaluate(() => navigator.clipboard.readText());
/** What has the focus, by its name. */
const focused = (tab: Frame): Promise<string | null | undefined> =>
  tab.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent,
  );

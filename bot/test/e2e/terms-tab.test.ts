import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { ConceptList, ConceptView } from "#features/glossary/contract.ts";
import { stage } from "./stage.ts";
import { concepts, fillGlossary } from "./terms-content.ts";
import { importing } from "./terms-import.ts";

const bed = stage();
/* In the demo Anna coordinates the network, Bo is a member and Carita is outside. */

beforeAll(async () => {
  await fillGlossary(bed.server);
});

test("a term is found, copied and opened by the keys alone", { timeout: 60_000 }, async () => {
  const { page, tab, state } = await bed.teams({ path: "/terms", as: "Carita" });
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
  expect(await tab.getByText("Historik").count()).toBe(0);
  expect(await tab.getByRole("link", { name: "Redigera" }).count()).toBe(0);
  await tab.getByRole("button", { name: "Kopiera länk" }).click();
  await expect.poll(() => JSON.stringify(state.sharedLink)).toContain(`terms/concepts/${concepts.board}`);
});

test("what is not found is proposed, what resembles it told, and what one wrote is there after looking", {
  timeout: 60_000,
}, async () => {
  const { page, tab } = await bed.teams({ path: "/terms", as: "Bo" });
  await tab.getByRole("searchbox", { name: "Sök termer" }).fill("revisionsnämndssektion");
  await tab.getByRole("link", { name: "Föreslå termen ”revisionsnämndssektion”" }).click();
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
  timeout: 60_000,
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

  await tab.getByText("Historik").click();
  await tab.getByText("Definition saknades").waitFor();
  await tab.getByRole("button", { name: "Återställ version 3" }).click();
  await said(tab, "Versionen är återställd.");
  await expect.poll(() => tab.getByText("organ för ungas inflytande i kommunen").count()).toBe(0);
});

test("a proposal is voted on and decided, and what is decided is taken up again", {
  timeout: 60_000,
}, async () => {
  const path = `/glossary/concepts/${concepts.inReview}`;
  const page = `/terms/concepts/${concepts.inReview}`;
  const bo = await bed.teams({ path: page, as: "Bo" });
  const review = bo.tab.getByRole("region", { name: "Remiss" });
  await review.getByRole("button", { name: "För" }).click();
  await said(bo.tab, "Din röst är sparad.");
  await review.getByRole("button", { name: "För 1", pressed: true }).waitFor();
  expect(await review.getByRole("button", { name: "Spara beslutet" }).count()).toBe(0);

  await bed.server.write("POST", `${path}/review`, { closesAt: new Date(Date.now() + 1_500).toISOString() });
  const isClosed = async () => (await bed.server.ask<ConceptView>(path)).may.decide;
  await expect.poll(isClosed, { interval: 500, timeout: 10_000 }).toBe(true);
  const { tab } = await bed.teams({ path: page });
  await tab.getByText(/^Remissen öppnades .+ Remisstiden gick ut/).waitFor();
  await tab.getByLabel("invånarpanel", { exact: true }).selectOption("admitted");
  await tab.getByLabel("Motivering (frivillig)").fill("Båda orden används.");
  await tab.getByRole("button", { name: "Spara beslutet" }).click();
  await said(tab, "Beslutet är sparat.");
  await tab.getByText(/^Förslaget godkändes/).waitFor();
  await tab.getByText("Röster: 1 för, 0 emot, 0 avstod.").waitFor();
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

test("a concept that was removed comes back", async () => {
  const { tab } = await bed.teams({ path: `/terms/concepts/${concepts.officer}` });
  await tab.getByRole("button", { name: "Ta bort" }).click();
  const row = tab.getByRole("rowheader", { name: /^redovisningsskyldig/ });
  await tab.getByRole("rowheader", { name: /^landskapsförbund/ }).waitFor();
  await expect.poll(() => row.count()).toBe(0);
  await tab.getByRole("button", { name: "Ångra" }).click();
  await row.waitFor();
});

test("a file is sent in parts in spite of a failure, looked at with its errors, and taken in", {
  timeout: 60_000,
}, async () => {
  const { page, tab } = await bed.teams({ path: "/terms/import", allowed: [/503/] });
  const parts: string[] = [];
  let failures = 1;
  let view = { ...importing, state: "reading" as (typeof importing)["state"] };
  await page.route("**/api/glossary/imports", (route) => {
    if (route.request().method() === "GET") return route.fulfill({ json: { imports: [] } });
    view = { ...view, id: route.request().postDataJSON().id };
    return route.fulfill({ json: view });
  });
  await page.route("**/api/glossary/imports/*", (route) => route.fulfill({ json: view }));
  await page.route("**/api/glossary/imports/*/parts/*", (route) => {
    if (route.request().url().endsWith("/1") && failures-- > 0)
      return route.fulfill({ status: 503, json: {} });
    parts.push(route.request().postDataJSON().bytes);
    return route.fulfill({ json: {} });
  });
  await page.route("**/api/glossary/imports/*/start", (route) => {
    expect(route.request().postDataJSON()).toEqual({ rule: "add", status: "admitted" });
    view = { ...view, state: "done", done: { added: 180, changed: 30, skipped: 10 } };
    return route.fulfill({ json: view });
  });

  const bytes = Buffer.alloc(300 * 1024, "terminologi ");
  await tab
    .getByLabel("Välj en fil")
    .setInputFiles({ name: "ordlista.docx", mimeType: "application/octet-stream", buffer: bytes });
  await tab.getByText("Filen är varken TBX, CSV eller XLSX.").waitFor();
  await tab
    .getByLabel("Välj en fil")
    .setInputFiles({ name: "ordlista.tbx", mimeType: "application/xml", buffer: bytes });
  await tab.getByText("Kommunal ordlista, granskad version 2026.tbx läses …").waitFor();
  expect(Buffer.concat(parts.map((part) => Buffer.from(part, "base64"))).equals(bytes)).toBe(true);

  view = { ...view, state: "ready" };
  await tab.getByRole("row", { name: /^412:17 Varning .+ c38$/ }).waitFor();
  await tab.getByRole("row", { name: /^1093 Fel/ }).waitFor();
  await tab.getByText(/tyska \(12\)/).waitFor();
  await tab.getByRole("radio", { name: "Kompletteras med det som saknas" }).click();
  await tab.getByLabel("Status för termer som saknar den i filen").selectOption("admitted");
  await tab.getByRole("button", { name: "Importera 220 begrepp" }).click();
  await tab.getByRole("status").getByText("Nya: 180. Ändrade: 30. Överhoppade: 10.").waitFor();
});

/** What a live region says. */
const said = (tab: Frame, words: string) => tab.getByRole("status").getByText(words).first().waitFor();
const clipboard = (tab: Frame): Promise<string> => tab.evaluate(() => navigator.clipboard.readText());
/** What has the focus, by its name. */
const focused = (tab: Frame): Promise<string | null | undefined> =>
  tab.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent,
  );

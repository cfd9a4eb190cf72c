import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { draftOf, termOf } from "#features/glossary/concepts/testing.ts";
import type { ConceptView } from "#features/glossary/contract.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { concepts, fillGlossary } from "./terms-content.ts";

const bed = stage();
/* What a coordinator does with proposals. Anna coordinates. */

beforeAll(async () => {
  await fillGlossary(bed.server);
});

test("a clear proposal is approved on its page without a review, and its history says by whom", {
  timeout: 120_000,
}, async () => {
  const { tab } = await bed.teams({ path: `/terms/concepts/${concepts.proposed}` });
  await tab.getByText("Godkänn utan remiss").click();
  const form = tab.getByRole("form", { name: "Godkänn utan remiss" });
  const swedish = form.getByLabel("delaktighetsplan", { exact: true });
  const finnish = form.getByLabel("osallisuussuunnitelma", { exact: true });
  expect(await swedish.inputValue()).toBe("preferred");
  await swedish.selectOption("proposed");
  await finnish.selectOption("proposed");
  await form.getByRole("button", { name: "Godkänn" }).click();
  await form.getByRole("alert").getByText("Godkänn åtminstone en term.").waitFor();

  await swedish.selectOption("admitted");
  await form.getByLabel("Motivering (frivillig)").fill("Används redan.");
  await form.getByRole("button", { name: "Godkänn" }).click();
  await said(tab, "Förslaget är godkänt.");
  await tab.getByText("Granskat", { exact: true }).waitFor();
  // The Finnish term waits still, in an empty form.
  await swedish.waitFor({ state: "detached" });
  expect(await form.getByLabel("Motivering (frivillig)").inputValue()).toBe("");
  await finnish.selectOption("preferred");
  await form.getByRole("button", { name: "Godkänn" }).click();
  await form.waitFor({ state: "detached" });
  await expect.poll(() => tab.evaluate(() => document.activeElement?.id)).toBe("review");

  await tab.getByText("Historik", { exact: true }).click();
  const newest = tab.getByRole("listitem").filter({ hasText: "version 3" });
  await newest.getByText("Godkänd utan remiss").waitFor();
  await newest.getByText(/Anna|dig/).waitFor();
  const { draft } = await bed.server.ask<ConceptView>(`/glossary/concepts/${concepts.proposed}`);
  expect(draft.terms.map(({ status }) => status)).toEqual(["admitted", "preferred"]);
});

test("what members may comment on is not approved over their heads", async () => {
  const { tab } = await bed.teams({ path: `/terms/concepts/${concepts.inReview}` });
  await tab.getByRole("region", { name: "Remiss" }).waitFor();
  expect(await tab.getByText("Godkänn utan remiss").count()).toBe(0);
});

test("many are approved, checked and removed at once, one is told what was left and why, and takes back a removal", {
  timeout: 120_000,
}, async () => {
  const words = ["alfaplan", "betaplan", "gammaplan"];
  for (const [at, word] of words.entries())
    await bed.server.write(
      "POST",
      "/glossary/concepts",
      { id: `0f3a9c10-5a64-4c1e-8f10-2d6b5e9a7d0${at}`, draft: draftOf([termOf("sv", word)]) },
      "Bo",
    );
  const { tab } = await bed.teams({ path: "/terms" });
  await tab.getByRole("button", { name: /^Förslag/ }).click();
  await tab.getByRole("button", { name: "Välj flera" }).click();
  const bar = tab.getByRole("region", { name: "Välj flera" });
  const pick = (word: string) => tab.getByRole("checkbox", { name: `Välj ${word}` });
  const row = (word: string) => tab.getByRole("rowheader", { name: new RegExp(`^${word}`) });
  for (const word of ["alfaplan", "betaplan", "invånarpanel"]) await pick(word).check();
  await bar.getByText(/^Valda: 3 av/).waitFor();
  await bar.getByRole("button", { name: "Godkänn utan remiss" }).click();
  const question = tab.getByRole("alertdialog", { name: "Godkänn 3 begrepp utan remiss?" });
  await question.getByRole("button", { name: "Godkänn utan remiss" }).click();

  await said(tab, "2 begrepp är godkända.");
  await bar.getByText("1 begrepp lämnades som det var:").waitFor();
  await bar.getByRole("listitem").filter({ hasText: "invånarpanel" }).getByText("på remiss").waitFor();
  await expect.poll(() => row("alfaplan").count()).toBe(0);
  expect(await pick("invånarpanel").isChecked()).toBe(true);
  expect(await pick("gammaplan").isChecked()).toBe(false);
  await expect
    .poll(() => tab.evaluate(() => document.activeElement?.textContent))
    .toBe("Godkänn utan remiss");

  await pick("invånarpanel").uncheck();
  await pick("gammaplan").check();
  await bar.getByRole("button", { name: "Markera som granskade" }).click();
  await said(tab, "1 begrepp är granskat.");
  await expect.poll(() => bar.getByText(/lämnades/).count()).toBe(0);
  await pick("gammaplan").check();
  await bar.getByRole("button", { name: "Ta bort" }).click();
  await said(tab, "1 begrepp är borttaget.");
  await expect.poll(() => row("gammaplan").count()).toBe(0);
  await tab.getByRole("button", { name: "Ångra" }).click();
  await row("gammaplan").waitFor();
  await tab.getByRole("button", { name: "Välj flera" }).click();
  await bar.waitFor({ state: "detached" });
});

test("a proposal takes a term, its language and a line; what the short form can't show is shown by the whole one", {
  timeout: 120_000,
}, async () => {
  const { tab } = await bed.teams({ path: "/terms/new", as: "Bo" });
  const term = tab.getByLabel("Term", { exact: true });
  await term.fill("lähidemokratia");
  await tab.getByLabel("Kort förklaring (frivillig)").fill("asukkaiden vaikuttaminen");
  expect(await tab.getByRole("textbox").count()).toBe(2);
  await tab.getByLabel("Språk", { exact: true }).selectOption("fi");
  expect(await term.inputValue()).toBe("lähidemokratia");
  expect(await term.getAttribute("lang")).toBe("fi");

  await tab.getByRole("button", { name: "Visa alla fält" }).click();
  const finnish = tab.getByRole("region", { name: "Suomi", exact: true });
  await expect.poll(() => finnish.getByLabel("Term", { exact: true }).inputValue()).toBe("lähidemokratia");
  await expect.poll(() => tab.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
  expect(await finnish.getByLabel("Definition", { exact: true }).inputValue()).toBe(
    "asukkaiden vaikuttaminen",
  );
  const swedish = tab.getByRole("region", { name: "Svenska", exact: true });
  await swedish.getByLabel("Term", { exact: true }).fill("närdemokrati");
  await tab.evaluate(() => location.reload());
  await tab.getByText("Här är det du skrev senast men inte skickade.").waitFor();
  expect(await swedish.getByLabel("Term", { exact: true }).inputValue()).toBe("närdemokrati");
  await tab.getByRole("button", { name: "Skicka förslaget" }).click();
  await tab.getByRole("heading", { level: 1, name: "närdemokrati" }).waitFor();
  await tab.getByRole("region", { name: "Suomi" }).getByText("asukkaiden vaikuttaminen").waitFor();
});

/** What a live region says. */
const said = (tab: Frame, words: string) => tab.getByRole("status").getByText(words).first().waitFor();

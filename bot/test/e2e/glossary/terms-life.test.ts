import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
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

/** What a live region says. */
const said = (tab: Frame, words: string) => tab.getByRole("status").getByText(words).first().waitFor();

import type { Frame } from "playwright-core";
import { expect, test } from "vitest";
import { stage } from "#test/e2e/harness/browser-fixture.ts";

const bed = stage();

test("questions are added, moved with buttons and keys, duplicated and removed, and what is removed comes back", async () => {
  const { tab } = await beginFrom("Efter Kaffe med Uffe");
  const before = await questions(tab);

  await tab.getByLabel("Typ av ny fråga").selectOption({ label: "Fritext" });
  await tab.getByRole("button", { name: "Lägg till fråga" }).click();
  const last = before.length + 1;
  await questionAt(tab, last)
    .getByRole("group", { name: "Frågan" })
    .getByLabel("Svenska")
    .fill("Något annat?");
  await expect.poll(() => questions(tab)).toEqual([...before, "Något annat?"]);

  await tab.getByRole("button", { name: `Flytta fråga ${last} uppåt` }).click();
  await expect.poll(() => placeOf(tab, "Något annat?")).toBe(last - 1);
  await questionAt(tab, last - 1)
    .getByRole("button", { name: /Något annat/ })
    .focus();
  await tab.page().keyboard.press("Alt+ArrowDown");
  await expect.poll(() => placeOf(tab, "Något annat?")).toBe(last);
  await tab.page().keyboard.press("Alt+ArrowUp");
  await expect.poll(() => placeOf(tab, "Något annat?")).toBe(last - 1);
  expect(await tab.evaluate(() => document.activeElement?.textContent)).toContain("Något annat?");
  await tab
    .getByRole("status")
    .getByText(`Frågan är nu nummer ${last - 1} av ${last}.`)
    .waitFor();

  await tab.getByRole("button", { name: `Duplicera fråga ${last - 1}` }).click();
  await expect.poll(() => questions(tab).then(({ length }) => length)).toBe(last + 1);
  await tab.getByRole("button", { name: `Ta bort fråga ${last}`, exact: true }).click();
  await expect.poll(() => questions(tab).then(({ length }) => length)).toBe(last);

  await tab.getByRole("button", { name: "Ta bort fråga 1", exact: true }).click();
  await tab.getByRole("button", { name: "Ångra" }).last().click();
  await expect.poll(() => questions(tab)).toEqual([...before, "Något annat?"].toSorted());
});

test("a question is dragged to its place", async () => {
  const { tab } = await beginFrom("Efter Kaffe med Uffe");
  const [first = ""] = await questions(tab);
  await tab.getByRole("button", { name: first }).click();

  const below = { targetPosition: { x: 200, y: 60 } };
  await tab.locator("[draggable=true]").first().dragTo(tab.locator("ol > li").nth(1), below);

  await expect.poll(() => placeOf(tab, first)).toBe(2);
});

test("three languages are written side by side, and what is missing is marked and leads to its field", async () => {
  const { tab } = await beginFrom("en tom enkät");
  await tab.getByRole("checkbox", { name: "English" }).check();
  const name = tab.getByRole("group", { name: "Enkätens namn" });
  await name.getByLabel("Svenska").fill("Kaffe");
  await name.getByLabel("Suomi").fill("Kahvi");
  await tab.getByRole("button", { name: "Lägg till fråga" }).click();

  await expect.poll(() => name.getByText("Saknas").count()).toBe(1);
  await tab.getByRole("link", { name: /namn.*English/i }).click();
  await expect.poll(() => tab.evaluate(() => document.activeElement?.getAttribute("lang"))).toBe("en");
  await tab.page().keyboard.type("Coffee");
  await expect.poll(() => name.getByText("Saknas").count()).toBe(0);
  await saved(tab);

  const preview = tab.getByRole("region", { name: "Så ser kortet ut" });
  for (const [language, words] of [
    ["Svenska", "Kaffe"],
    ["Suomi", "Kahvi"],
    ["English", "Coffee"],
  ] as const) {
    await preview.getByRole("tab", { name: language }).click();
    await preview.getByRole("heading", { name: words, exact: true }).waitFor();
  }
});

test("what is written is saved by itself: it stands after a reload, and after the server has been down", async () => {
  const { page, tab, reload } = await beginFrom("Veckopuls", [/401|ERR_CONNECTION_REFUSED/]);
  const name = () => tab.getByRole("group", { name: "Enkätens namn" }).getByLabel("Svenska");
  await name().fill("Sparad av sig själv");
  await saved(tab);
  await reload();
  await expect.poll(() => name().inputValue()).toBe("Sparad av sig själv");

  await bed.server.end();
  await name().fill("Skriven utan server");
  await tab.getByText("Inte sparat.").waitFor();
  await tab.getByText(/Servern svarar inte just nu/).waitFor();
  await bed.server.start();
  await tab.getByRole("button", { name: "Försök igen" }).click();
  await saved(tab);
  await reload();
  await expect.poll(() => name().inputValue()).toBe("Skriven utan server");
  expect(page.isClosed()).toBe(false);
});

test("two who write the same survey are told, and choose whose version counts", async () => {
  const first = await beginFrom("Veckopuls", [/409/]);
  const path = new URL(first.tab.url()).pathname.replace("/tab/", "");
  const second = await bed.teams({ subPageId: path, allowed: [/409/] });
  const nameIn = (tab: Frame) => tab.getByRole("group", { name: "Enkätens namn" }).getByLabel("Svenska");
  await nameIn(second.tab).waitFor();

  await nameIn(first.tab).fill("Annas första");
  await saved(first.tab);
  await nameIn(second.tab).fill("Annas andra");
  await second.tab.getByRole("alert").getByText("Det här har ändrats på annat håll").waitFor();
  await second.tab.getByRole("button", { name: "Ta den sparade" }).click();
  await expect.poll(() => nameIn(second.tab).inputValue()).toBe("Annas första");

  await nameIn(first.tab).fill("Annas tredje");
  await saved(first.tab);
  await nameIn(second.tab).fill("Annas fjärde");
  await second.tab.getByRole("button", { name: "Behåll min" }).click();
  await saved(second.tab);
  await first.reload();
  await expect.poll(() => nameIn(first.tab).inputValue()).toBe("Annas fjärde");
});

test("a survey is copied and deleted in the list, and the deleted one comes back", async () => {
  const { tab } = await bed.teams();
  const names = () => tab.getByRole("main").getByRole("heading", { level: 2 }).allTextContents();
  await tab.getByRole("button", { name: "Kopiera Kundrelationsmodellen med Helsingfors" }).click();
  await tab.getByText("Utkast", { exact: true }).first().waitFor();
  await tab.getByRole("navigation", { name: "Du är här" }).getByRole("link", { name: "Enkäter" }).click();
  await expect.poll(names).toContain("Kundrelationsmodellen med Helsingfors");
  const count = (await names()).length;

  await tab.getByRole("button", { name: "Ta bort Kommunförbundets kundenkät" }).click();
  await expect.poll(names).not.toContain("Kommunförbundets kundenkät");
  await tab.getByRole("button", { name: "Ångra" }).click();
  await expect.poll(names).toHaveLength(count);
});

/** A new survey, begun from the start that is named. */
async function beginFrom(start: string, allowed: RegExp[] = []) {
  const teams = await bed.teams({ allowed });
  const { tab } = teams;
  await tab.getByRole("link", { name: "Ny enkät" }).click();
  await tab.getByRole("button", { name: `Börja med ${start}` }).click();
  await tab.getByRole("group", { name: "Enkätens namn" }).waitFor();
  return {
    ...teams,
    tab,
    /** As Teams' own reload of the tab does. */
    reload: () => tab.goto(tab.url()).then(() => tab.getByRole("group", { name: "Enkätens namn" }).waitFor()),
  };
}

const types = "Ett val|Flera val|Skala 1–5|Fritext|Rekommendation 0–10|Förändring sedan i fjol";
const heading = new RegExp(`^Fråga \\d+ av \\d+ · (${types})( · \\d+ text(er)? saknas)?`);
/** The questions' words, in their order. */
async function questions(tab: Frame): Promise<string[]> {
  const list = tab.getByRole("region", { name: /^Frågor/ });
  const headings = await list.getByRole("heading", { level: 3 }).allTextContents();
  return headings.map((text) => text.replace(heading, ""));
}
const questionAt = (tab: Frame, number: number) =>
  tab.getByRole("region", { name: new RegExp(`^Fråga ${number} av`) });
/** Counting from one; 0 when there is no such question. */
const placeOf = async (tab: Frame, words: string) => (await questions(tab)).indexOf(words) + 1;
const saved = (tab: Frame) => tab.getByText(/^Sparat kl\. \d/).waitFor();

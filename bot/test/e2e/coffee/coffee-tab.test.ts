import type { Frame } from "playwright-core";
import { expect, test } from "vitest";
import type { CoffeeList } from "#features/coffee/contract.ts";
import { phone } from "#test/e2e/harness/browser.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";

const bed = stage();
const kaffe = { id: "19:kaffe@thread.tacv2", name: "Kaffe" };

test("a series is written, started, and its sessions stand in the list and in the calendar", {
  timeout: 120_000,
}, async () => {
  await bed.server.join(kaffe);
  const { tab } = await bed.teams({ path: "/coffee" });
  await begin(tab, "Kaffe med Uffe");
  await rename(tab, "Morgonkaffe");
  await tab.getByText("Andra torsdagen varje månad kl. 8.30–9.15, inte i juli.").waitFor();

  await tab.getByRole("link", { name: "Värd saknas" }).click();
  await expect.poll(() => focusedLabel(tab)).toBe("Värd");
  await fillAndStart(tab);

  await expect.poll(() => tab.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  expect(await tab.getByLabel("Länk till serien som kalender").inputValue()).toMatch(
    /\/coffee\/.+\.ics\?lang=sv$/,
  );
  await tab.getByRole("link", { name: "Kaffe", exact: true }).first().click();
  const sessions = tab.getByRole("region", { name: "Kommande träffar" });
  await sessions
    .getByRole("link", { name: /^torsdag .+ kl\. 8\.30–9\.15 Morgonkaffe$/ })
    .first()
    .waitFor();

  const { sessions: all } = await bed.server.ask<CoffeeList>("/coffee");
  const first = all.find(({ title }) => title.sv === "Morgonkaffe");
  await tab.getByRole("button", { name: "Kalender" }).click();
  await showMonth(tab, first?.startsAt ?? "");
  await tab.getByRole("table").getByRole("link", { name: "8.30 Morgonkaffe" }).first().click();
  await expect.poll(() => new URL(tab.url()).pathname).toContain(`/sessions/${first?.date}`);
});

test("the view that one chose is there the next time", async () => {
  await bed.server.join(kaffe);
  const { tab } = await bed.teams({ path: "/coffee" });
  await begin(tab, "Veckokaffe");
  await tab.getByRole("navigation", { name: "Du är här" }).getByRole("link").click();
  await tab.getByRole("button", { name: "Kalender" }).click();
  await tab.getByRole("table").waitFor();

  await tab.evaluate(() => location.reload());

  await tab.getByRole("button", { name: "Kalender", pressed: true }).waitFor();
  await tab.getByRole("table").waitFor();
});

test("a rule is read back as it is changed, and a single date is taken out and in by one press", async () => {
  const { tab } = await bed.teams({ path: "/coffee/series/new" });
  await tab.getByRole("button", { name: "Börja med Kaffe med Uffe" }).click();

  await tab.getByLabel("Upprepning").selectOption("week");
  await tab.getByLabel("Hur ofta").selectOption("2");
  await tab.getByLabel("Börjar kl.").fill("14:00");
  await tab.getByRole("switch", { name: "Paus i juli" }).click();
  await tab.getByText("Varannan torsdag kl. 14.00–14.45.").waitFor();

  const dates = tab.getByRole("region", { name: "Träffar de närmaste två åren" });
  const skip = dates.getByRole("button", { name: /^Hoppa över torsdag/ });
  const counted = async () => Number.parseInt((await dates.getByRole("status").textContent()) ?? "", 10);
  // Every other week, no more every month or week: the dates come a moment after the words.
  const isFortnightly = async () => Math.abs((await counted()) - 52) < 10;
  await expect.poll(isFortnightly).toBe(true);
  const before = await counted();
  await skip.first().click();
  await expect.poll(counted).toBe(before - 1);
  await dates.getByRole("button", { name: /^Ta med torsdag/ }).click();
  await expect.poll(counted).toBe(before);
  await tab.getByText(/^Sparat kl\. \d/).waitFor();
});

test("a session on a public holiday is suggested for leaving out", async () => {
  const { tab } = await bed.teams({ path: "/coffee/series/new" });
  await tab.getByRole("button", { name: "Börja med Veckokaffe" }).click();

  // Good Friday comes on a Friday each year.
  const dates = tab.getByRole("region", { name: "Träffar de närmaste två åren" });
  const row = dates.getByRole("listitem").filter({ hasText: "Långfredagen: hoppa över?" });
  await row.first().getByRole("button").click();

  await dates.getByRole("listitem").filter({ hasText: "Hoppas över" }).getByText("Långfredagen").waitFor();
});

test("what is half written is said to be wrong, and not saved", async () => {
  const { tab } = await bed.teams({ path: "/coffee/series/new" });
  await tab.getByRole("button", { name: "Börja med Tom serie" }).click();
  const link = tab.getByLabel("Länk till träffen");

  await link.fill("teams.microsoft.com");
  await link.press("Tab");
  const said = tab.getByRole("alert").getByText(/^Klistra in hela länken från mötet\./);
  await said.waitFor();
  await link.fill("https://teams.microsoft.com/meet/1");
  await tab.getByText(/^Sparat kl\. \d/).waitFor();

  expect(await said.count()).toBe(0);
});

test("a draft that was removed comes back; a series is ended only after one has said so", {
  timeout: 120_000,
}, async () => {
  await bed.server.join(kaffe);
  const { tab } = await bed.teams({ path: "/coffee/series/new" });
  await tab.getByRole("button", { name: "Börja med Kaffe med Uffe" }).click();
  await rename(tab, "Kvällskaffe");
  await tab.getByRole("button", { name: "Ta bort utkastet" }).click();
  await tab.getByText("Serien är borttagen.").waitFor();
  await tab.getByRole("button", { name: "Ångra" }).click();
  await tab.getByRole("link", { name: "Kvällskaffe" }).click();
  await fillAndStart(tab);

  await tab.getByRole("button", { name: "Avsluta serien" }).click();
  await tab.getByRole("alertdialog").getByRole("button", { name: "Gå tillbaka" }).click();
  await expect.poll(() => focusedLabel(tab)).toBe("Avsluta serien");
  await tab.getByRole("button", { name: "Avsluta serien" }).click();
  await tab.getByRole("alertdialog").getByRole("button", { name: "Avsluta serien" }).click();

  await tab.getByText("Avslutad", { exact: true }).waitFor();
  await expect.poll(() => tab.evaluate(() => document.activeElement?.tagName)).toBe("H1");
});

test("what each part keeps is told in Help, and no page begins with it", async () => {
  const html = async (path: string) => (await fetch(`${bed.server.url}/tab${path}`)).text();
  expect(await html("/coffee/now")).toContain('data-at="coffee"');
  expect(await html("/surveys")).toContain('data-at="surveys"');
  expect(await html("/%22coffee")).toContain('data-at=""');
  // Neither the frame nor a page has a sentence before its heading: a paragraph for all would be the first thing painted.
  expect(await html("/coffee")).not.toMatch(/<p[ >]/);

  const { tab } = await bed.teams({ as: "Bo", path: "/coffee", viewport: phone });
  await tab.getByRole("heading", { level: 1, name: "Kaffe" }).waitFor();
  expect(await tab.locator("header").getByRole("paragraph").count()).toBe(0);

  await tab.getByRole("button", { name: "Språk och hjälp" }).click();
  await tab.getByRole("button", { name: "Hjälp", exact: true }).click();
  const help = tab.getByRole("dialog", { name: "Hjälp" });
  for (const part of ["Enkäter", "Kaffe", "Nätverket", "Termer"])
    await help.getByRole("heading", { name: part, exact: true }).waitFor();
  await help.getByText("Ditt namn visas bland dem som kommer bara om du själv vill det.").waitFor();
  await help.getByText("grupper med färre än fem svar visas aldrig").waitFor();
  // One begins to read where it begins, and not at its first button.
  const belowTitle = (text: Element) =>
    text.getBoundingClientRect().top - (text.closest("[role=dialog]")?.getBoundingClientRect().top ?? 0);
  expect(await help.getByText(/^Skriv en enkät/).evaluate(belowTitle)).toBeGreaterThan(40);
});

test("where there are no series yet an organiser is told how to begin", async () => {
  const { tab } = await bed.teams({ as: "Demir", path: "/coffee" });
  await tab.getByText("Här finns inga träffar ännu. Välj Ny serie").waitFor();
  await tab.getByRole("link", { name: "Ny serie" }).waitFor();
});

test("who does not organise plans no series, and a link to one leads to a plain no", async () => {
  const anna = await bed.teams({ path: "/coffee/series/new" });
  await anna.tab.getByRole("button", { name: "Börja med Tom serie" }).click();
  await anna.tab.getByRole("heading", { name: "Om serien" }).waitFor();
  const subPageId = new URL(anna.tab.url()).pathname.replace("/tab/", "");

  const carita = await bed.teams({ as: "Carita", path: "/coffee" });
  await carita.tab.getByRole("heading", { level: 1, name: "Kaffe" }).waitFor();
  await carita.tab
    .getByText(/Inbjudningar kommer som kort i Teams|Kommande träffar/)
    .first()
    .waitFor();
  expect(await carita.tab.getByRole("link", { name: "Ny serie" }).count()).toBe(0);
  const linked = await bed.teams({ as: "Carita", subPageId, allowed: [/40[34]/] });
  await linked.tab.getByRole("alert").waitFor();
  expect(await linked.tab.getByLabel("Värd").count()).toBe(0);
});

async function begin(tab: Frame, name: string) {
  await tab.getByRole("link", { name: "Ny serie" }).click();
  await tab.getByRole("button", { name: `Börja med ${name}` }).click();
  await tab.getByRole("heading", { level: 1, name }).waitFor();
}

async function rename(tab: Frame, name: string) {
  await tab.getByRole("group", { name: "Seriens namn" }).getByLabel("Svenska").fill(name);
  await tab.getByText(/^Sparat kl\. \d/).waitFor();
}

async function fillAndStart(tab: Frame) {
  await tab.getByLabel("Värd").fill("Bo");
  await tab.getByRole("checkbox", { name: kaffe.name, exact: true }).check();
  await tab.getByText("Allt är på plats.").waitFor();
  await tab.getByRole("button", { name: "Starta serien" }).click();
  const asked = tab.getByRole("alertdialog", { name: "Starta serien?" });
  await asked.getByText(/^Inbjudan till den skickas .+ till 1 kanal eller chatt\.$/).waitFor();
  await asked.getByRole("button", { name: "Starta serien" }).click();
  await tab.getByText("Pågår", { exact: true }).waitFor();
}

/** Turns the calendar's pages until it shows the month of an instant. */
async function showMonth(tab: Frame, instant: string) {
  const month = new Intl.DateTimeFormat("sv-FI", { month: "long", year: "numeric" }).format(
    Date.parse(instant),
  );
  await tab.getByRole("table").waitFor();
  const shown = () => tab.getByRole("heading", { level: 2 }).first().textContent();
  for (let turned = 0; turned < 4; turned += 1) {
    const before = await shown();
    if (before === month) return;
    await tab.getByRole("button", { name: "Nästa månad" }).click();
    await expect.poll(shown).not.toBe(before);
  }
  throw new Error(`The calendar never comes to ${month}.`);
}

/** What has the focus, by its label or its own words. */
const focusedLabel = (tab: Frame): Promise<string | undefined> =>
  tab.evaluate(() => {
    const element = document.activeElement;
    const named = element instanceof HTMLInputElement ? element.labels?.[0] : element;
    return named?.textContent ?? undefined;
  });

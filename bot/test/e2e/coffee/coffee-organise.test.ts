import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { SeriesDraft, SessionView } from "#features/coffee/contract.ts";
import { coffeeStore } from "#features/coffee/series/store.ts";
import { demoTenantId } from "#platform/local/people.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { barriers, overflow } from "#test/e2e/harness/browser.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { screen } from "#test/e2e/harness/screens.ts";
import { demoTeamId, person } from "#test/e2e/harness/server.ts";
import { coffeeDraft } from "#test/harness/coffee.ts";

/* An organiser's page of one session, from before anybody is invited until the recap is sent: each test goes on where the last one ended. */

const bed = stage();
const coffee = { id: "19:kaffe@thread.tacv2", name: "Kaffe" };
const culture = { id: "19:kultur@thread.tacv2", name: "Kultur" };
const seriesId = "7d0c3a52-9b1e-4f86-8a47-2e5d6c9b1f21";
const date = inDays(3);
const path = `/coffee/series/${seriesId}/sessions/${date}`;

beforeAll(async () => {
  await bed.server.join(coffee);
  await bed.server.join(culture);
  bed.server.connector.setMembers(
    demoTeamId,
    ["Anna", "Bo", "Carita"].map((name) => person(name).id),
  );
  await bed.server.write("POST", "/coffee/series", { id: seriesId, draft: draft() });
  await bed.server.write("POST", `/coffee/series/${seriesId}/start`, {});
});

test("an invitation sent at once is said to be sent, and its card follows when the session is moved", async () => {
  const tab = await organised();
  await tab
    .getByText(/^Skickas automatiskt /)
    .first()
    .waitFor();
  await press(tab, "Inbjudningar", "Skicka nu");
  await confirm(tab, "Skicka inbjudningarna nu?", "Skicka nu");

  await sentTo(tab, coffee.name);
  await part(tab, "Inbjudningar")
    .getByText(/^Skickades /)
    .waitFor();
  expect(posts(coffee.id)).toHaveLength(1);
  expect(posts(coffee.id)[0]).toContain("kl. 14.00");

  await tab.getByLabel("Börjar (Finlands tid)").fill(`${inDays(4)}T10:15`);
  await tab.getByRole("button", { name: "Spara ändringarna" }).click();
  await tab.getByText("Ändringarna är sparade.").waitFor();

  await expect.poll(() => redrawn(coffee.id)).toContain("kl. 10.15");
  expect(redrawn(coffee.id)).toContain("Flyttad från");
  expect(posts(coffee.id)).toHaveLength(1);
});

test("one more channel is invited, and those that have been are not asked again", async () => {
  const tab = await organised();
  await tab.getByText("Skicka till fler kanaler och chattar").click();
  await tab.getByRole("checkbox", { name: culture.name }).check();
  await press(tab, "Inbjudningar", "Skicka till 1 kanal eller chatt");
  await confirm(
    tab,
    "Skicka inbjudan till ytterligare 1 kanal eller chatt?",
    "Skicka till 1 kanal eller chatt",
  );

  await sentTo(tab, culture.name);
  expect(posts(culture.id)[0]).toContain("kl. 10.15");
  expect([posts(coffee.id), posts(culture.id)].map(({ length }) => length)).toEqual([1, 1]);
});

test("what most people ask is taken to the agenda, and stands on the cards", async () => {
  const id = crypto.randomUUID();
  await bed.server.write(
    "POST",
    `${path}/questions`,
    { id, text: "Vem bakar bullarna?", anonymous: true },
    "Carita",
  );
  for (const name of ["Bo", "Carita"])
    await bed.server.write("PUT", `${path}/questions/${id}/vote`, { voted: true }, name);
  const tab = await organised();

  const line = part(tab, "Förslag till agendan")
    .getByRole("listitem")
    .filter({ hasText: "Vem bakar bullarna?" });
  await line.getByText("2 röster").waitFor();
  await line.getByRole("button", { name: "Lägg till på agendan" }).click();
  await tab.getByText("Raden står sist på agendan.").waitFor();

  const agenda = tab.getByRole("group", { name: "Agenda" });
  await expect.poll(() => agenda.getByLabel("Suomi").inputValue()).toBe("Vem bakar bullarna?");
  for (const { id } of [coffee, culture])
    await expect.poll(() => redrawn(id)).toContain("Vem bakar bullarna?");
  await bed.server.write("POST", `${path}/questions/${id}/moderation`, { deed: "answer", answer: "Anna." });
});

test("who came is counted by hand, and a recap in three languages is looked at and sent", async () => {
  await holdSession();
  const tab = await organised();
  await tab.getByLabel("Räknat antal deltagare").fill("14");
  await press(tab, "Hur många kom", "Spara");
  await tab.getByText("Antalet är sparat.").waitFor();

  const recap = part(tab, "Sammandrag");
  const send = recap.getByRole("button", { name: "Skicka nu" });
  for (const [language, themes] of [
    ["Svenska", "Bullarna\nBudgeten"],
    ["Suomi", "Pullat"],
    ["English", "The buns"],
  ] as const)
    await recap.getByLabel(language).fill(themes);
  await recap.getByText("Spara först, så att det du ser är det som skickas.").waitFor();
  expect(await send.getAttribute("aria-disabled")).toBe("true");
  const seen = recap.getByRole("listitem");
  await expect
    .poll(() => seen.allTextContents())
    .toEqual(["Bullarna", "Budgeten", "Vem bakar bullarna? Svar: Anna."]);
  await recap.getByRole("button", { name: "Spara sammandraget" }).click();
  await tab.getByText("Sammandraget är sparat.").waitFor();

  await send.click();
  await confirm(tab, "Skicka sammandraget nu?", "Skicka nu");
  await tab.getByText("Sammandraget skickas.").waitFor();
  await recap.getByText(/^Skickades /).waitFor();

  for (const { id } of [coffee, culture]) {
    await expect
      .poll(() => posts(id).find((post) => post.includes("Efter kaffet:")))
      .toContain("14 var med.");
    expect(posts(id).find((post) => post.includes("Efter kaffet:"))).toContain("Budgeten");
  }
  const { recap: kept, attendance } = await bed.server.ask<SessionView>(path);
  expect(kept.themes).toEqual({ sv: "Bullarna\nBudgeten", fi: "Pullat", en: "The buns" });
  expect(attendance?.counted).toBe(14);
});

test("what was sent is corrected where it stands, and everybody reads on the page how it went", async () => {
  const tab = await organised();
  const recap = part(tab, "Sammandrag");
  await recap.getByLabel("Svenska").fill("Bullarna\nBudgeten för 2027");
  await recap.getByRole("button", { name: "Spara rättelsen" }).click();
  await tab.getByText("Rättelsen är sparad, och korten uppdateras.").waitFor();
  for (const { id } of [coffee, culture]) await expect.poll(() => redrawn(id)).toContain("Budgeten för 2027");
  expect(posts(coffee.id).filter((post) => post.includes("Efter kaffet:"))).toHaveLength(1);

  const bo = await bed.teams({ as: "Bo", path });
  const held = part(bo.tab, "Så gick det");
  await held.getByText(/^14 kom\./).waitFor();
  expect(await held.getByRole("listitem").allTextContents()).toEqual(["Bullarna", "Budgeten för 2027"]);
  expect(await bo.tab.getByText(/platser är lediga|Din påminnelse|Påminnelser/).count()).toBe(0);
  expect(await barriers(bo.tab)).toEqual([]);
  await screen(bo.page, "coffee-held");
});

test("the delivery of invitation and recap is listed, and the page is open to all", async () => {
  const tab = await organised();
  const sendings = tab.getByRole("region", { name: "Utskick" });
  for (const name of [/^Inbjudan · Skickad /, /^Sammandrag · Skickad /]) {
    const sending = sendings.getByRole("article", { name });
    await sending.getByText("2 skickade", { exact: true }).waitFor();
  }
  expect(await barriers(tab)).toEqual([]);
  expect(await overflow(tab)).toBe(0);
  await screen(tab.page(), "coffee-organised");
});

async function organised(): Promise<Frame> {
  const { tab } = await bed.teams({ as: "Anna", path });
  await tab.getByRole("link", { name: "Ordna" }).click();
  await tab.getByRole("heading", { name: "Inbjudningar" }).waitFor();
  return tab;
}

const part = (tab: Frame, name: string) => tab.getByRole("region", { name, exact: true });
const press = (tab: Frame, region: string, name: string) =>
  part(tab, region).getByRole("button", { name, exact: true }).click();
const confirm = (tab: Frame, title: string, deed: string) =>
  tab.getByRole("alertdialog", { name: title }).getByRole("button", { name: deed }).click();
const sentTo = (tab: Frame, name: string) =>
  tab.getByRole("row", { name }).getByText("Skickad", { exact: true }).waitFor();

const cardsTo = (placeId: string, wanted: string): string[] =>
  bed.server.connector.posted
    .filter((each) => each.placeId === placeId && each.method === wanted)
    .map(({ body }) => JSON.stringify(body));
const posts = (placeId: string) => cardsTo(placeId, "POST");
/** The card as it was last drawn anew in a place. */
const redrawn = (placeId: string) => cardsTo(placeId, "PUT").at(-1) ?? "";

/** The session was held two hours ago: nobody can wait for that, so its row says so while the server is away. */
async function holdSession(): Promise<void> {
  await bed.server.end();
  const home = await openEmbedded(bed.server.folder);
  const store = coffeeStore(home.tables);
  const session = await store.findSession(demoTenantId, seriesId, date);
  const startsAt = new Date(Date.now() - 2 * 3_600_000).toISOString();
  await store.changeSession(session, (stored) => ({ ...stored, draft: { ...stored.draft, startsAt } }));
  await home.close();
  await bed.server.start();
}

/** A coffee in three days, to which people are invited on that very morning. */
function draft(): SeriesDraft {
  return {
    ...coffeeDraft,
    rule: {
      ...coffeeDraft.rule,
      repeats: { unit: "week", every: 1, weekday: new Date(date).getUTCDay() || 7 },
      startsOn: date,
      time: "14:00",
      pausedMonths: [],
    },
    placeIds: [coffee.id],
    invitation: { daysBefore: 0, time: "09:00" },
  };
}

/** The day that it is in Finland so many days from now. */
function inDays(days: number): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(
    Date.now() + days * 86_400_000,
  );
}

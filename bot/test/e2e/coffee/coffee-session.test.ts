import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { CoffeeList, QuestionBox, SeriesDraft, SessionView } from "#features/coffee/contract.ts";
import { barriers, overflow } from "#test/e2e/harness/browser.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { screen } from "#test/e2e/harness/screens.ts";
import { demoTeamId, person } from "#test/e2e/harness/server.ts";

const bed = stage();
const channel = { id: "19:kaffe@thread.tacv2", name: "Kaffe" };
const seriesId = "7d0c3a52-9b1e-4f86-8a47-2e5d6c9b1f01";
let date = "";

const path = () => `/coffee/series/${seriesId}/sessions/${date}`;
const ask = <T>(name: string, rest = "") => bed.server.ask<T>(`${path()}${rest}`, name);
const write: typeof bed.server.write = (...asked) => bed.server.write(...asked);

beforeAll(async () => {
  await bed.server.join(channel);
  bed.server.connector.setMembers(
    demoTeamId,
    ["Anna", "Bo", "Carita"].map((name) => person(name).id),
  );
  await write("POST", "/coffee/series", { id: seriesId, draft: draft() });
  await write("POST", `/coffee/series/${seriesId}/start`, {});
  const { sessions } = await bed.server.ask<CoffeeList>("/coffee");
  date = sessions.find((session) => session.seriesId === seriesId)?.date ?? "";
});

test("who is invited answers with one press, and gives the seat away with another", async () => {
  const { tab } = await bed.teams({ as: "Bo", path: path() });
  await tab.getByRole("heading", { level: 1, name: "Kaffe i prov" }).waitFor();

  await tab.getByRole("button", { name: "Kommer" }).click();
  await tab.getByText("Du kommer. Du har en plats.").first().waitFor();
  await write("PUT", `${path()}/answer`, answer("yes"), "Carita");
  expect((await ask<SessionView>("Carita")).standing.seat).toEqual({ has: false, waiting: 1 });

  await tab.getByRole("button", { name: "Nej" }).click();
  await tab.getByText("Du kommer inte.").first().waitFor();
  expect(await tab.getByRole("button", { name: "Nej" }).getAttribute("aria-pressed")).toBe("true");
  expect((await ask<SessionView>("Carita")).standing.seat).toEqual({ has: true });

  await tab.getByRole("button", { name: "Svara likadant för hela serien" }).click();
  await tab.getByText("För hela serien har du svarat att du inte kan.").waitFor();
  await tab.getByRole("button", { name: "Ta tillbaka svaret för hela serien" }).click();
  await tab
    .getByRole("button", { name: "Ta tillbaka svaret för hela serien" })
    .waitFor({ state: "detached" });
  await expect.poll(() => tab.evaluate(() => document.activeElement?.textContent)).toBe("Kommer du?");
});

test("a question is asked without a name, voted for, and its author sees why it is withheld", async () => {
  const [{ tab }, { tab: organiser }] = await Promise.all([
    bed.teams({ as: "Bo", path: path() }),
    bed.teams({ as: "Anna", path: path(), locale: "fi-fi" }),
  ]);
  await tab.getByLabel("Din fråga").fill("Vem kokar kaffet?");
  await tab.getByLabel("Fråga anonymt").check();
  await tab.getByText(/kan känna igen den som din tills nyckeln förstörs/).waitFor();
  await tab.getByRole("button", { name: "Skicka frågan" }).click();

  const mine = questionIn(tab, "Vem kokar kaffet?");
  await mine.getByText("Din fråga").waitFor();
  expect(await mine.getByText("Bo").count()).toBe(0);
  const vote = mine.getByRole("button", { name: "Rösta" });
  await vote.click();
  await mine.getByText("1 röst").waitFor();
  expect(await vote.getAttribute("aria-pressed")).toBe("true");
  await vote.click();
  await mine.getByText("Inga röster").waitFor();

  const seen = questionIn(organiser, "Vem kokar kaffet?");
  await seen.getByText("Nimetön").waitFor();
  await seen.getByRole("button", { name: "Käsittele" }).click();
  await seen.getByLabel("Miksi sitä ei näytetä").selectOption("later");
  await seen.getByRole("button", { name: "Älä näytä" }).click();
  await organiser.getByText("Kysymys ei enää näy muille.").waitFor();
  await seen.getByRole("button", { name: "Avaa uudelleen" }).waitFor();
  await expect.poll(() => focused(organiser)).toMatch(/^question-/);

  await mine.getByText("Varför den inte visas: tas upp en annan gång.").waitFor({ timeout: 30_000 });
  const { withheld, questions } = await ask<QuestionBox>("Carita", "/questions");
  expect(withheld).toEqual([{ reason: "later", count: 1 }]);
  expect(questions).toEqual([]);

  await organiser.getByRole("button", { name: "Kumoa" }).click();
  await seen.getByRole("button", { name: "Merkitse vastatuksi" }).waitFor();
});

test("a pinned question that is withheld by mistake is back where it was with one press", async () => {
  await asked("Var står kannan?", "Bo");
  const { tab } = await bed.teams({ as: "Anna", path: path() });
  const question = questionIn(tab, "Var står kannan?");
  const pinned = question.getByText("Fäst", { exact: true });
  const manage = async (deed: string) => {
    await question.getByRole("button", { name: "Hantera" }).click();
    await question.getByRole("button", { name: deed, exact: true }).click();
  };
  await manage("Fäst överst");
  await pinned.waitFor();
  await manage("Visa inte");
  await question.getByText("Visas inte för andra").waitFor();

  await tab.getByRole("button", { name: "Ångra" }).last().click();
  await pinned.waitFor();
  const { questions } = await ask<QuestionBox>("Carita", "/questions");
  expect(questions[0]).toMatchObject({ text: "Var står kannan?", pinned: true });
  await write("POST", `${path()}/questions/${questions[0]?.id}/moderation`, { deed: "unpin" });
});

test("whoever asked takes the question back, and it is gone for everybody", async () => {
  await asked("Finns det mjölk?", "Carita");
  await write("PUT", `${path()}/questions/${await idOf("Finns det mjölk?")}/vote`, { voted: true }, "Bo");
  const [{ tab }, { tab: other }] = await Promise.all([
    bed.teams({ as: "Carita", path: path() }),
    bed.teams({ as: "Bo", path: path() }),
  ]);
  await questionIn(other, "Finns det mjölk?").waitFor();
  expect(
    await questionIn(other, "Finns det mjölk?").getByRole("button", { name: "Ta tillbaka" }).count(),
  ).toBe(0);
  const takeBack = questionIn(tab, "Finns det mjölk?").getByRole("button", { name: "Ta tillbaka" });

  await takeBack.click();
  await tab.getByRole("alertdialog").getByRole("button", { name: "Gå tillbaka" }).click();
  await takeBack.click();
  const sure = tab.getByRole("alertdialog", { name: "Ta tillbaka frågan?" });
  await sure.getByRole("button", { name: "Ta tillbaka" }).click();

  await tab.getByText("Frågan är tillbakatagen.").waitFor();
  await tab.getByText("Frågan visas inte längre.").waitFor();
  await expect.poll(() => focused(tab)).toMatch(/^question-/);
  await questionIn(other, "Finns det mjölk?").waitFor({ state: "detached", timeout: 30_000 });
  expect(await idOf("Finns det mjölk?")).toBe("");
});

test("votes of others move nothing until one asks for the new order", async () => {
  await asked("Blir det bulle?", "Bo");
  await asked("Blir det te?", "Bo");
  const { tab } = await bed.teams({ as: "Bo", path: path() });
  await questionIn(tab, "Blir det te?").waitFor();
  const before = await order(tab);
  const last = before.at(-1) ?? "";

  for (const name of ["Anna", "Carita"])
    await write("PUT", `${path()}/questions/${await idOf(last)}/vote`, { voted: true }, name);

  const renew = tab.getByRole("button", { name: "Visa ny ordning" });
  await renew.waitFor({ timeout: 30_000 });
  await questionIn(tab, last).getByText("2 röster").waitFor();
  expect(await order(tab)).toEqual(before);
  await renew.click();
  expect((await order(tab))[0]).toBe(last);
  expect(await tab.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Frågor");
});

test("an organiser's words are not lost when somebody else has written meanwhile", async () => {
  const { tab } = await bed.teams({ as: "Anna", path: path(), allowed: [/status of 409/] });
  await tab.getByRole("link", { name: "Ordna" }).click();
  const theme = tab.getByRole("group", { name: "Tema" }).getByLabel("Svenska");
  await theme.fill("Budgeten");
  const now = await ask<SessionView>("Anna");
  const theirs = { ...now.draft, host: "Demir" };
  await write("PUT", path(), { version: now.version, draft: theirs });

  await tab.getByRole("button", { name: "Spara ändringarna" }).click();
  await tab.getByText("Någon annan har ändrat träffen.").waitFor();
  expect(await theme.inputValue()).toBe("Budgeten");
  await tab.getByRole("button", { name: "Behåll min version" }).click();
  await tab.getByText("Ändringarna är sparade.").waitFor();

  await tab.getByRole("heading", { level: 1, name: "Budgeten" }).waitFor();
  expect((await ask<SessionView>("Bo")).theme.sv).toBe("Budgeten");
});

test("a question is merged into another, and put on the agenda with one press and taken off with another", async () => {
  await asked("Finns det saft?", "Bo");
  await asked("Finns det juice?", "Carita");
  const juice = await idOf("Finns det juice?");
  for (const name of ["Anna", "Bo", "Carita"])
    await write("PUT", `${path()}/questions/${juice}/vote`, { voted: true }, name);
  const { tab } = await bed.teams({ as: "Anna", path: path() });
  const question = questionIn(tab, "Finns det saft?");

  await question.getByRole("button", { name: "Hantera" }).press("Enter");
  await question.getByLabel("Slå ihop med frågan").selectOption({ label: "Finns det juice?" });
  await question.getByRole("button", { name: "Slå ihop" }).press("Enter");
  await question.getByText("Ingår i frågan ”Finns det juice?”. Rösterna räknas där.").waitFor();

  await tab.getByRole("link", { name: "Ordna" }).click();
  const proposed = tab.getByRole("listitem").filter({ hasText: "Finns det juice? (3 röster)" });
  await proposed.getByRole("button", { name: "Lägg till på agendan" }).click();
  await tab.getByText("Raden står sist på agendan.").waitFor();
  expect((await ask<SessionView>("Bo")).agenda.fi).toBe("Finns det juice?");
  await tab.getByRole("button", { name: "Ångra" }).last().click();
  await expect.poll(async () => (await ask<SessionView>("Bo")).agenda.fi).toBe("");
});

test("reminders come only to whoever asks for them, and the page says which", async () => {
  const { tab } = await bed.teams({ as: "Carita", path: path() });
  await tab.getByText("Du får inga påminnelser.", { exact: true }).waitFor();

  await tab.getByRole("switch", { name: "Dagen innan" }).check();
  await tab.getByText("Du får en påminnelse dagen innan.").first().waitFor();
  await tab.getByRole("switch", { name: "Tysta timmar" }).check();
  await tab.getByLabel("Från").fill("21:30");
  await tab.getByLabel("Från").blur();

  const quiet = { from: "21:30", to: "07:00" };
  await expect.poll(async () => (await ask<SessionView>("Carita")).reminders.quiet).toEqual(quiet);
  expect((await ask<SessionView>("Bo")).reminders.dayBefore).toBe(false);
});

test("a session is cancelled when one says so twice, and held after all", async () => {
  const { tab } = await bed.teams({ as: "Anna", path: path() });
  await tab.getByRole("link", { name: "Ordna" }).click();

  await tab.getByRole("button", { name: "Ställ in träffen" }).click();
  await tab.getByRole("alertdialog").getByRole("button", { name: "Ställ in träffen" }).click();
  await tab.getByRole("heading", { name: "Träffen är inställd" }).waitFor();
  expect((await ask<SessionView>("Bo")).state).toBe("cancelled");

  await tab.getByRole("button", { name: "Håll träffen ändå" }).click();
  await tab.getByRole("button", { name: "Ställ in träffen" }).waitFor();
  expect((await ask<SessionView>("Bo")).state).toBe("invited");
});

test("beside a meeting the host sees questions as they come, marks them answered with the keyboard, and takes it back", async () => {
  await asked("Hörs det?", "Carita");
  const { tab, page } = await bed.teams({
    as: "Anna",
    path: "/coffee",
    frameContext: "sidePanel",
    theme: "dark",
    viewport: { width: 320, height: 740 },
  });
  const question = questionIn(tab, "Hörs det?");
  const button = question.getByRole("button", { name: "Markera som besvarad" });
  await button.waitFor();
  expect(new URL(tab.url()).pathname).toBe("/tab/coffee/now");
  await asked("Syns bilden?", "Bo");
  await questionIn(tab, "Syns bilden?").waitFor({ timeout: 30_000 });
  expect(await barriers(tab)).toEqual([]);
  expect(await overflow(tab)).toBe(0);
  await screen(page, "coffee-panel-dark");

  await button.press("Enter");
  await question.getByRole("button", { name: "Öppna igen" }).waitFor();
  expect(await focused(tab)).toBe("");
  expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe("Öppna igen");
  await tab.getByRole("button", { name: "Ångra" }).press("Enter");
  await button.waitFor();
});

test.each([
  ["default", 1280, "sv-se"],
  ["dark", 360, "fi-fi"],
  ["contrast", 320, "en-gb"],
] as const)(
  "the session's pages have no barriers in %s, %i pixels wide, in %s",
  async (theme, width, locale) => {
    await asked(`Hur ${theme} är kaffet?`, "Carita");
    await asked(`En lång fråga: hur ${theme} är allt det andra som kommunerna bjuder på i höst?`, "Bo");
    const { tab, page } = await bed.teams({
      as: "Anna",
      path: path(),
      theme,
      locale,
      viewport: { width, height: 900 },
    });
    await tab
      .getByRole("button", { name: /^(Rösta|Äänestä|Vote)$/ })
      .first()
      .waitFor();
    await tab
      .getByRole("button", { name: /^(Hantera|Käsittele|Manage)$/ })
      .first()
      .click();
    await tab.getByLabel(/^(Varför den inte|Miksi sitä|Why it)/).waitFor();
    expect(await barriers(tab)).toEqual([]);
    expect(await overflow(tab)).toBe(0);
    await screen(page, `coffee-session-${theme}`);

    await tab.getByRole("link", { name: /^(Ordna|Järjestä|Organise)$/ }).click();
    await tab.getByRole("heading", { name: /^(Sammandrag|Yhteenveto|Recap)$/ }).waitFor();
    expect(await barriers(tab)).toEqual([]);
    expect(await overflow(tab)).toBe(0);
    await screen(page, `coffee-organise-${theme}`);
  },
);

const asked = (text: string, name: string) =>
  write("POST", `${path()}/questions`, { id: crypto.randomUUID(), text, anonymous: false }, name);

/** A weekly series with one seat, whose first session begins in twenty hours. */
function draft(): SeriesDraft {
  const [day = "", time = ""] = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Helsinki",
    dateStyle: "short",
    timeStyle: "short",
  })
    .format(Date.now() + 20 * 3_600_000)
    .split(" ");
  return {
    title: { sv: "Kaffe i prov", fi: "Koekahvit", en: "Coffee on trial" },
    about: { sv: "Morgonkaffe.", fi: "Aamukahvit.", en: "Morning coffee." },
    languages: ["sv", "fi", "en"],
    rule: {
      repeats: { unit: "week", every: 1, weekday: new Date(`${day}T12:00Z`).getUTCDay() || 7 },
      startsOn: day,
      endsOn: null,
      time,
      durationMinutes: 45,
      pausedMonths: [],
      skippedDates: [],
    },
    host: "Anna",
    capacity: 1,
    joinUrl: "https://teams.microsoft.com/l/meetup-join/1",
    placeIds: [channel.id],
    invitation: { daysBefore: 7, time: "09:00" },
    questions: { open: true, anonymous: true },
    recap: { on: true, time: "10:00", pulse: true },
  };
}

const answer = (given: "yes" | "no") => ({ answer: given, scope: "session", showName: false });
const questionIn = (tab: Frame, text: string) => tab.getByRole("listitem").filter({ hasText: text });
const focused = (tab: Frame) => tab.evaluate(() => document.activeElement?.id ?? "");
const order = (tab: Frame) => tab.locator("[id^='question-'][id$='-text']").allTextContents();

async function idOf(text: string): Promise<string> {
  const { questions } = await ask<QuestionBox>("Anna", "/questions");
  return questions.find((question) => question.text === text)?.id ?? "";
}

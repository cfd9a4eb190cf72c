import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { customerSurveyId } from "#test/e2e/harness/server.ts";

const bed = stage();
const resultsOfCustomers = `surveys/${customerSurveyId}/results`;

test("Teams is told when the tab can be shown, and gives it its language and its token", async () => {
  const { tab, state } = await bed.teams({ locale: "fi-fi" });

  await tab.getByRole("heading", { level: 1, name: "Kyselyt" }).waitFor();

  expect(state.asked).toEqual(
    expect.arrayContaining(["appInitialization.appLoaded", "appInitialization.success"]),
  );
  expect(await tab.getByLabel(/Olet|Du är/).count()).toBe(0);
});

test("Teams that takes its time is waited for and then followed", { timeout: 120_000 }, async () => {
  // At the same time: each is mostly waiting.
  await Promise.all([
    waitsFor("initialize", 8_000),
    waitsFor("getContext", 8_000),
    waitsFor("initialize", 20_000),
    waitsFor("getContext", 20_000),
  ]);
});

async function waitsFor(func: "initialize" | "getContext", delayMs: number): Promise<void> {
  const { tab, state } = await bed.teams({
    locale: "fi-fi",
    theme: "dark",
    subPageId: resultsOfCustomers,
    delaysMs: { [func]: delayMs },
  });
  await tab.locator(".bone").first().waitFor();
  await expect.poll(() => state.asked).toContain(func);
  // Longer than the tab once waited: it takes itself for nothing meanwhile.
  await pause(2_500);
  expect(await tab.evaluate(() => document.documentElement.dataset.host)).toBeUndefined();
  expect(await tab.getByRole("alert").count()).toBe(0);
  if (func === "getContext") expect(state.asked).toContain("appInitialization.success");

  const title = tab.getByRole("heading", { level: 1, name: "Kuntaliiton asiakastutkimus" });
  await title.waitFor({ timeout: delayMs + 20_000 });

  expect(await tab.evaluate(() => document.documentElement.dataset.host)).toBe("teams");
  expect(await tab.evaluate(() => document.documentElement.lang)).toBe("fi");
  expect(await tab.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(31, 31, 31)");
  expect(state.asked).toEqual(
    expect.arrayContaining(["appInitialization.success", "authentication.getAuthToken"]),
  );
}

test("a page of its own is a browser at once, and asks nobody for Teams", async () => {
  const { open } = await bed.visit();
  const page = await open();
  const loaded: string[] = [];
  page.on("request", (request) => void loaded.push(request.url()));
  await page.goto(`${bed.server.url}/tab/`);
  await page.getByRole("link", { name: "Veckopuls" }).waitFor();

  expect(await page.evaluate(() => document.documentElement.dataset.host)).toBe("browser");
  expect(loaded.filter((url) => /teams-js/.test(url))).toEqual([]);
});

test("a change of theme in Teams is followed at once", async () => {
  const teams = await bed.teams({ theme: "default" });
  const { tab } = teams;
  await tab.getByRole("link", { name: "Veckopuls" }).waitFor();
  const colours = () =>
    tab.evaluate(() => {
      const colourOf = (selector: string, of: "color" | "backgroundColor") =>
        getComputedStyle(document.querySelector(selector) ?? document.body)[of];
      return [
        colourOf("body", "backgroundColor"),
        colourOf("h1", "color"),
        colourOf("main li", "backgroundColor"),
      ];
    });
  const light = await colours();

  await teams.setTheme("dark");
  await expect.poll(colours).toEqual(["rgb(31, 31, 31)", "rgb(255, 255, 255)", "rgb(41, 41, 41)"]);
  await teams.setTheme("contrast");
  await expect.poll(colours).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
  await teams.setTheme("default");
  await expect.poll(colours).toEqual(light);
});

test("a link in Teams opens the survey it points to, at once or in the open tab, and the way back leads home", async () => {
  const teams = await bed.teams({ subPageId: resultsOfCustomers });
  const { tab } = teams;
  await tab.getByRole("heading", { level: 1, name: "Kommunförbundets kundenkät" }).waitFor();
  await tab
    .getByRole("listitem")
    .getByText(/25\s% tycker/)
    .waitFor();

  await tab.getByRole("navigation", { name: "Du är här" }).getByRole("link", { name: "Enkäter" }).click();
  await tab.getByRole("heading", { level: 1, name: "Enkäter" }).waitFor();
  await expect.poll(() => tab.evaluate(() => document.activeElement?.tagName)).toBe("H1");

  await teams.follow(`surveys/${customerSurveyId}/send`);
  await tab.getByRole("heading", { name: "Utskick" }).waitFor();
  await teams.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await tab.getByRole("button", { name: "Kopiera länk" }).click();
  await expect
    .poll(() => tab.evaluate(() => navigator.clipboard.readText()))
    .toBe(`${bed.server.url}/tab/surveys/${customerSurveyId}/send`);

  await teams.pressBack();
  await tab.getByRole("heading", { level: 1, name: "Enkäter" }).waitFor();
});

test("a link to nothing says so and leads on", async () => {
  const { tab } = await bed.teams({ subPageId: "nowhere/at-all" });
  await tab.getByRole("heading", { name: "Sidan finns inte" }).waitFor();
  await tab.getByRole("link", { name: "Till startsidan" }).click();
  await tab.getByRole("link", { name: "Veckopuls" }).waitFor();
});

test("the page where Teams adds the tab to a channel explains itself, and Save works at once", async () => {
  const teams = await bed.teams({ path: "/config", frameContext: "settings" });
  await teams.tab.getByRole("heading", { name: "Lägg till Kommunpuls som flik" }).waitFor();
  await expect.poll(() => teams.state.isValid).toBe(true);

  await teams.save();

  await expect
    .poll(() => teams.state.saved)
    .toMatchObject({
      entityId: "surveys",
      suggestedDisplayName: "Enkäter",
      websiteUrl: `${bed.server.url}/tab`,
    });
  await expect.poll(() => teams.state.asked).toContain("settings.save.success");
});

test.for([
  [{ entityId: "coffee", contentUrl: "" }, "Kaffe"],
  [{ entityId: "an-older-name", contentUrl: "https://puls.example/tab/forum?lang=sv" }, "Forum"],
] as const)("a tab that is set again keeps what it shows: %o", async ([config, name]) => {
  const teams = await bed.teams({ path: "/config", frameContext: "settings", config });
  await expect
    .poll(() => teams.tab.getByRole("radio", { name: new RegExp(`^${name}`) }).isChecked())
    .toBe(true);
  await expect.poll(() => teams.state.isValid).toBe(true);

  await teams.save();

  await expect.poll(() => teams.state.saved).toMatchObject({ suggestedDisplayName: name });
});

test.for([
  ["CancelledByUser", "Inloggningen avbröts."],
  ["resourceDisabled", "Appen är avstängd i er organisation."],
  ["Anna's words", "Inloggningen slutfördes inte."],
] as const)(
  "where Teams gives no token because of %s, the person reads why",
  async ([signInFails, words]) => {
    const { tab } = await bed.teams({ signInFails });
    const code = words.startsWith("Inloggningen sl") ? "other" : signInFails;
    await tab.getByRole("button", { name: "Logga in" }).first().click();

    await tab.getByText(words).first().waitFor();
    expect(await tab.getByText(`Kod: ${code}`).count()).toBeGreaterThan(0);
  },
);

test("a file in Teams has an address that its own browser can open, and is whole there", async () => {
  const { tab, state } = await bed.teams({ subPageId: resultsOfCustomers });
  await tab.getByRole("button", { name: "Ladda ned CSV" }).click();
  await expect.poll(() => state.opened.length).toBe(1);

  const address = String(state.opened[0]);
  expect(address).toMatch(new RegExp(`^${bed.server.url}/open/files\\?ticket=[\\w-]+$`));
  const file = await fetch(address);
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="kommunpuls-.*\.csv"/);
  expect(await file.text()).toContain(";");
  expect((await fetch(`${address}AAAA`)).status).toBe(404);
});

test("a channel's tab can show coffee instead", async () => {
  const teams = await bed.teams({ path: "/config", frameContext: "settings" });
  await teams.tab.getByRole("radio", { name: /^Kaffe/ }).check();
  await expect.poll(() => teams.state.isValid).toBe(true);

  await teams.save();

  await expect
    .poll(() => teams.state.saved)
    .toMatchObject({
      entityId: "coffee",
      suggestedDisplayName: "Kaffe",
      websiteUrl: `${bed.server.url}/tab/coffee`,
    });
});

test("one goes from one feature to the other, and sees where one is", async () => {
  const { tab } = await bed.teams({ subPageId: `surveys/${customerSurveyId}/results` });
  const features = tab.getByRole("navigation", { name: "Kommunpuls delar" });
  const here = () => features.locator("[aria-current]").allInnerTexts();
  await features.getByRole("link", { name: "Kaffe" }).waitFor();
  await expect.poll(here).toEqual(["Enkäter"]);

  await features.getByRole("link", { name: "Kaffe" }).click();
  await tab.getByRole("heading", { level: 1, name: "Kaffe" }).waitFor();

  expect(await here()).toEqual(["Kaffe"]);
});

test("a token that has expired is replaced without a word", async () => {
  const teams = await bed.teams({ allowed: [/401/] });
  await teams.tab.getByRole("link", { name: "Veckopuls" }).waitFor();
  await bed.server.end();
  // After a start the local issuer has other keys, so the token that the tab has is no longer good.
  await bed.server.start();
  await teams.tab.getByRole("link", { name: "Kommunförbundets kundenkät" }).click();
  await teams.tab
    .getByRole("listitem")
    .getByText(/25\s% tycker/)
    .waitFor();
});

test("where Teams wants consent the person is asked to sign in, and comes in with one click", async () => {
  const teams = await bed.teams({ refusesTokens: true });
  await teams.tab.getByText("Teams behöver ditt samtycke innan sidan kan visas.").first().waitFor();

  teams.state.refusesTokens = false;
  await teams.tab.getByRole("button", { name: "Logga in" }).first().click();

  await teams.tab.getByRole("link", { name: "Veckopuls" }).waitFor();
});

test("a sign-in that the server does not know is said in words", async () => {
  const teams = await bed.teams({ token: "e30.e30.x", allowed: [/401/] });
  await teams.tab.getByRole("alert").first().waitFor();
  expect(await teams.tab.getByRole("alert").first().textContent()).toMatch(/logga|inlogg/i);
});

test("while the server is down the tab says so, and comes back with one click", async () => {
  const { tab } = await bed.teams({ allowed: [/ERR_CONNECTION_REFUSED|401|preload|Unreachable/] });
  await tab.getByRole("link", { name: "Ny enkät" }).waitFor();
  await bed.server.end();
  await tab.getByRole("link", { name: "Kommunförbundets kundenkät" }).click();
  await tab
    .getByRole("alert")
    .getByText(/Servern svarar inte just nu/)
    .waitFor({ timeout: 30_000 });

  await bed.server.start();
  await tab.getByRole("button", { name: "Försök igen" }).click();
  await tab
    .getByRole("listitem")
    .getByText(/25\s% tycker/)
    .waitFor();
});

test("outside Teams the production tab says where to go, and leads there", async () => {
  const { open } = await bed.visit();
  const page = await open();
  await page.route(`${bed.server.url}/tab/`, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('data-local="1"', 'data-local="0"');
    await route.fulfill({ response, body });
  });
  await page.goto(`${bed.server.url}/tab/`);
  await page.getByText("Öppna sidan i Teams: där är du redan inloggad.").first().waitFor();
  const way = await page.getByRole("link", { name: "Öppna i Teams" }).first().getAttribute("href");
  expect(new URL(way ?? "").searchParams.get("webUrl")).toBe(`${bed.server.url}/tab/`);
});

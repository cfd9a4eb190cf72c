import type { Frame } from "playwright-core";
import { expect, test } from "vitest";
import { stage } from "#test/e2e/harness/browser-fixture.ts";

const bed = stage();

test("somebody without a mouse goes from the list to a survey's results and reads a picture as a table", async () => {
  const { page, tab } = await bed.teams();
  await tab.getByRole("link", { name: "Kommunförbundets kundenkät" }).waitFor();
  await tab.locator("body").focus();

  await tabTo(tab, "Hoppa till innehållet");
  await page.keyboard.press("Enter");
  await tabTo(tab, "Kommunförbundets kundenkät");
  await page.keyboard.press("Enter");

  await tab.getByRole("heading", { level: 1, name: "Kommunförbundets kundenkät" }).waitFor();
  await expect.poll(() => focused(tab)).toBe("Kommunförbundets kundenkät");
  await tab.getByRole("button", { name: "Visa som tabell" }).first().waitFor();
  await tabTo(tab, "Visa som tabell");
  expect(await focusIsVisible(tab)).toBe(true);
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(tab)).toBe("Visa som bild");
});

test("somebody without a mouse begins a survey, adds a question, moves it and takes it back", async () => {
  const { page, tab } = await bed.teams();
  await tab.getByRole("link", { name: "Ny enkät" }).waitFor();
  await tab.locator("body").focus();
  await tabTo(tab, "Ny enkät");
  await page.keyboard.press("Enter");
  await tab.getByRole("button", { name: "Börja med Veckopuls" }).waitFor();
  await tabTo(tab, "Börja med Veckopuls");
  await page.keyboard.press("Enter");
  await tab.getByRole("group", { name: "Enkätens namn" }).waitFor();

  await tabTo(tab, "Lägg till fråga");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Orkar du?");
  const second = tab.getByRole("region", { name: "Fråga 2 av 2" });
  await second.getByText("Orkar du?").first().waitFor();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Alt+ArrowUp");
  await tab.getByRole("region", { name: "Fråga 1 av 2" }).getByText("Orkar du?").first().waitFor();

  await tabTo(tab, "Ta bort fråga 1", "Shift+Tab");
  await page.keyboard.press("Enter");
  await tab.getByRole("region", { name: "Fråga 1 av 1" }).waitFor();
  await page.keyboard.press("Control+z");
  await tab.getByRole("region", { name: "Fråga 1 av 2" }).getByText("Orkar du?").first().waitFor();
});

test("what is taken away hands the focus to the next row, and gets it when it comes back, and both are said", async () => {
  const draft = { version: "", title: "", tags: [], language: "sv", text: "Ett svar." };
  const { topics } = await bed.server.ask<{ topics: { id: string; title: string }[] }>("/forum/topics");
  const [first, second] = topics;
  for (const topic of [first, second]) await bed.server.write("PUT", `/forum/drafts/${topic?.id}`, draft);
  const { page, tab } = await bed.teams({ path: "/forum/drafts" });
  const links = tab.getByRole("main").getByRole("listitem").getByRole("link");
  await expect.poll(() => links.count()).toBe(2);
  const names = await links.allInnerTexts();

  await tab
    .getByRole("button", { name: /^Ta bort/ })
    .first()
    .focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(tab)).toBe(names[1]);
  await tab.getByRole("status").getByText("Utkastet är borttaget.").waitFor();

  await page.keyboard.press("Control+z");
  await expect.poll(() => focused(tab)).toBe(names[0]);
  await tab.getByRole("status").getByText("Det är ångrat.").waitFor();

  for (const left of [1, 0]) {
    await tab
      .getByRole("button", { name: /^Ta bort/ })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => links.count()).toBe(left);
  }
  await expect.poll(() => focused(tab)).toBe("Utkast");
  await page.keyboard.press("Escape");
  await expect.poll(() => tab.getByRole("button", { name: "Stäng" }).count()).toBeLessThan(3);
});

test("a page on its way has a heading, a title and a word, and so has one that does not come", async () => {
  const { page, tab } = await bed.teams({ path: "/forum", allowed: [/404/] });
  const topic = tab.getByRole("main").getByRole("listitem").getByRole("link").first();
  await topic.waitFor();
  const answer = Promise.withResolvers<void>();
  await page.route(/\/api\/forum\/topics\/[^/?]+/, async (route) => {
    await answer.promise;
    await route.fulfill({ status: 404, json: { code: "notFound", message: "Diskussionen finns inte." } });
  });

  await topic.click();
  await expect.poll(() => tab.title()).toBe("Hämtar … – Forum – Kommunpuls");
  expect(await tab.getByRole("heading", { level: 1 }).allInnerTexts()).toEqual(["Forum"]);
  expect(await tab.locator("main [aria-busy=true]").count()).toBe(1);
  await tab.getByRole("status").getByText("Hämtar …").waitFor();
  await expect.poll(() => focused(tab)).toBe("Forum");

  answer.resolve();
  await tab.getByRole("alert").getByText("Diskussionen finns inte.").waitFor();
  await expect.poll(() => tab.title()).toBe("Sidan finns inte – Kommunpuls");
  await expect.poll(() => focused(tab)).toBe("Sidan finns inte");
});

test("help opens with its key, holds the focus, and gives it and the page back", async () => {
  const { page, tab } = await bed.teams();
  await tab.getByRole("link", { name: "Kommunförbundets kundenkät" }).focus();

  await page.keyboard.press("?");
  const help = tab.getByRole("dialog", { name: "Hjälp" });
  await help.getByText("WCAG 2.2").waitFor();
  await page.keyboard.press("Escape");

  await help.waitFor({ state: "detached" });
  await expect.poll(() => focused(tab)).toBe("Kommunförbundets kundenkät");
  // By its role: a page that is still hidden from screen readers has no heading.
  await tab.getByRole("heading", { level: 1, name: "Enkäter" }).waitFor();
});

test("somebody without a mouse writes a coffee series, takes a date out and in, and turns the calendar's pages", {
  timeout: 120_000,
}, async () => {
  const { page, tab } = await bed.teams({ path: "/coffee/series/new" });
  await tab.getByRole("button", { name: "Börja med Veckokaffe" }).waitFor();
  await tabTo(tab, "Börja med Veckokaffe");
  await page.keyboard.press("Enter");
  await tab.getByRole("link", { name: "Värd saknas" }).waitFor();
  await tabTo(tab, "Värd saknas");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Bo");
  await tab.getByRole("link", { name: "Värd saknas" }).waitFor({ state: "detached" });

  const skip = tab.getByRole("button", { name: /^Hoppa över fredag/ }).first();
  const name = (await skip.getAttribute("aria-label")) ?? "";
  await tabTo(tab, name);
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(tab)).toBe(name.replace("Hoppa över", "Ta med"));
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(tab)).toBe(name);

  await tabTo(tab, "Kaffe", "Shift+Tab");
  await page.keyboard.press("Enter");
  await tab.getByRole("button", { name: "Kalender" }).waitFor();
  await tabTo(tab, "Kalender");
  await page.keyboard.press("Enter");
  await tab.getByRole("table").waitFor();
  const month = () => tab.getByRole("heading", { level: 2 }).first().textContent();
  const before = await month();
  await tabTo(tab, "Nästa månad");
  await page.keyboard.press("Enter");
  await expect.poll(month).not.toBe(before);
  expect(await focusIsVisible(tab)).toBe(true);
  await tabTo(tab, "Den här månaden");
  await page.keyboard.press("Enter");
  await expect.poll(month).toBe(before);
  expect(await focused(tab)).toBe("Den här månaden");
});

/** Presses Tab until what has the focus is called so. */
async function tabTo(tab: Frame, name: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await tab.page().keyboard.press(key);
    if ((await focused(tab)) === name) return;
  }
  throw new Error(`${key} never comes to ${name}.`);
}

/** What has the focus, by its name. */
const focused = (tab: Frame): Promise<string | undefined> =>
  tab.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return undefined;
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown, since the frame holds three languages
    return element.getAttribute("aria-label") ?? element.innerText.trim();
  });

/** Something is drawn around what has the focus. */
const focusIsVisible = (tab: Frame): Promise<boolean> =>
  tab.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const drawn = [getComputedStyle(element), getComputedStyle(element, "::after")];
    return drawn.some(
      ({ outlineStyle, boxShadow, borderTopWidth }) =>
        outlineStyle !== "none" || boxShadow !== "none" || borderTopWidth === "2px",
    );
  });

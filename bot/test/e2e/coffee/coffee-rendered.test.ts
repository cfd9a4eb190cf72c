import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cancelledCard, invitationCard } from "#features/coffee/invitations/invitation-card.ts";
import { questionsPage } from "#features/coffee/questions/questions-card.ts";
import { reminderCard } from "#features/coffee/reminders/notice-cards.ts";
import { enteredFrom, reminderForm } from "#features/coffee/reminders/reminder-form.ts";
import { noReminders } from "#features/coffee/reminders/reminder-settings.ts";
import { type Browser, barriers, overflow, startBrowser, type Visit } from "#test/e2e/harness/browser.ts";
import { type DrawingTable, drawingTable } from "#test/e2e/harness/card-renderer.ts";
import { screen } from "#test/e2e/harness/screens.ts";
import {
  box,
  coffeeCards,
  dayBefore,
  heads,
  inkFor,
  newQuestion,
  question,
  same,
  sessionWith,
  standing,
} from "./coffee-cards.ts";

/* A coffee's cards as a phone shows them, and what their buttons send. */

let browser: Browser;
let visit: Visit;
let page: Page;
let table: DrawingTable;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.stop());
beforeEach(async () => {
  visit = await browser.visit({ viewport: { width: 320, height: 1400 } });
  page = await visit.open();
  table = await drawingTable(page);
  return () => visit.leave();
});

const swedish = inkFor("sv");
const session = sessionWith();
const ids = { series: session.series.id, date: "2027-01-14", language: "sv" };
const button = (name: string) => page.getByRole("button", { name, exact: true });

test("every card fits a phone in each language, opened up too, is clear to everybody and reached by keyboard", async () => {
  for (const { name, locale, card } of coffeeCards()) {
    await table.draw(card);
    for (const opener of await page.locator("#card button[aria-expanded]").all()) await opener.click();

    expect([name, locale, await overflow(page)]).toEqual([name, locale, 0]);
    expect([name, locale, await table.cutOff()]).toEqual([name, locale, []]);
    expect([name, locale, await barriers(page)]).toEqual([name, locale, []]);
    expect([name, locale, await table.unreached()]).toEqual([name, locale, []]);
    await screen(page, `coffee ${name} ${locale}`);
  }
}, 240_000);

test("one tap is an answer, to this session or to the whole series", async () => {
  const own = standing({ answer: "maybe" });
  await table.draw(invitationCard(session, heads(), own, swedish, { now: dayBefore }));

  await button("Kommer").press("Enter");
  await button("Kanske till hela serien").click();

  expect(await table.sent()).toEqual([
    { type: "Action.Execute", verb: "coffee/answer", data: { ...ids, answer: "yes", scope: "session" } },
    { type: "Action.Execute", verb: "coffee/answer", data: { ...ids, answer: "maybe", scope: "series" } },
  ]);
});

test("what is needed more seldom lies under one button", async () => {
  const own = standing({ answer: "yes" });
  await table.draw(invitationCard(session, heads(), own, swedish, { now: dayBefore }));
  expect(await button("Visa mitt namn").isVisible()).toBe(false);

  await button("Mer").click();
  await button("Visa mitt namn").click();
  await button("Ta tillbaka svaret").click();
  await page.getByRole("link", { name: "Anslut", exact: true }).click();

  expect(await table.sent()).toMatchObject([
    { verb: "coffee/name", data: { ...ids, show: true } },
    { verb: "coffee/answer", data: { ...ids, answer: "none", scope: "session" } },
    { type: "Action.OpenUrl", url: "https://app.example/open/coffee/link-key/2027-01-14/join" },
  ]);
});

test("a reminder is snoozed with a date, and not without one", async () => {
  await table.draw(reminderCard(session, "dayBefore", swedish, dayBefore));

  await button("Pausa till ett datum").click();
  await button("Pausa").click();
  await page.getByText("Välj ett datum.").waitFor();
  await page.getByLabel("Inga påminnelser före").fill("2027-08-01");
  await button("Pausa").click();
  await button("Stoppa påminnelser").click();

  expect(await table.sent()).toMatchObject([
    { verb: "coffee/snooze", data: { ...ids, until: "2027-08-01" } },
    { verb: "coffee/stop", data: ids },
  ]);
});

test("the reminder form sends its inputs as texts", async () => {
  await table.draw(reminderForm(session, enteredFrom(noReminders), swedish));

  await page.getByLabel("Dagen innan").check();
  await page.getByLabel("Tysta timmar från kl. (frivilligt)").fill("21:30");
  await page.getByLabel("Tysta timmar till kl. (frivilligt)").fill("07:00");
  await button("Spara").click();

  const [sent] = await table.sent();
  expect(sent?.data).toEqual({
    verb: "coffee/remind",
    ...ids,
    dayBefore: "true",
    quarterBefore: "false",
    quietFrom: "21:30",
    quietTo: "07:00",
  });
});

test("a question is asked anonymously or not, and what one is writing goes along with a vote", async () => {
  const asked = box({ questions: [question()] });
  await table.draw(questionsPage(session, asked, newQuestion, swedish));

  await page.getByLabel("Din fråga").fill("Hur går det?");
  await page.getByLabel("Fråga anonymt").check();
  await page.getByText("Rösta").click();
  await button("Skicka frågan").click();

  const written = { ...ids, text: "Hur går det?", anonymous: "true" };
  const vote = { verb: "coffee/vote", ...written, question: question().id, voted: true };
  const send = { verb: "coffee/ask", ...written, question: newQuestion };
  expect(await table.sent()).toEqual([
    { type: "Action.Submit", data: vote },
    { type: "Action.Submit", data: send },
  ]);
});

test("what people wrote is shown as they wrote it, and none of it is a link or a mark", async () => {
  const text =
    "[Läs](https://evil.example) **fet** _lutad_ {{DATE(2026-11-22T10:00:00Z)}} <b>x</b> $" + "{title}";
  const hostile = sessionWith(
    { theme: same(text), agenda: same(text), host: text },
    { title: same(text), about: same(text) },
  );
  const asked = box({ questions: [question({ text, author: text, answer: text, state: "answered" })] });

  for (const [card, times] of [
    [
      invitationCard(hostile, heads({ yes: 1, names: ["[x](y)"] }), undefined, swedish, { now: dayBefore }),
      5,
    ],
    [cancelledCard(hostile, swedish), 3],
    [questionsPage(hostile, asked, newQuestion, swedish), 2],
  ] as const) {
    await table.draw(card);
    const read = ((await page.locator("#card").textContent()) ?? "").replaceAll("\u2060", "");
    expect(read.split(text).length - 1).toBe(times);
    expect(await page.locator("#card :is(a, b, strong, em)").count()).toBe(0);
  }
});

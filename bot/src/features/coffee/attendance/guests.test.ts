import { readFile } from "node:fs/promises";
import ICAL from "ical.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Activity } from "#platform/teams/incoming/activity.ts";
import { createGate, type Gate } from "#platform/teams/incoming/gate.ts";
import { incomingFrom } from "#platform/teams/incoming/parse-activity.ts";
import type { Card } from "#platform/teams/turn.ts";
import { type organiseCoffee, running, seriesId } from "#test/harness/coffee.ts";
import { anna, channel, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";
import { type FakeTeams, fakeTeams, mentioning, pressed, submitted } from "#test/harness/teams.ts";

/*
 * Coffee for people of another organisation: what they do comes as Teams sends it, through the gate. They don't have the
 * app, nobody knows them, and Teams lets the bot have no chat with them.
 */

const january = "2027-01-14";
const ids = { series: seriesId, date: january };
const yes = { ...ids, answer: "yes", scope: "session" };

let teams: FakeTeams;
let gate: Gate;
let app: TestApp;
let organiser: ReturnType<typeof organiseCoffee>;

beforeEach(async () => {
  teams = await fakeTeams();
  gate = createGate({ ...teams.settings, tenantIds: [anna.tenantId] });
  app = await testApp("2026-12-24T08:00:00Z");
});
afterEach(() => teams.close());

describe.for(["guest-press-channel", "external-press-shared-channel"])("%s", (captured) => {
  let activity: Activity;

  beforeEach(async () => {
    const file = new URL(`../../../../test/activities/${captured}.json`, import.meta.url);
    const text = (await readFile(file, "utf8"))
      .replaceAll("3c9d1f52-7a48-4a51-9d1e-5b0f8e6a2c10", anna.tenantId)
      .replaceAll("19:valmaende@thread.tacv2", channel.id);
    activity = { ...JSON.parse(text), serviceUrl: teams.serviceUrl };
    app.teams.chatless.add(activity.from.id);
  });

  async function begin(changes: Parameters<typeof running>[1] = {}) {
    organiser = await running(app, changes);
    await app.at("2027-01-07T07:00:01Z");
  }

  async function does(what: object) {
    const incoming = incomingFrom(await gate.check(await teams.authorization(), { ...activity, ...what }));
    if (!incoming) throw new Error("Nothing that the app has a use for.");
    return app.answer(incoming);
  }

  async function press(verb: string, data: object): Promise<Card> {
    const { reply } = await does(pressed(verb, data));
    if (!reply || !("card" in reply)) throw new Error("No card.");
    return reply.card;
  }
  const read = async (verb: string, data: object) => textsOf(await press(verb, data)).join("\n");

  async function page(verb: string, data: object): Promise<string> {
    const { dialog } = await does(submitted(verb, data));
    if (dialog && "card" in dialog) return textsOf(dialog.card).join("\n");
    return dialog && "notice" in dialog ? dialog.notice : "";
  }

  test("answers yes, maybe and no with one tap, for one session or the whole series", async () => {
    await begin();

    expect(await read("coffee/answer", { ...yes, scope: "series" })).toContain("Svaret gäller hela serien.");
    expect(await read("coffee/answer", { ...yes, answer: "maybe" })).toContain(
      "1 kanske.\n✓ Du kommer kanske.",
    );
    expect(await read("coffee/answer", yes)).toContain("1 kommer.\n✓ Du kommer.");
    expect(await read("coffee/answer", { ...yes, answer: "no" })).toContain("✓ Du kommer inte.");
    expect((await organiser.session(january)).heads).toMatchObject({ yes: 0, maybe: 0 });
  });

  test("is named only if they say so, and until they change their mind", async () => {
    await begin();
    const { name = "" } = activity.from;

    expect(await read("coffee/answer", yes)).not.toContain(name);
    expect(await read("coffee/name", { ...ids, show: true })).toContain(`Kommer: ${name}.`);
    expect(await read("coffee/name", { ...ids, show: false })).not.toContain(name);
  });

  test("finds the coffee by asking the bot", async () => {
    await begin();

    const { messages = [] } = await does(mentioning("kaffe"));
    expect(messages.flatMap(({ card }) => textsOf(card)).join("\n")).toContain("torsdag 14 januari 2027");
  });

  test("waits for a seat, gets it, and is told that only the card will say so", async () => {
    await begin({ capacity: 1 });
    await app.press(anna, "coffee/answer", yes);

    const waiting = await read("coffee/answer", yes);
    expect(waiting).toContain("✓ Du står i kö som nummer 1.");
    expect(waiting).toContain("Teams låter oss inte skriva till dig. Titta på kortet");
    await app.press(anna, "coffee/answer", { ...yes, answer: "no" });
    expect(await read("coffee/show", ids)).toContain("✓ Du kommer. Du har en plats.");

    await app.work();
    await app.at("2027-01-07T07:05:00Z");
    expect(app.teams.sent.map(({ place }) => place.id)).toEqual([channel.id]);
  });

  test("asks with a name and without, votes, and sees what became of their own questions", async () => {
    await begin();
    const named = { ...ids, question: crypto.randomUUID(), text: "Hur går det med ekonomin?" };
    const hidden = { ...ids, question: crypto.randomUUID(), text: "Vågar man fråga?", anonymous: "true" };

    expect(await page("coffee/ask", named)).toContain(`0 röster · ${activity.from.name} · din fråga`);
    expect(await page("coffee/ask", hidden)).toContain("0 röster · anonym · din fråga");
    const vote = { ...ids, question: named.question, voted: true };
    expect(await page("coffee/vote", vote)).toContain(`1 röst · ${activity.from.name}`);
    const mine = await page("coffee/mine", ids);
    expect(mine).toContain("Hur går det med ekonomin?");
    expect(mine).toContain("Vågar man fråga?\nVisas i listan.");
  });

  test("is told plainly that reminders need a chat, keeps what was entered, and gets none", async () => {
    await begin();

    const form = await page("coffee/remind", { ...ids, dayBefore: "true" });
    expect(form).toContain("Teams låter oss inte skriva till dig i en personlig chatt.");
    await app.at("2027-01-13T06:30:01Z");
    expect(app.teams.sent.map(({ place }) => place.id)).toEqual([channel.id]);
  });

  test("adds the session to the calendar and joins it by the card's own links, without signing in", async () => {
    await begin();
    const paths = openPathsIn(await press("coffee/answer", yes));

    const file = await app.open(paths.find((path) => path.endsWith(`${january}.ics`)) ?? "");
    if (!("fileName" in file)) throw new Error("No file.");
    const event = new ICAL.Component(ICAL.parse(file.text)).getFirstSubcomponent("vevent");
    expect(event?.getFirstPropertyValue("dtstart")?.toString()).toBe("2027-01-14T08:30:00");
    expect(await app.open(paths.find((path) => path.endsWith("/join")) ?? "")).toEqual({
      redirect: "https://meet.example/uffe",
    });
  });
});

/** The card's links to the app's addresses without sign-in. */
function openPathsIn(card: Card): string[] {
  const links = JSON.stringify(card).matchAll(/"https:\/\/app\.example\/open([^"]*)"/g);
  return [...links].map(([, path = ""]) => path);
}

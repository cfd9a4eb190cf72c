import { expect, test } from "vitest";
import type { Place } from "#platform/teams/turn.ts";
import { running, seriesId } from "#test/harness/coffee.ts";
import {
  anna,
  bo,
  channel,
  chat,
  otherChannel,
  respondent,
  stranger,
  type TestApp,
  testApp,
  textsOf,
} from "#test/harness/harness.ts";
import type { SeriesDraft } from "./contract.ts";

/* Coffee in chat, through the app's door. */

const january = "2027-01-14";
const ids = { series: seriesId, date: january };
const yes = { ...ids, answer: "yes", scope: "session" };
const maybe = { ...yes, answer: "maybe" };
const no = { ...yes, answer: "no" };
const answer = "coffee/answer";

const oldCard = "Kortet är för gammalt";
const notHere = "Träffen finns inte, eller hör inte hemma här.";

/** The coffee of 14 January 2027, a week before, just invited to. */
async function invited(changes: Partial<SeriesDraft> = {}, places = [channel]) {
  const app = await testApp("2026-12-24T08:00:00Z");
  const organiser = await running(app, changes, places);
  await app.at("2027-01-07T07:00:00Z");
  return { app, organiser };
}

const headsOf = async (app: TestApp) =>
  (await app.read(respondent(99), "coffee/show", ids)).match(/^.*(kommer|svarat).*\.$/m)?.[0];

test("one tap answers, and the last answer counts, however often each arrives", async () => {
  const { app } = await invited();

  await app.press(bo, answer, maybe);
  await Promise.all([1, 2, 3].map(() => app.press(bo, answer, yes)));
  const card = await app.read(bo, answer, yes);

  expect(card).toContain("1 kommer.\n✓ Du kommer.");
  expect(card).toContain("✓ Kommer\nKanske\nNej");
  expect(await app.read(bo, answer, no)).toContain("✓ Du kommer inte.");
  expect(await headsOf(app)).toBe("Ännu har ingen svarat.");
});

test("who opens the card again sees their own answer, and others theirs", async () => {
  const { app } = await invited();
  await app.press(bo, answer, yes);

  expect(await app.read(bo, "coffee/show", ids)).toContain("✓ Du kommer.");
  expect(await app.read(anna, "coffee/show", ids)).not.toContain("✓");
});

test("an answer to the series holds until one answers a session by itself, and is taken back as a whole", async () => {
  const { app } = await invited();

  const whole = await app.read(bo, answer, { ...yes, scope: "series" });
  const single = await app.read(bo, answer, no);
  await app.press(bo, answer, yes);
  const back = await app.read(bo, answer, { ...yes, answer: "none", scope: "series" });

  expect(whole).toContain("✓ Du kommer.\nSvaret gäller hela serien.");
  expect(whole).not.toContain("Kommer till hela serien");
  expect(single).toContain("✓ Du kommer inte.");
  expect(back).not.toContain("✓");
});

test("where all seats are taken one waits, and whoever says no gives the seat to the first in the queue", async () => {
  const { app } = await invited({ capacity: 1 });
  await app.press(anna, answer, yes);

  expect(await app.read(bo, "coffee/show", ids)).toContain("Vill du komma ställs du i kö");
  const waiting = await app.read(bo, answer, yes);
  expect(waiting).toContain("✓ Du står i kö som nummer 1.");
  expect(waiting).not.toContain("Teams låter oss inte");
  await app.press(anna, answer, no);
  expect(await app.read(bo, "coffee/show", ids)).toContain("✓ Du kommer. Du har en plats.");

  await app.work();
  const news = app.teams.sent.find(({ place }) => place.scope === "personal");
  expect(news?.place.id).toBe(`a:29:${bo.id}`);
  expect(textsOf(news?.card ?? { type: "AdaptiveCard" })).toContain("Du fick en plats: Kaffe med Uffe");
});

test("who waits and can't be written to is told so at once", async () => {
  const { app } = await invited({ capacity: 1 });
  app.teams.chatless.add(`29:${bo.id}`);
  await app.press(anna, answer, yes);

  expect(await app.read(bo, answer, yes)).toContain("Teams låter oss inte skriva till dig.");
  expect(await app.read(bo, "coffee/show", ids)).toContain("Teams låter oss inte skriva till dig.");
});

test("a group chat is invited, answers on its own card and sees the counts there, and no other place does", async () => {
  const group: Place = { ...chat, id: "19:lunchgruppen@thread.v2", scope: "group", name: "Lunchgruppen" };
  const { app } = await invited({}, [group]);
  const [invitation] = app.teams.sent;

  expect(invitation?.place).toMatchObject({ id: group.id, scope: "group" });
  expect(JSON.stringify(invitation?.card)).toContain(`"userIds":["29:${anna.id}"]`);
  expect(await app.read(bo, answer, yes, group)).toContain("1 kommer.\n✓ Du kommer.");
  expect(await app.read(anna, "coffee/show", ids, group)).not.toContain("✓");
  expect(await app.read(bo, answer, yes, channel)).toBe(notHere);
  const question = { ...ids, question: crypto.randomUUID(), text: "Vågar man fråga?" };
  expect(wordsIn(await app.page(bo, "coffee/ask", question, group))).toContain("Tack, din fråga är med.");
  expect(await app.say(bo, "kaffe", group)).toContain("torsdag 14 januari 2027 kl. 8.30–9.15\nVisa");

  await app.at("2027-01-07T07:01:30Z");
  expect(app.teams.sent).toHaveLength(1);
  expect(app.teams.updated.at(-1)?.place.id).toBe(group.id);
  expect(textsOf(app.teams.updated.at(-1)?.card ?? { type: "AdaptiveCard" })).toContain("1 kommer.");
});

test("a name is shown only of who says so, and until they change their mind", async () => {
  const { app } = await invited();

  expect(await app.read(bo, answer, yes)).toContain("Ditt namn visas inte.");
  expect(await app.read(bo, "coffee/name", { ...ids, show: true })).toContain("Kommer: Bo.");
  expect(await app.read(bo, answer, yes)).toContain("Kommer: Bo.");
  expect(await app.read(bo, "coffee/name", { ...ids, show: false })).not.toContain("Bo.");
  expect(await app.read(anna, "coffee/name", { ...ids, show: true })).not.toContain("Anna");
});

test("the card speaks the language that is chosen on it, else the reader's, else the series' first", async () => {
  const { app } = await invited({ languages: ["sv", "fi"] });

  expect(await app.read(bo, "coffee/show", { ...ids, language: "fi" })).toContain("torstaina 14. tammikuuta");
  expect(await app.read(bo, answer, { ...yes, language: "fi" })).toContain("✓ Olet tulossa.");
  expect(await app.read(bo, "coffee/show", ids, channel, "fi-FI")).toContain("Kahvit Uffen kanssa");
  expect(await app.read(bo, "coffee/show", ids, channel, "en-GB")).toContain("Kaffe med Uffe");
});

test.for([
  ["an unknown series", answer, { ...yes, series: "11111111-1111-4111-8111-111111111111" }, notHere],
  ["a day without a session", answer, { ...yes, date: "2027-01-15" }, notHere],
  ["a session not yet invited to", answer, { ...yes, date: "2027-02-11" }, notHere],
  ["no day at all", answer, { ...yes, date: "2027-02-30" }, oldCard],
  ["a path for an id", answer, { ...yes, series: "../x" }, oldCard],
  ["an unknown answer", answer, { ...yes, answer: "perhaps" }, oldCard],
  ["an inherited name", answer, { ...yes, answer: "__proto__" }, oldCard],
  ["an unknown scope", answer, { ...yes, scope: "tenant" }, oldCard],
  ["a field of somebody else", answer, { ...yes, person: anna.id }, oldCard],
  ["nothing", answer, undefined, oldCard],
  ["a list", answer, [yes], oldCard],
  ["a text for yes or no", "coffee/name", { ...ids, show: "true" }, oldCard],
  ["an unknown language", "coffee/show", { ...ids, language: "ru" }, oldCard],
  ["a verb that is not there", "coffee/constructor", yes, oldCard],
  ["a longer verb", "coffee/answer/all", yes, oldCard],
  [
    "a day that is none to snooze to",
    "coffee/snooze",
    { ...ids, until: "sen" },
    "Datumet går inte att läsa.",
  ],
  ["no day to snooze to", "coffee/snooze", ids, oldCard],
  ["stopping what is elsewhere", "coffee/stop", { ...ids, date: "2027-02-11" }, notHere],
] as const)("%s changes nothing and says so", async ([, verb, data, words]) => {
  const { app } = await invited();

  expect(await app.read(bo, verb, data)).toContain(words);
  expect(await headsOf(app)).toBe("Ännu har ingen svarat.");
});

test.for([
  ["coffee/questions", {}],
  ["coffee/mine", {}],
  ["coffee/ask", { question: crypto.randomUUID(), text: "Hur går det?" }],
  ["coffee/vote", { question: crypto.randomUUID(), voted: true }],
  ["coffee/withdraw", { question: crypto.randomUUID(), voted: false }],
  ["coffee/reminders", {}],
  ["coffee/remind", { dayBefore: "true" }],
] as const)("%s is for where the session was posted alone, and takes no junk", async ([verb, more]) => {
  const { app } = await invited();
  const data = { ...ids, ...more };

  expect(await app.page(bo, verb, data, otherChannel)).toEqual({ notice: notHere });
  expect(await app.page(bo, verb, { ...data, date: "2027-02-11" })).toEqual({ notice: notHere });
  expect(await app.page(stranger, verb, data)).toEqual({ notice: notHere });
  for (const junk of [{ ...data, series: 1 }, { ...data, evil: "1" }, undefined, "x"])
    expect(await app.page(bo, verb, junk)).toEqual({ notice: expect.stringContaining(oldCard) });
});

test("a session is answered only where it was posted, and only in its tenant", async () => {
  const { app } = await invited();

  expect(await app.read(bo, answer, yes, otherChannel)).toBe(notHere);
  expect(await app.read(bo, answer, yes, chat)).toBe(notHere);
  expect(await app.read(stranger, answer, yes)).toBe(notHere);
  expect(await headsOf(app)).toBe("Ännu har ingen svarat.");
});

test("a cancelled coffee says so and takes no answers", async () => {
  const { app, organiser } = await invited();
  await organiser.cancel(january);

  expect(await app.read(bo, answer, yes)).toContain("Inställd: Kaffe med Uffe");
  await organiser.reinstate(january);
  expect(await headsOf(app)).toBe("Ännu har ingen svarat.");
});

test("a coffee that is over says so and takes no answers", async () => {
  const { app } = await invited();
  app.setTime("2027-01-14T07:15:00Z");

  expect(await app.read(bo, answer, yes)).toContain("Träffen är över.");
  expect(await app.read(bo, "coffee/name", { ...ids, show: true })).toContain("Träffen är över.");
});

test("a moved coffee is answered on the old card, which tells the new time", async () => {
  const { app, organiser } = await invited();
  await organiser.change(january, { startsAt: "2027-01-15T07:00:00.000Z" });

  expect(await app.read(bo, answer, yes)).toContain(
    "fredag 15 januari 2027 kl. 9.00–9.45\nFlyttad från torsdag 14 januari 2027 kl. 8.30.",
  );
});

test("a question is asked once however often it is sent, and voted for once by each", async () => {
  const { app } = await invited();
  const question = crypto.randomUUID();
  const asked = { ...ids, question, text: "Hur går det med ekonomin?", anonymous: "false" };
  const vote = (who: typeof anna, voted: boolean) =>
    app.page(who, "coffee/vote", { ...ids, question, voted });

  await Promise.all([1, 2].map(() => app.page(bo, "coffee/ask", asked)));
  const thanks = wordsIn(await app.page(bo, "coffee/ask", asked));
  await vote(anna, true);
  const voted = wordsIn(await vote(anna, true));
  const back = wordsIn(await vote(anna, false));

  expect(thanks).toContain("Tack, din fråga är med.");
  expect(thanks.split("Hur går det med ekonomin?")).toHaveLength(2);
  expect(thanks).toContain("0 röster · Bo · din fråga");
  expect(voted).toContain("1 röst · Bo");
  expect(voted).toContain("✓ Ta tillbaka rösten");
  expect(back).toContain("0 röster · Bo");
});

test("an anonymous question has no name for anybody, and its author finds it again", async () => {
  const { app } = await invited();
  const question = crypto.randomUUID();
  await app.page(bo, "coffee/ask", { ...ids, question, text: "Vågar man fråga?", anonymous: "true" });

  const forAnna = wordsIn(await app.page(anna, "coffee/questions", ids));
  const forBo = wordsIn(await app.page(bo, "coffee/mine", ids));

  expect(forAnna).toContain("Vågar man fråga?\n0 röster · anonym");
  expect(forAnna).not.toContain("Bo");
  expect(forBo).toContain("Vågar man fråga?\nVisas i listan.");
});

test("a question that does not fit stays as it was written, with what is wrong above it", async () => {
  const { app } = await invited({ questions: { open: true, anonymous: false } });
  const ask = (text: string, anonymous = "false") =>
    app.page(bo, "coffee/ask", { ...ids, question: crypto.randomUUID(), text, anonymous });

  const long = await ask("x".repeat(501));
  const hidden = await ask("Får man fråga?", "true");

  expect(wordsIn(long)).toContain("En fråga är minst 3 och högst 500 tecken lång.");
  expect(inputsIn(long)).toMatchObject({ text: "x".repeat(501) });
  expect(wordsIn(hidden)).toContain("Här ställs frågor bara med namn.");
  expect(inputsIn(hidden)).toMatchObject({ text: "Får man fråga?" });
  expect(wordsIn(await app.page(bo, "coffee/questions", ids))).toContain("Ännu finns inga frågor.");
});

test("a withheld question is hidden from the others with a count by reason, and explained to its author", async () => {
  const { app, organiser } = await invited();
  const question = crypto.randomUUID();
  await app.page(bo, "coffee/ask", { ...ids, question, text: "Vem fick jobbet?" });
  const path = `/coffee/series/${seriesId}/sessions/${january}/questions/${question}/moderation`;
  await organiser.ask("POST", path, { deed: "withhold", reason: "personal" });

  const forAnna = wordsIn(await app.page(anna, "coffee/questions", ids));
  const forBo = wordsIn(await app.page(bo, "coffee/mine", ids));

  expect(forAnna).not.toContain("Vem fick jobbet?");
  expect(forAnna).toContain("Frågor som inte visas: gäller en enskild person (1).");
  expect(forBo).toContain("Vem fick jobbet?\nVisas inte för andra. Orsak: gäller en enskild person.");
});

test("a question is taken back by its author and nobody else", async () => {
  const { app } = await invited();
  const question = crypto.randomUUID();
  await app.page(bo, "coffee/ask", { ...ids, question, text: "Vågar man fråga?" });
  const withdraw = (who: typeof anna) => app.page(who, "coffee/withdraw", { ...ids, question, voted: false });

  expect(await withdraw(anna)).toEqual({ notice: "Frågan finns inte längre." });
  expect(wordsIn(await withdraw(bo))).toContain("Du har inte ställt någon fråga här.");
});

test("a vote for what is gone says so above the list, and keeps what one was writing", async () => {
  const { app } = await invited();
  const vote = { ...ids, question: crypto.randomUUID(), voted: true };

  const reply = await app.page(bo, "coffee/vote", { ...vote, text: "Hur går", anonymous: "true" });

  expect(wordsIn(reply)).toContain("Frågan finns inte längre.");
  expect(inputsIn(reply)).toEqual({ text: "Hur går", anonymous: "true" });
});

test("reminders are off until one turns them on, and the form remembers", async () => {
  const { app } = await invited();
  const form = async () => inputsIn(await app.page(bo, "coffee/reminders", ids));
  const wished = { dayBefore: "true", quarterBefore: "false", quietFrom: "21.30", quietTo: "7:00" };

  expect(await form()).toMatchObject({ dayBefore: "false", quarterBefore: "false" });
  expect(await app.page(bo, "coffee/remind", { ...ids, ...wished })).toEqual({
    notice: "Sparat. Påminnelserna kommer i din chatt med Kommunpuls.",
  });
  expect(await form()).toMatchObject({
    dayBefore: "true",
    quarterBefore: "false",
    quietFrom: "21:30",
    quietTo: "07:00",
    snoozedUntil: "",
  });
  expect(await app.page(bo, "coffee/remind", ids)).toEqual({ notice: "Sparat. Du får inga påminnelser." });
});

test.for([
  [{ quietFrom: "25:99", quietTo: "07:00" }, "Klockslaget går inte att läsa."],
  [{ quietFrom: "21:30" }, "Ange både när de tysta timmarna börjar och när de slutar"],
  [{ quietFrom: "21:30", quietTo: "21:30" }, "De tysta timmarna börjar och slutar samtidigt."],
  [{ snoozedUntil: "2027-02-30" }, "Datumet går inte att läsa."],
] as const)("reminders as in %j are refused, and what was entered stays", async ([entered, words]) => {
  const { app } = await invited();

  const reply = await app.page(bo, "coffee/remind", { ...ids, dayBefore: "true", ...entered });

  expect(wordsIn(reply)).toContain(words);
  expect(inputsIn(reply)).toMatchObject({ dayBefore: "true", ...entered });
  expect(inputsIn(await app.page(bo, "coffee/reminders", ids))).toMatchObject({ dayBefore: "false" });
});

test("where Teams allows no chat, whoever wants reminders is told so, and gets none", async () => {
  const { app } = await invited();
  app.teams.chatless.add(`29:${bo.id}`);

  const reply = await app.page(bo, "coffee/remind", { ...ids, dayBefore: "true" });

  expect(wordsIn(reply)).toContain("Teams låter oss inte skriva till dig i en personlig chatt.");
  expect(inputsIn(await app.page(bo, "coffee/reminders", ids))).toMatchObject({ dayBefore: "false" });
});

test("a reminder's own buttons decline, snooze and stop", async () => {
  const { app } = await invited();
  await app.page(bo, "coffee/remind", { ...ids, dayBefore: "true", quarterBefore: "true" });
  await app.at("2027-01-13T06:30:01Z");
  const place = app.teams.sent.find((sent) => sent.place.scope === "personal")?.place ?? chat;

  expect(await app.read(bo, answer, no, place)).toContain("✓ Du kommer inte.");
  expect(await app.read(bo, "coffee/snooze", { ...ids, until: "2027-08-01" }, place)).toContain(
    "Inga påminnelser om Kaffe med Uffe före söndag 1 augusti 2027.",
  );
  expect(await app.read(bo, "coffee/stop", ids, place)).toContain("Du får inga fler påminnelser");
  expect(inputsIn(await app.page(bo, "coffee/reminders", ids, place))).toMatchObject({
    dayBefore: "false",
    quarterBefore: "false",
    snoozedUntil: "2027-08-01",
  });
});

test("the bot lists what is coming where it is asked, and how one stands only in one's own chat", async () => {
  const { app } = await invited();
  await app.press(bo, answer, yes);

  expect(await app.say(bo, "Kaffe", channel)).toContain("torsdag 14 januari 2027 kl. 8.30–9.15\nVisa");
  expect(await app.say(bo, "kahvi", otherChannel)).toContain(
    "inga kommande kaffeträffar i den här konversationen",
  );
  expect(await app.say(bo, "coffee", chat)).toContain("8.30–9.15\n✓ Du kommer.\nVisa");
  expect(await app.say(anna, "kaffe", { ...chat, id: "a:anna" })).toContain(
    "Du har inte svarat på inbjudan till någon",
  );
  expect(await app.read(bo, "coffee/show", ids, chat)).toContain("✓ Du kommer.");
  app.setTime("2027-01-14T07:15:00Z");
  expect(await app.say(bo, "kaffe", channel)).toContain("inga kommande kaffeträffar");
});

test("help tells of the coffee in each language", async () => {
  const { app } = await invited();

  expect(await app.say(bo, "hjälp")).toContain("**kaffe** – Visar kommande kaffeträffar");
  expect(await app.say(bo, "apua", chat, "fi-FI")).toContain("**kahvi** – Näyttää tulevat kahvihetket");
  expect(await app.say(bo, "help", chat, "en-GB")).toContain("**coffee** – Shows the coffees");
});

const wordsIn = (reply: object) => ("card" in reply ? textsOf(reply.card as never).join("\n") : "");

/** What a form's inputs hold, by their ids. */
function inputsIn(reply: object): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  JSON.stringify(reply, (_, node: unknown) => {
    if (typeof node === "object" && node !== null && "type" in node && "id" in node && "value" in node)
      if (String(node.type).startsWith("Input.")) found[String(node.id)] = node.value;
    return node;
  });
  return found;
}

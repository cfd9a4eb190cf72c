import { expect, test } from "vitest";
import {
  anna,
  bo,
  channel,
  otherChannel,
  respondent,
  stranger,
  testApp,
  textsOf,
} from "#test/harness/harness.ts";
import {
  coffee,
  customerSurvey,
  monday,
  organise,
  posted,
  pulse,
  saturday,
  threeLanguages,
} from "#test/harness/surveys.ts";

const answer = "surveys/answer";

test("a pulse is answered with one tap, changed, closed and counted, and then its ballots are gone", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);

  const thanks = await app.read(bo, answer, { survey: id, language: "sv", question: "vecka", value: "2" });
  await app.press(bo, answer, { survey: id, language: "sv", question: "vecka", value: "5" });
  for (let number = 1; number <= 6; number++) {
    const value = String(3 + (number % 3));
    await app.press(respondent(number), answer, { survey: id, question: "vecka", value });
  }
  await organise(app).close(id);
  await app.work();

  expect(thanks).toContain("Tack för ditt svar!\nDu svarade: 2");
  const results = await organise(app).results(id);
  expect(results.state).toBe("released");
  expect(results.release?.respondents).toBe(7);
  expect(results.release?.questions[0]?.total).toMatchObject({
    shown: "exact",
    n: 7,
    mean: { value: 4.14 },
  });
  expect(await ballotsOf(app, id)).toEqual([]);
  expect(app.keys.names()).toEqual([]);
  expect(textsOf(app.teams.updated[0]?.card ?? { type: "AdaptiveCard" }).join()).toContain(
    "Enkäten är stängd",
  );
});

test("the card says kind, threshold, audience and closing time before one answers", async () => {
  const app = await testApp(monday);
  await posted(app, pulse);

  const card = textsOf(app.teams.sent[0]?.card ?? { type: "AdaptiveCard" }).join("\n");

  expect(card).toContain("Anonym efter stängning");
  expect(card).toContain(
    "Siffror visas för minst 5 svar tillsammans, och aldrig så att ditt eget svar kan räknas ut.",
  );
  expect(card).toContain(
    "Resultaten ses av arrangören som har gjort enkäten, av Kommunpuls administratörer och av alla som fick enkäten.",
  );
  expect(card).toContain("Stängs fredag 27 november 2026 kl. 16.00.");
});

test("the same answer delivered twice is one ballot", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);
  const press = () => app.press(bo, answer, { survey: id, question: "vecka", value: "3" });

  await Promise.all([press(), press(), press()]);

  expect(await ballotsOf(app, id)).toHaveLength(1);
});

test("the card speaks the language that is chosen on it", async () => {
  const app = await testApp(monday);
  const id = await posted(app, threeLanguages);

  expect(await app.read(bo, "surveys/show", { survey: id, language: "fi" })).toContain(
    "Millainen työviikkosi on ollut?",
  );
  expect(await app.read(bo, answer, { survey: id, language: "en", question: "vecka", value: "3" })).toContain(
    "You answered: 3",
  );
});

test("who has answered sees thanks and a way to change, also after the card is refreshed", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);
  await app.press(bo, answer, { survey: id, question: "vecka", value: "3" });

  const refreshed = await app.read(bo, "surveys/show", { survey: id });

  expect(refreshed).toContain("Tack för ditt svar!");
  expect(refreshed).toContain("Ändra mitt svar");
  expect(await app.read(anna, "surveys/show", { survey: id })).toContain("Hur har din arbetsvecka varit?");
});

test("a late answer gets the closed card and changes nothing", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);
  app.setTime(saturday);

  const late = await app.read(bo, answer, { survey: id, question: "vecka", value: "3" });

  expect(late).toContain("Enkäten är stängd.");
  expect(await ballotsOf(app, id)).toEqual([]);
});

test("a survey closes by itself at its time and is counted", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);
  for (let number = 0; number < 5; number++) {
    await app.press(respondent(number), answer, {
      survey: id,
      question: "vecka",
      value: String((number % 3) + 1),
    });
  }

  app.setTime(saturday);
  await app.work();

  expect(await organise(app).results(id)).toMatchObject({ state: "released", release: { respondents: 5 } });
});

test.for([
  [
    "an unknown survey",
    { survey: "11111111-1111-4111-8111-111111111111", question: "vecka", value: "3" },
    "Enkäten finns inte",
  ],
  ["a forged value", { question: "vecka", value: "6" }, "Ett svar passar inte frågan"],
  ["a forged question", { question: "lon", value: "3" }, "Ett svar passar inte frågan"],
  ["an inherited name", { question: "__proto__", value: "3" }, "Ett svar passar inte frågan"],
  ["an unknown field", { question: "vecka", value: "3", admin: "1" }, "Kortet är för gammalt"],
  ["no survey at all", { survey: "abc" }, "Kortet är för gammalt"],
  ["a number for a text", { question: "vecka", value: 3 }, "Kortet är för gammalt"],
] as const)("%s changes nothing and says so", async ([, data, words]) => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);

  const said = await app.read(bo, answer, { survey: id, ...data });

  expect(said).toContain(words);
  expect(await ballotsOf(app, id)).toEqual([]);
});

test("a survey is answered only where it was posted, and only in its tenant", async () => {
  const app = await testApp(monday);
  const id = await posted(app, pulse);
  const data = { survey: id, question: "vecka", value: "3" };

  expect(await app.read(bo, answer, data, otherChannel)).toContain(
    "Enkäten finns inte, eller hör inte hemma här.",
  );
  expect(await app.read(stranger, answer, data)).toContain("Enkäten finns inte, eller hör inte hemma här.");
  expect(await ballotsOf(app, id)).toEqual([]);
});

test("a missing required answer is named, and what was entered stays", async () => {
  const app = await testApp(monday);
  const [question] = coffee.questions;
  const id = await posted(app, {
    ...coffee,
    questions: [
      { ...question, required: true } as typeof question,
      ...coffee.questions.slice(1),
    ] as typeof coffee.questions,
  });

  const reply = await app.press(bo, answer, {
    survey: id,
    language: "sv",
    "q:nytta": "",
    "q:tema": "Språkfrågor",
  });

  const card = JSON.stringify("card" in reply && reply.card);
  expect(card).toContain("Fråga 1 (”");
  expect(card).toContain("”) är obligatorisk och saknar svar.");
  expect(card).toContain("Språkfrågor");
  expect(await ballotsOf(app, id)).toEqual([]);
});

test("a long survey goes page by page, forwards and back, and nothing is lost", async () => {
  const app = await testApp(monday);
  const id = await posted(app, customerSurvey);
  const data = (more: object) => ({ verb: "surveys/page", survey: id, language: "sv", ...more });
  const carried = (reply: object) => givenIn(JSON.stringify(reply));

  const first = await app.page(bo, "surveys/page", data({}));
  const second = await app.page(
    bo,
    "surveys/page",
    data({ page: 0, go: "next", given: carried(first), "q:utveckling": "same", "q:fortroende": "5" }),
  );
  const back = await app.page(
    bo,
    "surveys/page",
    data({ page: 1, go: "back", given: carried(second), "q:viktig-natverk": "4" }),
  );
  const missing = await app.page(
    bo,
    "surveys/page",
    data({ page: 0, go: "next", given: carried(back), "q:utveckling": "" }),
  );
  const again = await app.page(
    bo,
    "surveys/page",
    data({ page: 0, go: "next", given: carried(back), "q:utveckling": "better", "q:fortroende": "5" }),
  );
  const last = await app.page(
    bo,
    "surveys/page",
    data({ page: 2, go: "next", given: carried(again), "q:rekommendera": "9", "q:roll": "ledning" }),
  );

  expect(textsIn(first)).toContain("Sida 1 av 3");
  expect(textsIn(second)).toContain("Sida 2 av 3");
  expect(JSON.stringify(back)).toContain('"value":"same"');
  expect(textsIn(missing)).toMatch(/Fråga 1 \(”.+”\) är obligatorisk och saknar svar\./);
  expect(JSON.stringify(again)).toContain('"value":"4"');
  expect(last).toEqual({ notice: "Tack för ditt svar!" });
  expect(await ballotsOf(app, id)).toHaveLength(1);

  // Opened again it is empty, and says what that means before one begins.
  expect(textsIn(first)).not.toContain("Du har redan svarat.");
  expect(textsIn(await app.page(bo, "surveys/page", data({})))).toContain(
    "Du har redan svarat. Det du skickar nu ersätter hela ditt förra svar, också det som du lämnar tomt.",
  );
});

test.for([
  ["sv", "Du har redan svarat.", "Här är det du svarade."],
  ["fi", "Olet jo vastannut.", "Tässä on, mitä vastasit."],
  ["en", "You have already answered.", "Here is what you answered."],
] as const)(
  "who changes an answer on the card is told in %s that it replaces the earlier one, and whether that stands here",
  async ([language, empty, filled]) => {
    const app = await testApp(monday);
    const id = await posted(app, { ...coffee, languages: ["sv", "fi", "en"] });
    await app.press(bo, answer, { survey: id, language, "q:nytta": "4", "q:tema": "Lånord" });
    const change = async (more: object) =>
      textsIn(await app.press(bo, "surveys/change", { survey: id, language, ...more }));

    const given = JSON.stringify({ nytta: "4", tema: "Lånord" });
    expect(await change({ given })).toContain(filled);
    expect(await change({})).toContain(empty);
  },
);

test.for([
  ["sv", /Svaret på fråga 2 \(”.+”\) är 3001 tecken för långt/],
  ["fi", /Vastaus kysymykseen 2 \(”.+”\) on 3001 merkkiä liian pitkä/],
  ["en", /The answer to question 2 \(“.+”\) is 3001 characters too long/],
] as const)(
  "a text that is too long stays on the card, and the card says in %s how much",
  async ([language, said]) => {
    const app = await testApp(monday);
    const id = await posted(app, { ...coffee, languages: ["sv", "fi", "en"] });
    const text = "a".repeat(4001);

    const reply = await app.press(bo, answer, { survey: id, language, "q:nytta": "4", "q:tema": text });

    expect(textsIn(reply).replaceAll(/\\/g, "")).toMatch(said);
    expect(JSON.stringify(reply)).toContain(text);
  },
);

test("a page that one can leave backwards lets nobody be held by an empty compulsory question", async () => {
  const app = await testApp(monday);
  const questions = [...customerSurvey.questions].map((each) => ({ ...each, required: true }));
  const id = await posted(app, { ...customerSurvey, questions });
  const enough = Object.fromEntries(
    questions.slice(0, 5).map(({ id, type }) => [`q:${id}`, type === "scale" ? "3" : "same"]),
  );

  const second = await app.page(bo, "surveys/page", { survey: id, page: 0, go: "next", ...enough });

  expect(textsIn(second)).toContain("Sida 2 av");
  expect(JSON.stringify(second)).toContain('"isRequired":false');
  expect(JSON.stringify(second)).not.toContain('"isRequired":true');
});

test("a card that was tampered with on its way between pages is refused", async () => {
  const app = await testApp(monday);
  const id = await posted(app, customerSurvey);

  const reply = await app.page(bo, "surveys/page", {
    survey: id,
    page: 2,
    go: "next",
    given: '{"utveckling":{"$":1}}',
  });

  expect(reply).toEqual({ notice: expect.stringContaining("Kortet är för gammalt") });
});

test("each member of a small channel gets their own view; a large channel shares one", async () => {
  const app = await testApp(monday);
  const people = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `p${at}`, userId: `29:${at}`, name: "" }));
  app.teams.members.set(channel.id, people(60));
  app.teams.members.set(otherChannel.id, people(61));

  await posted(app, pulse, [channel, otherChannel]);

  const refreshOf = (placeId: string) =>
    app.teams.sent.find(({ place }) => place.id === placeId)?.card.refresh;
  expect(refreshOf(channel.id)).toMatchObject({ userIds: people(60).map(({ userId }) => userId) });
  expect(refreshOf(otherChannel.id)).toMatchObject({ userIds: [] });
});

test("the audience is counted once for each person in the channels, and only the number is kept", async () => {
  const app = await testApp(monday);
  app.teams.members.set(channel.id, [member("1"), member("2")]);
  app.teams.members.set(otherChannel.id, [member("2"), member("3")]);
  const id = await posted(app, pulse, [channel, otherChannel]);

  app.setTime("2026-11-23T08:01:00Z");
  await app.work();

  expect(await organise(app).view(id)).toMatchObject({ audience: 3, answered: null });
});

test("the bot lists what is open here, and nothing from elsewhere", async () => {
  const app = await testApp(monday);
  await posted(app, pulse);

  expect(await app.say(bo, "Enkäter", channel)).toContain("Veckopuls");
  expect(await app.say(bo, "kyselyt", otherChannel)).toContain("ingen öppen enkät");
});

const member = (id: string) => ({ id, userId: `29:${id}`, name: "" });

const textsIn = (reply: object) => ("card" in reply ? textsOf(reply.card as never).join("\n") : "");

/** What the page's buttons carry to the next page. */
function givenIn(page: string): string {
  const found = /"given":"((?:[^"\\]|\\.)*)"/.exec(page)?.[1];
  return found === undefined ? "" : JSON.parse(`"${found}"`);
}

async function ballotsOf(app: Awaited<ReturnType<typeof testApp>>, surveyId: string) {
  const table = app.store.tables.open("ballots");
  const buckets = [..."0123456789abcdef"].map((bucket) =>
    Array.fromAsync(table.list(`${anna.tenantId}|${surveyId}|${bucket}`)),
  );
  return (await Promise.all(buckets)).flat();
}

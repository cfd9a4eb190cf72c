import { expect, test } from "vitest";
import { anna, bo, channel, chat, testApp } from "#test/harness/harness.ts";

const today = "2026-11-23T08:00:00Z";
const group = { ...chat, id: "19:lunch@thread.v2", scope: "group" } as const;
const places = [chat, group, channel];

const help = {
  sv: ["Du kan skriva:", "**enkäter** –", "**kaffe** –", "**språk** –", "**hjälp** –", "Öppna enkäterna"],
  fi: ["Voit kirjoittaa:", "**kyselyt** –", "**kahvi** –", "**kieli** –", "**apua** –", "Avaa kyselyt"],
  en: ["You can write:", "**surveys** –", "**coffee** –", "**language** –", "**help** –", "Open the surveys"],
};
const tags = { sv: "sv-FI", fi: "fi-FI", en: "en-GB" };
const languages = ["sv", "fi", "en"] as const;

test.for(
  [
    "hjälp",
    "help",
    "Apua!",
    "ohje",
    "?",
    "HJÄLP",
    "hja\u0308lp",
    "hej",
    "Hej hej!",
    "moi",
    "Moikka",
    "terve",
    "Hi!",
    "hello",
    "tjena",
  ].flatMap((text) => places.map((place) => [text, place.scope, place] as const)),
)(
  "%s is answered in a %s chat with what one can write, in the person's language",
  async ([text, , place]) => {
    const app = await testApp(today);

    for (const language of languages) {
      const said = await app.say(bo, text, place, tags[language]);
      for (const words of help[language]) expect(said).toContain(words);
      expect(said).not.toMatch(/förstod inte|en aivan ymmärtänyt|did not quite/i);
    }
  },
);

test.for([
  "vad är klockan?",
  "",
  "enkäterna",
  "__proto__",
  "constructor",
  "🎉",
  "<b>x</b>",
  "a".repeat(5_000),
])("%j is not understood, and the answer says what one can write", async (text) => {
  const app = await testApp(today);

  for (const place of places) {
    expect(await app.say(bo, text, place)).toContain(
      "Jag förstod inte riktigt. Det här kan du skriva:\nJag ",
    );
    expect(await app.say(bo, text, place, "de-DE")).toContain("Öppna enkäterna");
  }
});

test.for([
  ["enkäter", "Öppna enkäter här"],
  ["Kyselyt", "Öppna enkäter här"],
  ["survey", "Öppna enkäter här"],
  ["kaffe", "Kommande kaffeträffar"],
  ["Kahvi!", "Kommande kaffeträffar"],
  ["coffee", "Kommande kaffeträffar"],
  ["språk", "Mitt språk, överallt i Kommunpuls:"],
  ["kieli", "Mitt språk, överallt i Kommunpuls:"],
  ["Language.", "Mitt språk, överallt i Kommunpuls:"],
])("%s is understood whatever language one reads", async ([text = "", words]) => {
  const app = await testApp(today);
  for (const place of places) expect(await app.say(bo, text, place)).toContain(words);
});

test("who is greeted by name reads it as it is written", async () => {
  const app = await testApp(today);
  const named = { ...bo, name: "*Bo*[x](https://evil.example)" };

  expect(await app.say(named, "hej")).toContain("Hej \\*Bo\\*\\[x");
});

test("one's own language counts before the place's, the place's before that of Teams, and else it is Swedish", async () => {
  const app = await testApp(today);
  expect(await app.say(bo, "hej", channel, "et-EE")).toContain("Du kan skriva:");
  expect(await app.say(bo, "hej", channel, "en-GB")).toContain("You can write:");

  await app.press(anna, "people/placeLanguage", { language: "fi" });
  expect(await app.say(bo, "hej", channel, "en-GB")).toContain("Voit kirjoittaa:");
  await app.press(bo, "people/language", { language: "sv" });
  expect(await app.say(bo, "hej", channel, "en-GB")).toContain("Du kan skriva:");
});

test("help is read in another language by one press", async () => {
  const app = await testApp(today);

  expect(await app.read(bo, "welcome/help", { language: "fi" })).toContain("Voit kirjoittaa:");
});

import { expect, test } from "vitest";
import { anna, channel, tabLink } from "#test/harness/harness.ts";
import { commandsOf } from "./commands.ts";
import { type Doing, deedsOf, hearingOf, type Installed, previewsOf } from "./dispatch.ts";
import { type Feature, OldCard } from "./platform/feature.ts";
import { translators } from "./platform/i18n/texts.ts";
import { NotFound, Refusal } from "./platform/refusal.ts";
import type { Said } from "./platform/teams/extension.ts";
import type { Card, Turn } from "./platform/teams/turn.ts";

/* What features add to Teams, tried with small ones made for it. */

const card: Card = { type: "AdaptiveCard" };

function feature(name: string, more: Partial<Feature>, texts: Record<string, string> = {}): Installed {
  const inAll = { sv: texts, fi: texts, en: texts };
  return { name, texts: inAll, in: translators(inAll), ...more };
}
const general = feature("welcome", {}, { oldCard: "Kortet är gammalt.", unknownCommand: "Okänt." });

const doing: Doing = {
  locale: "sv",
  turn: (by): Turn => ({ person: anna, place: channel, locale: "sv", t: by.in.sv }),
};
const throws = (error: Error) => async () => {
  throw error;
};

test.for([
  ["words/find", { notice: "word" }],
  ["words/refuse", { notice: "Högst 3." }],
  ["words/old", { notice: "Okänt." }],
  ["words/none", { notice: "Okänt." }],
  ["words/constructor", { notice: "Okänt." }],
  ["words/find/more", { notice: "Okänt." }],
  ["others/find", { notice: "Okänt." }],
  ["", { notice: "Okänt." }],
] as const)("the look-up %j answers %j", async ([verb, answer]) => {
  const find = async (text: string) => ({ notice: text });
  const lookUps = { find, refuse: throws(new Refusal("most", { most: 3 })), old: throws(new OldCard()) };
  const run = deedsOf([feature("words", { lookUps }, { most: "Högst {most}." })], general);

  const lookedUp = await run(
    verb,
    doing,
    (each) => each.lookUps,
    (lookUp, turn) => lookUp("word", { skip: 0, count: 25 }, turn),
    "unknownCommand",
  );

  expect(lookedUp).toEqual(answer);
});

test("a bug is nobody's answer", async () => {
  const run = deedsOf([feature("words", { lookUps: { find: throws(new Error("broken")) } })], general);
  const page = { skip: 0, count: 25 };

  const found = run(
    "words/find",
    doing,
    (each) => each.lookUps,
    (lookUp, turn) => lookUp("", page, turn),
  );

  await expect(found).rejects.toThrow("broken");
});

const shown = (title: string) => ({ title, text: "", card });
const preview = previewsOf(
  [
    feature(
      "words",
      {
        linkPreviews: [
          { path: "/words/:id", preview: async ({ id = "" }, { t }) => shown(`${t("one")} ${id}`) },
          { path: "/words/:id/secret", preview: throws(new NotFound()) },
          { path: "/words/:id/none", preview: async () => undefined },
          { path: "/words/:id/broken", preview: throws(new Error("broken")) },
        ],
      },
      { one: "Ord" },
    ),
  ],
  tabLink,
);
const deepLink = (webUrl: string) =>
  `https://teams.microsoft.com/l/entity/b/words?webUrl=${encodeURIComponent(webUrl)}&context=%7B%7D`;

test.for([
  [tabLink("/words/1"), "Ord 1"],
  [tabLink("/words/1/"), "Ord 1"],
  [tabLink("/words/1?post=7#x"), "Ord 1"],
  [tabLink("/words/%C3%A5"), "Ord å"],
  [deepLink(tabLink("/words/1")), "Ord 1"],
  [tabLink("/words/1/secret"), undefined],
  [tabLink("/words/1/none"), undefined],
  [tabLink("/words/"), undefined],
  [tabLink("/words/%E0%A4%A"), undefined],
  [tabLink("/others/1"), undefined],
  [deepLink("https://evil.example/tab/words/1"), undefined],
  ["https://evil.example/tab/words/1", undefined],
  ["https://teams.example/open/words/1", undefined],
  ["http://teams.example/tab/words/1", undefined],
  ["words/1", undefined],
  ["", undefined],
] as const)("below %s is shown %s", async ([url, title]) => {
  expect((await preview(url, doing))?.title).toBe(title);
});

test("a preview that breaks is a bug", async () => {
  await expect(preview(tabLink("/words/1/broken"), doing)).rejects.toThrow("broken");
});

test("what is said is heard by every feature, also where one of them fails", async () => {
  const heard: string[] = [];
  const hear = hearingOf([
    feature("deaf", {}),
    feature("broken", {
      hears: () => {
        throw new Error("broken");
      },
    }),
    feature("forum", { hears: async ({ text }) => void heard.push(text) }),
  ]);
  const said: Said = { deed: "said", messageId: "1", threadId: "1", text: "Hej", sentAt: new Date(0) };

  await expect(hear(said, channel)).rejects.toThrow("broken");

  expect(heard).toEqual(["Hej"]);
});

test.for([
  ["term", ""],
  ["Termi", ""],
  ["term budjettiriihi", "budjettiriihi"],
  ["TERM  Budjettiriihi ja muut", "Budjettiriihi ja muut"],
  ["term?", ""],
  ["kaffe", "kaffe"],
  ["kaffe nu", undefined],
  ["terminal", undefined],
  ["", undefined],
] as const)("%j runs a command with %j", ([said, text]) => {
  const run = async () => ({ notice: "" });
  const commands = {
    coffee: { words: "coffee", about: "coffee", run },
    term: { words: "terms", about: "terms", takesMore: true, run },
  } as const;
  const commandIn = commandsOf([feature("words", { commands }, { coffee: "kaffe", terms: "term|termi" })]);

  expect(commandIn(said)?.text).toBe(text);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "#features/forum/texts/en.json" with { type: "json" };
import fi from "#features/forum/texts/fi.json" with { type: "json" };
import sv from "#features/forum/texts/sv.json" with { type: "json" };
import { summaryOf } from "#features/forum/topics/lists.ts";
import { newPost } from "#features/forum/topics/post.ts";
import { newTopic } from "#features/forum/topics/topic.ts";
import { type Locale, translators } from "#platform/i18n/texts.ts";
import type { Card } from "#platform/teams/turn.ts";
import { question } from "#test/harness/forum.ts";
import { bo, textsOf } from "#test/harness/harness.ts";
import {
  digestCard,
  foundCard,
  goneCard,
  type Ink,
  replyCard,
  saidCard,
  toldCard,
  topicCard,
} from "./card.ts";

const now = new Date("2026-11-23T08:00:00Z");
const words = translators({ sv, fi, en });
const inkIn = (locale: Locale): Ink => ({
  locale,
  t: words[locale],
  tabLink: (page) => `https://teams.example/tab${page}`,
});
const hostile: string[] = JSON.parse(
  readFileSync(new URL("../../../../test/hostile.json", import.meta.url), "utf8"),
);

function allCards(title: string, text: string, name: string, ink: Ink): Card[] {
  const tags = ["a", "b", "c", "d", "e"];
  const topic = { ...newTopic(bo, question.id, { title, tags, language: "sv" }, now), best: 1 };
  const post = newPost(
    1,
    { id: question.id, author: bo.id, language: "sv", text, quote: null, mentions: [] },
    now,
  );
  const summary = summaryOf(topic);
  const week = { new: Array(30).fill(summary), active: Array(30).fill(summary) };
  return [
    toldCard(topic, post, "mention", name, ink),
    topicCard(topic, post, name, () => name, ink),
    replyCard(topic, { ...post, editedAt: now }, name, ink),
    goneCard("gone.post", ink),
    foundCard(summary, () => name, ink),
    digestCard(week, ink),
    saidCard("Sagt", { title: "Öppna", url: "https://teams.example" }, ink),
  ];
}

test.for(["sv", "fi", "en"] as const)("cards are whole in %s, however much was written", (locale) => {
  const cards = allCards("ö".repeat(200), "ö\n".repeat(10_000), "ö".repeat(200), inkIn(locale));
  for (const card of cards) {
    expect(JSON.stringify(card)).not.toContain("${");
    expect(card.lang).toBe(locale);
    expect(textsOf(card).every((text) => text.trim() !== "")).toBe(true);
  }
});

test("whatever people write is shown as it is: no link, no emphasis, no date of Teams' making", () => {
  for (const text of hostile.slice(0, 150)) {
    for (const card of allCards(text, text, text, inkIn("sv"))) {
      const shown = textsOf(card).join("\n");
      // Our own links are in the digest alone.
      const links = shown.match(/(?<!\\)\]\((?!https:\/\/teams\.example\/tab\/forum)/g);
      expect(links, text).toBeNull();
      expect(shown, text).not.toMatch(/(?<!\\)\*\*|(?<!\\)<\w|\{\{(DATE|TIME)/);
    }
  }
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the language of card templates writes its fields so
import fc from "fast-check";
import { expect, test } from "vitest";
import { cardBytes, cardTemplate, plain, unformatted } from "./card.ts";

const greeting = cardTemplate({
  type: "AdaptiveCard",
  version: "1.5",
  body: [
    { type: "TextBlock", text: "${name}" },
    { type: "TextBlock", text: "Hej ${name}!", $when: "${greet}" },
  ],
});

test("what people write is never evaluated as part of a template", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `\${${text}}`),
        fc.constant("${secret}"),
      ),
      (name) => {
        const card = greeting({ name, greet: true, secret: "the key" });

        expect(card.body).toEqual([
          { type: "TextBlock", text: name },
          { type: "TextBlock", text: `Hej ${name}!` },
        ]);
      },
    ),
  );
});

test("a part whose condition is false is left out", () => {
  expect(greeting({ name: "Anna", greet: false }).body).toEqual([{ type: "TextBlock", text: "Anna" }]);
});

test.for(["${name}", "Hej ${name}!", "${toUpper(name)}"])("a value that is missing in %s throws", (text) => {
  expect(() => cardTemplate({ body: [{ type: "TextBlock", text }] })({})).toThrow("name");
});

test("the same values give the same card, which nobody can change", () => {
  const card = greeting({ name: "Bo", greet: true });

  expect(greeting({ name: "Bo", greet: true })).toBe(card);
  expect(Object.isFrozen(card.body)).toBe(true);
});

test("a late value is shown as it is, beside what was filled for everybody", () => {
  const thanks = cardTemplate(
    {
      body: [
        { type: "TextBlock", text: "${thanks}" },
        { type: "TextBlock", text: "${receipt}", $when: "${receipt != ''}" },
      ],
      actions: [{ type: "Action.Execute", data: { given: "${given}" } }],
    },
    ["receipt", "given"],
  );
  const textsOf = (receipt: string, given: string) => {
    const { body, actions } = thanks({ thanks: "Tack!", receipt, given });
    return [body, actions];
  };
  const shown = (text: string) => ({ type: "TextBlock", text });
  const changing = (given: string) => [{ type: "Action.Execute", data: { given } }];

  expect(textsOf("A1", "${thanks}")).toEqual([[shown("Tack!"), shown("A1")], changing("${thanks}")]);
  expect(textsOf("B2", '{"a":"1"}')).toEqual([[shown("Tack!"), shown("B2")], changing('{"a":"1"}')]);
  expect(textsOf("", "")).toEqual([[shown("Tack!")], changing("")]);
  expect(() => textsOf("A1", "Å".repeat(41_000))).toThrow("too big");
});

test("a card over 80 KB of UTF-16 throws", () => {
  expect(cardBytes(greeting({ name: "Å".repeat(100), greet: false }))).toBeLessThan(1_000);
  expect(() => greeting({ name: "Å".repeat(41_000), greet: false })).toThrow("too big");
});

/** What a Markdown reader shows: a backslash before punctuation is dropped, and what follows it means nothing. */
const read = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1").replaceAll("\u2060", "");
/** What is left that Markdown could act upon. */
const active = (text: string) =>
  text.replace(/\\[!-/:-@[-`{-~]/g, "x").match(/[`*_[\]()<>#~|!&\\]|^\s*[-+=]|^\s*\d+\./gm);

test("text that people write is shown as it was written", () => {
  const tricky = fc.stringMatching(/^[\\`*_[\]()<>#~|!&{}\-+=.\n 0-9aÅ]{0,30}$/);
  fc.assert(
    fc.property(fc.oneof(fc.string(), tricky), (text) => {
      expect(read(plain(text))).toBe(text.replaceAll("\u2060", ""));
      expect(active(plain(text))).toBe(null);
    }),
  );
});

test.for([
  "[Läs här](https://evil.example)",
  "<at>Bo</at>",
  "{{DATE(2026-11-22T10:00:00Z, SHORT)}}",
  "{{TIME(2026-11-22T10:00:00Z)}}",
  "**viktigt** ~~inte~~ | # ! _nej_",
  "1. först\n- sedan",
])("%s is shown and does nothing", (text) => {
  expect(read(plain(text))).toBe(text);
  expect(active(plain(text))).toBe(null);
  expect(plain(text)).not.toMatch(/\{\{/);
  expect(unformatted(text)).not.toMatch(/\{\{/);
});

test("a text of nothing but empty lines takes no longer than another", () => {
  const end = "- sedan\n\u2028 1. sist";
  for (const line of ["\n", "\r", "\u2028", "\u2029"])
    expect(plain(line.repeat(200_000) + end).slice(200_000)).toBe("\\- sedan\n\u2028 1\\. sist");
});

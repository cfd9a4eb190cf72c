import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { linkStart, markupOf } from "./markup.ts";

const hostile: string[] = JSON.parse(
  readFileSync(new URL("../../../../bot/test/hostile.json", import.meta.url), "utf8"),
);

test("what people use is there: emphasis, lists, quotes, code, tables and links", () => {
  expect(markupOf("**fet** och _kursiv_")).toBe("<p><strong>fet</strong> och <em>kursiv</em></p>\n");
  expect(markupOf("- ett\n- två")).toContain("<li>två</li>");
  expect(markupOf("> sagt")).toContain("<blockquote>");
  expect(markupOf("| a | b |\n|---|---|\n| 1 | 2 |")).toContain("<table>");
  expect(markupOf("en rad\noch en till")).toContain("<br>");
  expect(markupOf("[lagen](https://finlex.fi/sv)")).toContain('<a href="https://finlex.fi/sv">lagen</a>');
  expect(markupOf("se https://kuntaliitto.fi nu")).toContain('<a href="https://kuntaliitto.fi">');
});

test.each(["https://möte.kommun.example/", "https://kuntaliitto.fi/a@b?c=d@e", "https://example.com:8443/x"])(
  "%s leads where it says",
  (address) => {
    expect(markupOf(`[tryck](${address})`)).toContain("<a ");
  },
);

test.each(["https://teams.microsoft.com@evil.example/", "https://anna:hemlig@teams.microsoft.com/"])(
  "%s is never followed past its @",
  (address) => {
    const markup = markupOf(`[tryck](${address}) <${address}> ${address}`);

    expect(markup).not.toContain(">tryck</a>");
    for (const [, href = "", words = ""] of markup.matchAll(/href="([^"]*)">([^<]*)</g)) {
      expect(href).toBe(words);
      expect(href).not.toMatch(/@|evil/);
    }
  },
);

test("a heading is never above the page's own", () => {
  expect(markupOf("# Rubrik\n\n##### Femte")).toBe("<h3>Rubrik</h3>\n<h6>Femte</h6>\n");
});

test("a picture is a link, and nothing is read from elsewhere", () => {
  expect(markupOf("![spår](https://example.com/x.gif)")).not.toContain("<img");
});

test.each([
  "javascript:alert(1)",
  "//example.com",
  "/tab/forum",
  "ftp://example.com",
  "data:text/html,x",
  "vbscript:x",
  "https://teаms.microsoft.com/",
  "https://xn--tems-m5d.microsoft.com/",
])("%s leads nowhere", (address) => {
  expect(markupOf(`[tryck](${address}) <${address}> ${address}`)).not.toContain("<a ");
});

test("nothing that is hostile becomes an element of its own, or a link elsewhere than to the web or a mailbox", () => {
  const elements =
    /<(?!\/?(?:p|br|strong|em|s|a|ul|ol|li|blockquote|code|pre|h[3-6]|hr|table|thead|tbody|tr|th|td)\b)/i;
  for (const text of hostile) {
    const markup = markupOf(text);
    expect(markup, text).not.toMatch(elements);
    for (const [, address = ""] of markup.matchAll(/href="([^"]*)"/g))
      expect(address, text).toMatch(linkStart);
  }
});

const cases: { text: string; names: string[]; mentioned: string[] }[] = JSON.parse(
  readFileSync(new URL("../../../../bot/test/mentions.json", import.meta.url), "utf8"),
);

test.each(cases)("$text shows $mentioned as mentioned", ({ text, names, mentioned }) => {
  const shown = [...markupOf(text, names).matchAll(/<b>@(.*?)<\/b>/g)].map(([, name]) => name);
  expect([...new Set(shown)].toSorted()).toEqual(mentioned.toSorted());
});

test("nobody is shown as mentioned where no names are given", () => {
  expect(markupOf("@Bo")).toBe("<p>@Bo</p>\n");
});

import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import hostile from "../../test/hostile.json" with { type: "json" };
import { fromTeams, plainText } from "./markdown.ts";

describe("what Teams' HTML says", () => {
  test.for([
    ["<p>Hej <strong>alla</strong>!</p><p>Vad heter <i>det</i>?</p>", "Hej **alla**!\n\nVad heter _det_?"],
    ["<ul><li>ett</li><li>två</li></ul>", "-   ett\n-   två"],
    [
      '<a href="https://kommun.example/a_(b)" title="x">länken</a>',
      "[länken](https://kommun.example/a_%28b%29)",
    ],
    ['<div><at id="0">Anna Ek</at>&nbsp;vet <emoji alt="🙂"></emoji></div>', "Anna Ek vet 🙂"],
    ['Bra<img alt="😀" itemtype="http://schema.skype.com/Emoji" src="https://x.example/1">', "Bra😀"],
    [
      '<blockquote itemtype="http://schema.skype.com/Reply"><p>Vad?</p></blockquote><p>Så.</p>',
      "> Vad?\n\nSå.",
    ],
    ["<pre><code>a &lt; b</code></pre>", "```\na < b\n```"],
    [
      '<codeblock class="Java"><code>if (a) {<br>&nbsp; b();<br>}</code></codeblock>',
      "```\nif (a) {\n  b();\n}\n```",
    ],
    ["<pre>ett\n\n  två</pre>", "```\nett\n\n  två\n```"],
    ["<pre>```js```</pre>", "````\n```js```\n````"],
    ["Skriv <s>byråkrati</s> förvaltning", "Skriv ~~byråkrati~~ förvaltning"],
    ["<del>a</del><strike> b </strike>c", "~~a~~ ~~b~~ c"],
    ["a ~~ b ~~ c", "a \\~\\~ b \\~\\~ c"],
    [
      "<p>Se:</p><table><tbody><tr><td>sv</td><td>fi</td></tr><tr><td>jäv</td><td><strong>esteellisyys</strong></td></tr></tbody></table>",
      "Se:\n\n| sv | fi |\n| --- | --- |\n| jäv | **esteellisyys** |",
    ],
    [
      '<table><tr><th colspan="2">a</th></tr><tr><td><p>ett</p><p>två</p></td><td></td></tr><tr><td>x|y</td></tr></table>efter',
      "| a |  |\n| --- | --- |\n| ett två |  |\n| x\\|y |  |\n\nefter",
    ],
    ["2 * 3 * 4, _a_", "2 \\* 3 \\* 4, \\_a\\_"],
    ["&lt;script&gt;", "\\<script>"],
    ["", ""],
  ])("%s is %s", ([html = "", markdown]) => {
    expect(fromTeams(html, 500)).toBe(markdown);
  });

  test.for([
    ["<p>Hej<script>alert(1)</script><style>p{}</style></p>", "Hej"],
    ['<a href="javascript:alert(1)">klick</a>', "klick"],
    ['<a href="/relativ">klick</a>', "klick"],
    ['<img src="https://x.example/spår.png" onerror="alert(1)" alt="bild">Hej', "Hej"],
    ['<emoji alt="<script>"></emoji>Hej', "\\<script>Hej"],
  ])("%s leaves nothing that could do harm", ([html = "", markdown]) => {
    expect(fromTeams(html, 500)).toBe(markdown);
  });

  test("no hostile text becomes a tag, or a link to anything but the web and mail", () => {
    const reader = new MarkdownIt({ html: true });
    for (const text of hostile) {
      const rendered = reader.render(fromTeams(text, 500));

      const tags = rendered.match(/<[a-z!?][^>\s]*/gi) ?? [];
      const known =
        /^<(p|br|em|strong|s|ul|ol|li|h[1-6]|hr|code|pre|blockquote|a|table|thead|tbody|tr|th|td)$/i;
      expect(
        tags.filter((tag) => !known.test(tag)),
        text,
      ).toEqual([]);
      for (const [, href = ""] of rendered.matchAll(/href="([^"]*)"/g))
        expect(href).toMatch(/^(https?:|mailto:)/);
    }
  });

  test("what is cut ends with a sign that there was more", () => {
    const cut = fromTeams(`<p>${"ord ".repeat(100)}</p>`, 50);
    expect(cut).toMatch(/^(ord )+or \[…\]$/);
    expect(cut.length).toBeLessThanOrEqual(50);
  });

  test("a table is drawn as one, and a struck word is struck", () => {
    const html =
      "<table><tr><td>jäv</td><td>a|b</td></tr><tr><td>1</td><td>2</td></tr></table><s>byråkrati</s>";
    const drawn = new MarkdownIt().render(fromTeams(html, 500));
    expect(drawn).toContain("<th>a|b</th>");
    expect(drawn).toContain("<td>2</td>");
    expect(drawn).toContain("<s>byråkrati</s>");
  });

  test.for([
    ["a thousand nested parts", "<div>".repeat(1_000)],
    ["more tags than anybody writes", "<b>".repeat(20_000)],
    ["a megabyte", `<p>${"ord ".repeat(250_000)}`],
    ["nothing but brackets", "<".repeat(100_000)],
    ["tags that never end", "<a ".repeat(50_000)],
    ["a table in a table in a table", "<table><tr><td>".repeat(330)],
  ])("%s is cut short and does not break", ([, html = ""]) => {
    const markdown = fromTeams(`${html}slut*`, 8_000);

    expect(markdown.length).toBeLessThanOrEqual(8_000);
    expect(markdown).not.toMatch(/<b>|<div>/);
  });

  const bold = "<b>ord</b>";
  const deep = (depth: number) =>
    `${"<blockquote>".repeat(depth - 1)}${bold}${"</blockquote>".repeat(depth - 1)}`;

  test.for([
    ["thirty parts in each other", deep(30)],
    ["many parts after each other", `<ul><li>${bold}<br><img src='x'></li></ul>`.repeat(100)],
    ["a picture whose words hold a tag", `<emoji alt="<i>"></emoji>${bold}`],
  ])("%s keep their format", ([, html = ""]) => {
    expect(fromTeams(html, 8_000)).toContain("**ord**");
  });

  // To turn these would take seconds: each level is gone over from all above it.
  test.for([
    ["more than thirty parts in each other", deep(31)],
    ["parts that never end", bold + "<pre>".repeat(40)],
    ["tables in tables", bold + "<table><tr><td>".repeat(40)],
    ["parts that end in another order", bold + "<p><font size=1>ord</p>".repeat(40)],
    ["parts that end in comments", `${bold}${"<div><!-- </div> -->".repeat(40)}`],
    ["parts that end in attributes", `${bold}${'<div title="</div>">'.repeat(40)}`],
    ["parts that end in what may be an attribute", `${bold}${'<i x" title="></i></div>">'.repeat(40)}`],
  ])("of %s only the words are read", ([, html = ""]) => {
    const markdown = fromTeams(html, 8_000);

    expect(markdown).toContain("ord");
    expect(markdown).not.toContain("**ord**");
  });

  test("no character is cut in two", () => {
    expect(fromTeams("<p>ab😀</p>", 3)).toBe("ab");
    expect(plainText("ab😀", 3)).toBe("ab");
  });
});

describe("the words of a Markdown text", () => {
  test.for([
    ["# Rubrik\n\nHej **alla** [länk](https://x.example) `kod`", "Rubrik\nHej alla länk kod"],
    ["- ett\n- två\n\n> citat", "ett\ntvå\ncitat"],
    ["```\nx < y\n```", "x < y"],
    ["| a | b |\n|-|-|\n| 1 | 2 |", "a\nb\n1\n2"],
    ["<b>x</b> &amp; \\*y\\* ![en bild](https://x.example)", "<b>x</b> & *y* en bild"],
    ["ett\ntvå", "ett\ntvå"],
    ["", ""],
  ])("%j are %j", ([markdown = "", words]) => {
    expect(plainText(markdown, 500)).toBe(words);
  });

  test("they are cut short", () => {
    expect(plainText("**kommun** ".repeat(1_000), 20)).toBe("kommun kommun kommun");
  });
});

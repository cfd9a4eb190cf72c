import { expect, test } from "vitest";
import { fitted, hasForm, isInCode } from "./paste-rules.ts";
import { markdownFrom } from "./pasted.ts";

const excel = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>td {padding:0px;} .xl65 {mso-number-format:"0\\.0";}</style></head>
<body link="#467886"><table border=0 cellpadding=0><!--StartFragment--><col width=64><tr height=20><td class=xl65>Term</td><td>Antal</td></tr>
<tr height=20><td>jäv</td><td align=right x:num="1.5">1,5</td></tr><tr><td>a|b</td><td><br></td></tr><!--EndFragment--></table></body></html>`;
const word = `<html><head><style>@list l0 {mso-list-id:1;} p.MsoNormal{margin:0}</style></head><body lang=SV><!--StartFragment-->
<h1>Beslut<o:p></o:p></h1><p class=MsoNormal>Se <a href="https://finlex.fi/sv">lagen</a> och <b>allt</b> annat.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>ett<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>under<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>två<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Slut.</p><!--EndFragment--></body></html>`;

test("cells of Excel become a table, with the first row as its heading", () => {
  expect(markdownFrom(excel)).toBe("| Term | Antal |\n| --- | --- |\n| jäv | 1,5 |\n| a\\|b |  |");
});

test("a text of Word keeps its heading, link, bold words and list", () => {
  expect(markdownFrom(word)).toBe(
    "# Beslut\n\nSe [lagen](https://finlex.fi/sv) och **allt** annat.\n\n- ett\n   - under\n- två\n\nSlut.",
  );
});

test.each([
  ["<ol start=3><li>ett</li><li>två<ul><li>djupt</li></ul></li></ol>", "3. ett\n4. två\n   - djupt"],
  [
    "<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>ett</p>",
    "1. ett",
  ],
  ['<b style="font-weight:normal"><span style="font-weight:700">fet</span> och inte</b>', "**fet** och inte"],
  ['<a href="https://a.example/x(1)">https://a.example/x(1)</a>', "https://a.example/x(1)"],
  ['see example <a href="https://example.com/">example</a>', "see example [example](https://example.com/)"],
  ['<a href="https://b.example@evil.example/">b</a><a href="javascript:x">c</a>', "bc"],
  ["<p>Skriv <s>byråkrati</s> förvaltning</p><img src=x alt=bild>", "Skriv ~~byråkrati~~ förvaltning"],
  [
    "<table><tr><td colspan=2>a</td></tr><tr><td>1</td><td>2</td></tr></table>",
    "| a |  |\n| --- | --- |\n| 1 | 2 |",
  ],
])("%s becomes %j", (html, markdown) => {
  expect(markdownFrom(html)).toBe(markdown);
});

test.each([
  [excel, true],
  [word, true],
  ["<table><tr><td>en cell</td></tr></table>", false],
  ["<div><span style='color:red'>const a = 1;</span></div>", false],
  ["<p>Bara ord</p><p>och flera</p>", false],
  ['<b style="font-weight:normal"><span>ord</span></b>', false],
  ["<style>li{}</style><!--<li>--><p>ord</p>", false],
  ["<a name=x>bokmärke</a>", false],
  ["<a href=https://finlex.fi>lagen</a>", true],
  ["<em>ord</em>", true],
  ["", false],
])("%j has a form: %s", (html, form) => {
  expect(hasForm(html)).toBe(form);
});

test("in code what is pasted stays as it is", () => {
  expect(isInCode("```\nkod ", 8)).toBe(true);
  expect(isInCode("```\nkod\n```\n", 12)).toBe(false);
  expect(isInCode("se `kod", 7)).toBe(true);
  expect(isInCode("se `kod` och", 12)).toBe(false);
});

test("a table or list stands by itself, words go into their line", () => {
  expect(fitted("| a |\n|---|", "Se:", "Slut")).toBe("\n\n| a |\n|---|\n\n");
  expect(fitted("- ett\n- två", "Se:\n", "")).toBe("\n- ett\n- två");
  expect(fitted("[lagen](https://finlex.fi)", "Se ", " nu")).toBe("[lagen](https://finlex.fi)");
});

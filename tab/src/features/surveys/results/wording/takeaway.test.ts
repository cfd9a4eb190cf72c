import type { Question, QuestionResult } from "bot/surveys/contract";
import { expect, test } from "vitest";
import { answersTo } from "#features/surveys/results/charts/answers.ts";
import {
  change,
  choice,
  counted,
  figures,
  formatterFor,
  mean,
  recommend,
  released,
  result,
  scale,
  shares,
  text,
  untold,
} from "#features/surveys/results/testing.ts";
import { asides } from "./asides.ts";
import { plain } from "./localized.ts";
import { takeaway } from "./takeaway.ts";

const release = released([]);

function said(
  language: "sv" | "fi" | "en",
  question: Question,
  figured: Partial<QuestionResult>,
  approximate = false,
) {
  const formatter = formatterFor(language, approximate);
  const whole = result(question.id, untold, figured);
  const answers = answersTo(question, ["sv", "fi", "en"], formatter);
  // Intl writes a no-break space before "%".
  return plain(takeaway(question, whole, answers, release, formatter)).replaceAll("\u00a0", " ");
}

const changed = counted("change", { worse: 38, same: 222, better: 87 });

test("a change is said in the three shares, in each language", () => {
  const total = changed;

  expect(said("sv", change("all"), { total })).toBe(
    "25 % tycker att det har blivit bättre, 64 % att det är lika bra och 11 % att det har blivit sämre.",
  );
  expect(said("fi", change("all"), { total })).toBe(
    "Paremmaksi tilanteen arvioi 25 %, yhtä hyväksi 64 % ja huonommaksi 11 % vastaajista.",
  );
  expect(said("en", change("all"), { total })).toBe(
    "25% say it has become better, 64% as good and 11% worse.",
  );
});

test("a scale is said by its mean and by those who gave 4 or 5", () => {
  const total = counted("scale", { 1: 2, 2: 5, 3: 12, 4: 50, 5: 31 });

  expect(said("sv", scale("trust"), { total })).toBe("Medeltalet är 4,0 av 5. 81 % gav 4 eller 5.");
  expect(said("fi", scale("trust"), { total })).toBe(
    "Keskiarvo on 4,0/5. Arvosanan 4 tai 5 antoi 81 % vastaajista.",
  );
});

test("recommending is said by its score, with a sign", () => {
  const total = counted("recommend", { 3: 18, 8: 30, 9: 22, 10: 30 });

  expect(said("sv", recommend("nps"), { total })).toBe(
    "Rekommendationsindex är +34: 52 % gav 9–10 och 18 % gav 0–6.",
  );
  expect(said("en", recommend("nps"), { total: { ...total, score: mean(-5) } })).toContain("score is -5:");
});

test("a headline's shares are the release's own, not a sum of rounded ones", () => {
  // 29 answers, 0-6 one each: seven shares of 3 % are 21, and the truth is 24.
  const total = counted("recommend", { 0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 11, 8: 11 });

  expect(said("sv", recommend("nps"), { total })).toBe(
    "Rekommendationsindex är −24: 0 % gav 9–10 och 24 % gav 0–6.",
  );
});

test("a choice is said by its most common answer, in that answer's own words", () => {
  const of = (type: "single" | "multiple") => counted(type, { rådgivning: 18, nätverk: 22 });

  expect(said("sv", choice("single", ["rådgivning", "nätverk"]), { total: of("single") })).toBe(
    "Vanligaste svaret, 55 %: nätverk",
  );
  expect(said("sv", choice("multiple", ["rådgivning", "nätverk"]), { total: of("multiple") })).toBe(
    "Flest valde, 55 %: nätverk",
  );
});

test("answers that share the first place are named together, many of them only counted", () => {
  const two = counted("single", { a: 16, b: 16, c: 8 });
  const twenty = Array.from({ length: 20 }, (_, index) => `val ${index}`);
  const even = counted("single", Object.fromEntries(twenty.map((id) => [id, 20])));

  expect(said("sv", choice("single", ["a", "b", "c"]), { total: two })).toBe(
    "Delar första plats, 40 % var: a och b",
  );
  expect(said("sv", choice("single", twenty), { total: even })).toBe("20 svar delar första plats, 5 % var.");
});

test("answers that only read alike do not share the first place", () => {
  const total = counted("single", { a: 100, b: 101, c: 199 });

  expect(said("en", choice("single", ["a", "b"]), { total })).toBe("Most common answer, 25%: b");
});

test.each([
  ["sv", "Minst 345 av 347 (99 %) svarade ”ja”. Mer exakt än så skulle visa vad var och en svarade."],
  ["fi", "Vähintään 345/347 (99 %) vastasi ”ja”. Tarkempi luku paljastaisi, mitä kukin vastasi."],
  ["en", "At least 345 of 347 (99%) answered “ja”. More exactly would show what each person answered."],
] as const)("where nearly everybody said the same only a lower bound is said, in %s", (language, words) => {
  const total = {
    shown: "atLeast" as const,
    n: 347,
    atLeast: [{ key: "ja", count: 345, share: 99 }],
    others: [],
  };

  expect(said(language, choice("single", ["ja", "nej"]), { total })).toBe(words);
});

test.each([
  ["sv", "Ungefär 25 % tycker att det har blivit bättre, ungefär 65 % att det är lika bra och ungefär 10 %"],
  ["fi", "Paremmaksi tilanteen arvioi noin 25 %, yhtä hyväksi noin 65 % ja huonommaksi noin 10 %"],
  ["en", "About 25% say it has become better, about 65% as good and about 10% worse."],
] as const)("what an old release rounded is said to be about right, in %s", (language, words) => {
  const total = figures(28, { shares: shares({ better: 25, same: 65, worse: 10 }) });

  expect(said(language, change("all"), { total }, true)).toContain(words);
  expect(said(language, change("all"), { total: changed })).not.toMatch(/ungefär|noin|about|≈/i);
});

test("an old release says no bands of scales, for it has none that are right", () => {
  const old = figures(28, { shares: shares({ 1: 35, 5: 50 }), mean: mean(3.4), score: mean(0) });

  expect(said("sv", scale("trust"), { total: old }, true)).toBe("Medeltalet är 3,4 av 5.");
  expect(said("sv", recommend("nps"), { total: old }, true)).toBe("Rekommendationsindex är ungefär 0.");
});

test("an answer in another language than the reader's keeps its language", () => {
  const formatter = formatterFor("fi");
  const question = choice("single", ["rådgivning"]);
  const total = counted("single", { rådgivning: 40 });
  const answers = answersTo(question, ["sv"], formatter);

  const sentence = takeaway(question, result("single", total), answers, release, formatter);

  expect(sentence.at(-1)).toEqual({ text: "rådgivning", language: "sv" });
});

test("of 5 to 9 answers an old release gives the mean, and says why there is no more", () => {
  expect(said("sv", scale("trust"), { total: figures(7, { mean: mean(3.9) }) })).toBe(
    "Medeltalet är 3,9 på skalan 1–5. Svaren är för få för att visa hur de fördelar sig.",
  );
  expect(said("sv", recommend("nps"), { total: figures(7, { mean: mean(8.2) }) })).toContain(
    "på skalan 0–10",
  );
  expect(said("sv", change("all"), { total: figures(7) })).toBe(
    "Svaren är för få för att visa hur de fördelar sig.",
  );
});

test.each([
  ["sv", "Här finns för lite att visa utan att det syns vad någon har svarat."],
  ["fi", "Näytettävää on liian vähän, jotta kenenkään vastaus ei paljastuisi."],
  ["en", "There is too little here to show without showing what someone answered."],
] as const)("what is not told is said in one neutral sentence in %s, without a reason", (language, words) => {
  for (const question of [scale("trust"), change("all"), recommend("nps"), choice("multiple", ["a"])])
    expect(said(language, question, { total: untold })).toBe(words);
});

test("comments are counted, or said to be hidden by the comments' own limit", () => {
  expect(said("sv", text("wishes"), { comments: { shown: true, texts: ["Snabbare svar"] } })).toBe(
    "1 kommentar.",
  );
  expect(said("en", text("wishes"), { comments: { shown: true, texts: ["a", "b"] } })).toBe(
    "2 comments, in mixed order.",
  );
  expect(said("sv", text("wishes"), { comments: { shown: false } })).toBe(
    "Visas inte: färre än 10 kommentarer.",
  );
});

test("a question that nobody answered says that", () => {
  expect(said("sv", scale("trust"), { total: figures(0, { shares: [] }) })).toBe(
    "Ingen har svarat på frågan.",
  );
  expect(said("sv", choice("single", []), { total: figures(12, { shares: [] }) })).toBe(
    "Ingen har svarat på frågan.",
  );
});

test("comments of a survey that is still open come when it has closed", () => {
  const formatter = formatterFor("sv");
  const open = { ...release, final: false };

  const sentence = takeaway(text("wishes"), result("wishes", untold), [], open, formatter);

  expect(plain(sentence)).toBe("Kommentarerna visas när enkäten har stängts.");
});

test("to the organisers of a signed survey nothing told means that nobody answered", () => {
  const formatter = formatterFor("sv");
  const signed = { ...release, rules: { ...release.rules, ratings: 1, comments: 1 } };

  const sentence = takeaway(scale("trust"), result("trust", untold), [], signed, formatter);

  expect(plain(sentence)).toBe("Ingen har svarat på frågan.");
});

test("who is not in the figures is said with how many they are", () => {
  const figured = result("trust", changed, { dontKnow: 8, leftOut: 1, uncounted: 3 });

  expect(asides(figured, formatterFor("sv"))).toEqual([
    "Vet inte: 8 svar, som inte är med i talen ovan.",
    "1 person hoppade över frågan.",
    "3 senare svar är inte med i talen: de kan inte visas utan att det syns vem som svarade vad.",
  ]);
  expect(asides(figured, formatterFor("en", true))[0]).toBe(
    "Don’t know: about 8 answers, which are not part of the figures above.",
  );
  expect(asides(result("trust", changed, { dontKnow: 0, leftOut: 0 }), formatterFor("sv"))).toEqual([]);
});

import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Answers, limits } from "#features/surveys/contract.ts";
import { byRole, development, draftOf, services, trust, wishes } from "#features/surveys/survey/testing.ts";
import {
  BadBallot,
  ballotBytes,
  bucketOf,
  buckets,
  makeKeys,
  mostBytes,
  opener,
  receiptOf,
  rowKeyOf,
  sealer,
} from "./ballot.ts";

const now = new Date("2026-11-22T08:00:00Z");
const keys = makeKeys();
const seal = sealer(keys.publicKey);
const open = opener(keys.privateKey);
const ballot = { answers: { development: "same", trust: 4 } };

test("what was sealed for a row opens for that row", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.dictionary(fc.string(), fc.string({ unit: "grapheme" })),
      (survey, row, answers) => {
        const ballot = { answers: Object.fromEntries(Object.entries(answers)) };
        expect(open(survey, row, seal(survey, row, ballot, now))).toEqual(ballot);
      },
    ),
  );
});

test("a box moved to another row or another survey does not open", () => {
  const box = seal("survey", "row", ballot, now);

  expect(() => open("survey", "other", box)).toThrow(BadBallot);
  expect(() => open("other", "row", box)).toThrow(BadBallot);
  expect(() => open("surveyr", "ow", box)).toThrow(BadBallot);
});

test("a box with any byte changed, cut or added does not open", () => {
  const box = seal("survey", "row", ballot, now);

  for (let at = 0; at < box.length; at++) {
    const changed = Uint8Array.from(box);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => open("survey", "row", changed)).toThrow(BadBallot);
  }
  expect(() => open("survey", "row", box.subarray(0, -1))).toThrow(BadBallot);
  expect(() => open("survey", "row", new Uint8Array([...box, 0]))).toThrow(BadBallot);
  expect(() => open("survey", "row", new Uint8Array())).toThrow(BadBallot);
});

test("a box of another survey's keys does not open", () => {
  const box = sealer(makeKeys().publicKey)("survey", "row", ballot, now);

  expect(() => open("survey", "row", box)).toThrow(BadBallot);
});

test("a box whose ephemeral key is of low order does not open", () => {
  const box = Uint8Array.from(seal("survey", "row", ballot, now));
  box.fill(0, 1, 33);

  expect(() => open("survey", "row", box)).toThrow(BadBallot);
});

test("an ephemeral key serves a minute, and each ballot has a nonce of its own", () => {
  const seal = sealer(keys.publicKey);
  const at = (time: string) => Buffer.from(seal("survey", "row", ballot, new Date(time)));
  const keyOf = (box: Buffer) => box.subarray(1, 33).toString("hex");
  const first = at("2026-11-22T08:00:00Z");
  const second = at("2026-11-22T08:00:59Z");

  expect(keyOf(second)).toBe(keyOf(first));
  expect(second.subarray(33, 45)).not.toEqual(first.subarray(33, 45));
  expect(keyOf(at("2026-11-22T08:01:00Z"))).not.toBe(keyOf(first));
  expect(keyOf(at("2026-11-22T07:00:00Z"))).not.toBe(keyOf(first));
});

test("boxes of one survey are of one size, whatever is answered", () => {
  const draft = byRole([development, trust, services]);
  const seal = sealer(keys.publicKey, ballotBytes(draft));
  const ballots: Answers[] = [
    {},
    { trust: 5 },
    { development: { dontKnow: true }, trust: { dontKnow: true } },
    { development: "better", trust: 1, services: ["advice", "networks", "news"], role: "manager" },
  ];

  expect(new Set(ballots.map((answers) => seal("survey", "row", { answers }, now).length)).size).toBe(1);
});

test("the size that a draft asks for holds its longest ballot", () => {
  const long = "x".repeat(40);
  const questions = Array.from({ length: 25 }, (_, at) => ({ ...services, id: `${long.slice(0, 38)}${at}` }));
  const answers = Object.fromEntries(questions.map(({ id }) => [id, ["advice", "networks", "news"]]));
  const least = ballotBytes(draftOf(questions));

  const box = sealer(keys.publicKey, least)("survey", "row", { answers }, now);

  expect(box.length).toBe(sealer(keys.publicKey, least)("survey", "row", { answers: {} }, now).length);
});

test("a comment only makes the box double in size, and five of the longest fit", () => {
  const sizeWith = (length: number) =>
    seal("survey", "row", { answers: { [wishes.id]: "ä".repeat(length) } }, now).length;
  const longest = Object.fromEntries([1, 2, 3, 4, 5].map((id) => [id, "語".repeat(1000)]));

  expect(sizeWith(1)).toBe(sizeWith(100));
  expect(new Set(Array.from({ length: 1000 }, (_, length) => sizeWith(length))).size).toBe(4);
  expect(seal("survey", "row", { answers: longest }, now).length).toBeLessThanOrEqual(mostBytes + 61);
});

test("what could never be stored is not sealed", () => {
  expect(() => seal("survey", "row", { answers: { wishes: "a".repeat(mostBytes) } }, now)).toThrow(
    RangeError,
  );
});

test("a person has one row, which only the secret leads to", () => {
  const secret = keys.rowSecret;
  const row = rowKeyOf(secret, "tenant", "survey", "anna");

  expect(rowKeyOf(secret, "tenant", "survey", "anna")).toBe(row);
  expect(row).toMatch(/^[0-9a-f]{64}$/);
  expect(rowKeyOf(secret, "tenant", "survey", "bo")).not.toBe(row);
  expect(rowKeyOf(makeKeys().rowSecret, "tenant", "survey", "anna")).not.toBe(row);
});

test("ids that run together as text lead to different rows", () => {
  const rows = [
    ["a", "bc", "d"],
    ["ab", "c", "d"],
    ["a", "b", "cd"],
    ['a","b', "c", "d"],
    ["a|b", "c", "d"],
  ].map(([tenant = "", survey = "", person = ""]) => rowKeyOf(keys.rowSecret, tenant, survey, person));

  expect(new Set(rows).size).toBe(5);
});

test("rows spread evenly over the buckets", () => {
  const counts = new Map(buckets.map((bucket) => [bucket, 0]));
  for (let person = 0; person < 1600; person++) {
    const bucket = bucketOf(rowKeyOf(keys.rowSecret, "tenant", "survey", String(person)));
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }

  expect(counts.size).toBe(16);
  expect(Math.min(...counts.values())).toBeGreaterThan(50);
});

test("a dump of the rows with every person's id and the public key says nothing of the answers", () => {
  const people = Array.from({ length: 40 }, (_, at) => `person-${at}`);
  const rows = new Map<string, Uint8Array>();
  const vote = (person: string, development: string) => {
    const row = rowKeyOf(keys.rowSecret, "tenant", "survey", person);
    rows.set(row, seal("survey", row, { answers: { development } }, now));
  };
  people.forEach((person, at) => {
    vote(person, at % 2 ? "better" : "worse");
  });
  // Answering again replaces.
  vote("person-0", "same");

  const dump = [...rows].map(([row, box]) => `${row} ${Buffer.from(box).toString("latin1")}`);
  const guesses = people.map((person) => createHmac("sha256", keys.publicKey).update(person).digest("hex"));

  expect(rows.size).toBe(40);
  expect(new Set(dump.map((line) => line.length)).size).toBe(1);
  expect(dump.some((line) => /better|worse|same|development|person/.test(line))).toBe(false);
  expect(guesses.some((guess) => rows.has(guess))).toBe(false);
});

test("equal ballots look different, and each has a receipt of eight characters", () => {
  const receipts = Array.from({ length: 20 }, () => receiptOf(seal("survey", "row", ballot, now)));

  expect(new Set(receipts).size).toBe(20);
  expect(receipts[0]).toMatch(/^[0-9A-F]{8}$/);
});

test("the longest ballot that the limits allow can be sealed", () => {
  const choiceIds = Array.from(
    { length: limits.choices },
    (_, at) => `${"c".repeat(37)}-${String(at).padStart(2, "0")}`,
  );
  const ids = Array.from(
    { length: limits.questions },
    (_, at) => `${"q".repeat(37)}-${String(at).padStart(2, "0")}`,
  );
  const answers = Object.fromEntries(
    ids.map((id, at) => [id, at < limits.textQuestions ? "漢".repeat(limits.commentLength) : choiceIds]),
  );

  expect(open("survey", "row", seal("survey", "row", { answers }, now)).answers).toEqual(answers);
});

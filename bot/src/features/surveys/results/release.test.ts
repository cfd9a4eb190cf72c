import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import {
  type Answers,
  type AnswerValue,
  type Draft,
  type Release,
  thresholds,
} from "#features/surveys/contract.ts";
import {
  byRole,
  development,
  draftOf,
  recommend,
  service,
  services,
  trust,
  wishes,
} from "#features/surveys/survey/testing.ts";
import { audit } from "./audit.ts";
import { mayRelease, release, tablesOf } from "./release.ts";
import { add, startTally, type Tally } from "./tally.ts";

const now = new Date("2026-12-24T14:00:00Z");

test("347 customers: 25 % better, 64 % as good", () => {
  const released = releaseOf(draftOf([development]), [
    ...said("development", "better", 87),
    ...said("development", "same", 222),
    ...said("development", "worse", 38),
  ]);

  expect(released.respondents).toBe(347);
  expect(result(released, "development").total).toMatchObject({
    n: 347,
    shares: [
      { key: "better", share: 25, interval: [21, 30] },
      { key: "same", share: 64, interval: [59, 69] },
      { key: "worse", share: 11, interval: [8, 15] },
    ],
    mean: null,
    score: null,
  });
});

test("under five answers nothing is shown", () => {
  const released = releaseOf(draftOf([trust]), scores([5, 4, 3, 2]));

  expect(released.respondents).toBeNull();
  expect(result(released, "trust").total).toEqual({ shown: false, reason: "few" });
});

test("from five answers there is a mean to one decimal, and nothing more", () => {
  expect(result(releaseOf(draftOf([trust]), scores([5, 5, 4, 4, 2, 1])), "trust").total).toEqual({
    shown: true,
    n: 6,
    shares: null,
    mean: { value: 3.5, interval: null },
    score: null,
  });
});

test("from ten answers shares are told to five points, and from thirty in whole percent", () => {
  const shares = (better: number, same: number) => {
    const ballots = [...said("development", "better", better), ...said("development", "same", same)];
    const { total } = result(releaseOf(draftOf([development]), ballots), "development");
    return total.shown && total.shares?.map(({ share }) => share);
  };

  expect(shares(4, 7)).toEqual([35, 65, 0]);
  expect(shares(28, 1)).toEqual([95, 5, 0]);
  expect(shares(10, 21)).toEqual([32, 68, 0]);
});

test("two counts that are told alike have intervals that are told alike", () => {
  const shares = (better: number) => {
    const ballots = [...said("development", "better", better), ...said("development", "same", 29 - better)];
    const { total } = result(releaseOf(draftOf([development]), ballots), "development");
    return total.shown && total.shares?.[0];
  };

  expect(shares(5)).toEqual(shares(4));
  expect(shares(4)).toEqual({ key: "better", share: 15, interval: [6, 32] });
});

test("a scale has a mean with its interval, and 0 to 10 a recommend score too", () => {
  const ballots = Array.from({ length: 40 }, (_, at) => ({ trust: (at % 5) + 1, recommend: at % 11 }));
  const released = releaseOf(draftOf([trust, recommend]), ballots);

  expect(result(released, "trust").total).toMatchObject({
    mean: { value: 3, interval: [2.54, 3.46] },
    score: null,
  });
  // 28 gave 0 to 6, 6 gave 9 or 10.
  expect(result(released, "recommend").total).toMatchObject({ score: { value: -55, interval: [-74, -29] } });
});

test("don't know is kept out of shares and means", () => {
  const draft = draftOf([{ ...trust, dontKnow: true }]);
  const released = releaseOf(draft, [
    ...scores(Array(20).fill(4)),
    ...scores(Array(10).fill(2)),
    ...said("trust", unknown, 10),
  ]);

  expect(result(released, "trust")).toMatchObject({ dontKnow: 10, total: { n: 30, mean: { value: 3.33 } } });
});

test("those who left a question out or did not know are told in fives, and fewer than five not at all", () => {
  const draft = draftOf([{ ...development, dontKnow: true }, trust]);
  const told = (unknowns: number, skipped: number) => {
    const ballots = [
      ...said("development", "same", 20),
      ...said("development", "better", 20),
      ...said("development", unknown, unknowns),
      ...Array(skipped).fill({}),
    ];
    const { total, dontKnow } = result(releaseOf(draft, ballots), "development");
    return { n: total.shown && total.n, dontKnow };
  };

  expect(told(0, 0)).toEqual({ n: 40, dontKnow: null });
  expect(told(2, 0)).toEqual({ n: 42, dontKnow: null });
  expect(told(3, 0)).toEqual({ n: 38, dontKnow: null });
  expect(told(7, 0)).toEqual({ n: 42, dontKnow: 5 });
  expect(told(8, 4)).toEqual({ n: 42, dontKnow: 10 });
});

test("so few that all answered alike are not shown", () => {
  const alike = (count: number) =>
    result(releaseOf(draftOf([trust]), scores(Array(count).fill(5))), "trust").total;

  expect(alike(9)).toEqual({ shown: false, reason: "same" });
  expect(alike(10)).toEqual({ shown: false, reason: "same" });
  expect(alike(11)).toMatchObject({ shown: true, mean: { value: 5, interval: null } });
});

test("so few that all chose one of several choices are not shown", () => {
  const ballots = [...said("services", ["advice"], 5), ...said("services", ["advice", "news"], 5)];

  expect(result(releaseOf(draftOf([services]), ballots), "services").total).toEqual({
    shown: false,
    reason: "same",
  });
});

test("groups are shown side by side", () => {
  const released = releaseOf(byRole([trust]), [
    ...group("manager", 10),
    ...group("officer", 6),
    ...group("leader", 5),
  ]);

  expect(released.segment).toEqual({
    backgroundId: "role",
    groups: [
      { id: "manager", n: 10 },
      { id: "officer", n: 6 },
      { id: "leader", n: 5 },
    ],
    unstated: null,
  });
  expect(result(released, "trust").groups).toMatchObject([
    { id: "manager", figures: { shown: true, n: 10 } },
    { id: "officer", figures: { shown: true, n: 6 } },
    { id: "leader", figures: { shown: true, n: 5 } },
  ]);
});

test("a small group is hidden, and the next smallest with it", () => {
  const released = releaseOf(byRole([trust]), [
    ...group("manager", 10),
    ...group("officer", 6),
    ...group("leader", 3),
  ]);

  expect(released.segment?.groups.map(({ n }) => n)).toEqual([10, null, null]);
  expect(reasons(released, "trust")).toEqual([undefined, "complement", "few"]);
});

test("of two groups as small, the first is hidden", () => {
  const released = releaseOf(byRole([trust]), [
    ...group("manager", 6),
    ...group("officer", 6),
    ...group("leader", 3),
  ]);

  expect(reasons(released, "trust")).toEqual(["complement", undefined, "few"]);
});

test("those who stated no group are left over like a hidden group", () => {
  const few = releaseOf(byRole([trust]), [
    ...group("manager", 10),
    ...group("officer", 6),
    ...scores([1, 2]),
  ]);
  const enough = releaseOf(byRole([trust]), [
    ...group("manager", 10),
    ...group("officer", 6),
    ...scores([1, 2, 3, 4, 5]),
  ]);

  expect(few.segment).toMatchObject({ groups: [{ n: 10 }, { n: null }, { n: null }], unstated: null });
  expect(reasons(few, "trust")).toEqual([undefined, "complement", "few"]);
  expect(enough.segment?.unstated).toBe(5);
  expect(reasons(enough, "trust")).toEqual([undefined, undefined, "few"]);
});

test("enough people without a group hide a small group, so that no other need be hidden", () => {
  const ballots = [
    ...group("manager", 10),
    ...group("officer", 6),
    ...group("leader", 3),
    ...scores([1, 2, 3, 4, 5, 5]),
  ];
  const released = releaseOf(byRole([trust]), ballots);

  expect(released.segment).toMatchObject({ groups: [{ n: 10 }, { n: 6 }, { n: null }], unstated: null });
  expect(reasons(released, "trust")).toEqual([undefined, undefined, "few"]);
});

test("who left a question out counts in that question", () => {
  const ballots = [
    ...group("manager", 10),
    ...group("officer", 6),
    ...group("leader", 4),
    ...Array(3).fill({ role: "leader" }),
  ];
  const released = releaseOf(byRole([trust]), ballots);

  expect(released.segment?.groups.map(({ n }) => n)).toEqual([10, 6, 7]);
  expect(reasons(released, "trust")).toEqual([undefined, "complement", "few"]);
});

test("a group that all answered alike is hidden with another, and nobody is told which of them", () => {
  const alike = Array(6).fill({ role: "leader", trust: 5 });
  const released = releaseOf(byRole([trust]), [...group("manager", 10), ...group("officer", 6), ...alike]);

  expect(reasons(released, "trust")).toEqual([undefined, "complement", "complement"]);
});

test("a small group that left a question out to the last is hidden with another", () => {
  const silent = Array(6).fill({ role: "leader" });
  const released = releaseOf(byRole([trust]), [...group("manager", 10), ...group("officer", 7), ...silent]);

  expect(reasons(released, "trust")).toEqual([undefined, "complement", "few"]);
});

test("comments are shown from ten, in another order each time", () => {
  const texts = Array.from({ length: 10 }, (_, at) => `Kommentar ${at}`);
  const comments = (count: number) => {
    const ballots = texts.slice(0, count).map((text) => ({ wishes: text }));
    return result(releaseOf(draftOf([wishes]), ballots), "wishes").comments;
  };
  const orders = Array.from({ length: 5 }, () => comments(10));

  expect(comments(9)).toEqual({ shown: false, reason: "few" });
  for (const shown of orders) expect(shown?.shown && shown.texts.toSorted()).toEqual(texts);
  expect(new Set(orders.map((order) => JSON.stringify(order))).size).toBeGreaterThan(1);
});

test("each order of the comments is as likely", () => {
  const tally = tallyOf(
    draftOf([wishes]),
    ["a", "b", "c"].map((wishes) => ({ wishes })),
  );
  const rules = { draft: draftOf([wishes]), thresholds: { ...thresholds, comments: 3 } };
  const orders = [0, 1].flatMap((first) =>
    [0, 1, 2].map((second) => {
      const draws = [0, first, second];
      const { comments } = result(
        release(rules, tally, { round: 1, final: true, now, random: () => draws.shift() ?? 0 }),
        "wishes",
      );
      return comments?.shown && comments.texts.join("");
    }),
  );

  expect(new Set(orders).size).toBe(6);
});

test("an interim release holds totals only", () => {
  const draft = byRole([trust, wishes], { kind: "live" });
  const ballots = Array.from({ length: 20 }, (_, at) => ({
    trust: (at % 5) + 1,
    wishes: "Mer tid",
    role: "manager",
  }));
  const released = release({ draft, thresholds }, tallyOf(draft, ballots), {
    round: 3,
    final: false,
    now,
    random: randomInt,
  });

  expect(released).toMatchObject({ round: 3, final: false, respondents: 20, segment: null });
  expect(result(released, "trust")).toMatchObject({ total: { shown: true, n: 20 }, groups: [] });
  expect(result(released, "wishes").comments).toBeNull();
});

test("a signed survey shows everything, by name", () => {
  const draft = byRole([service, wishes], { kind: "signed" });
  const tally = startTally(draft);
  add(tally, { name: "Bo", answers: { service: "advice", wishes: "Mer tid", role: "manager" } });
  add(tally, { name: "Anna", answers: { service: "advice" } });
  const released = release({ draft, thresholds }, tally, { round: 1, final: true, now, random: randomInt });

  expect(released.signed?.map(({ name }) => name)).toEqual(["Anna", "Bo"]);
  expect(released.respondents).toBe(2);
  expect(result(released, "service")).toMatchObject({
    total: { n: 2, shares: [{ share: 100, interval: null }, { share: 0 }] },
    groups: [
      { figures: { shown: true, n: 1 } },
      { figures: { shown: false } },
      { figures: { shown: false } },
    ],
  });
  expect(result(released, "wishes").comments).toEqual({ shown: true, texts: ["Mer tid"] });
});

test("nobody's name leaves any other survey", () => {
  const draft = draftOf([trust]);
  const tally = startTally(draft);
  for (let at = 0; at < 10; at++) add(tally, { name: "Anna", answers: { trust: 3 } });

  expect(
    JSON.stringify(release({ draft, thresholds }, tally, { round: 1, final: true, now, random: randomInt })),
  ).not.toContain("Anna");
});

test("the audit reads the finished release: a group put back by hand is found", () => {
  const draft = byRole([trust]);
  const tally = tallyOf(draft, [...group("manager", 10), ...group("officer", 6), ...group("leader", 3)]);
  const released = release({ draft, thresholds }, tally, { round: 1, final: true, now, random: randomInt });
  const [first] = released.questions;
  const shown = first?.groups[0]?.figures;
  const forged = structuredClone(released);
  for (const entry of forged.questions[0]?.groups.slice(1, 2) ?? []) if (shown) entry.figures = shown;

  expect(audit(tablesOf(released, tally), 5)).toEqual([]);
  expect(audit(tablesOf(forged, tally), 5)).toMatchObject([{ table: "trust", people: 3 }]);
});

test("thresholds may be raised, each by itself", () => {
  const draft = byRole([trust]);
  const tally = tallyOf(draft, [...group("manager", 20), ...group("officer", 6), ...group("leader", 5)]);
  const shown = (raised: Partial<typeof thresholds>) => {
    const survey = { draft, thresholds: { ...thresholds, ...raised } };
    return reasons(release(survey, tally, { round: 1, final: true, now, random: randomInt }), "trust");
  };

  expect(shown({ complement: 8 })).toEqual([undefined, undefined, undefined]);
  expect(shown({ ratings: 6 })).toEqual([undefined, "complement", "few"]);
  expect(shown({ ratings: 6, complement: 12 })).toEqual(["complement", "complement", "few"]);
});

test("a live survey is released again after five new answers and five seconds", () => {
  const latest = { ballots: 10, releasedAt: now };
  const after = (ms: number) => new Date(now.getTime() + ms);

  expect(mayRelease(undefined, 4, "live", now)).toBe(false);
  expect(mayRelease(undefined, 5, "live", now)).toBe(true);
  expect(mayRelease(latest, 14, "live", after(60_000))).toBe(false);
  expect(mayRelease(latest, 15, "live", after(4_999))).toBe(false);
  expect(mayRelease(latest, 15, "live", after(5_000))).toBe(true);
  expect(mayRelease(latest, 10, "signed", after(5_000))).toBe(true);
  expect(mayRelease(undefined, 500, "sealed", now)).toBe(false);
});

const unknown: AnswerValue = { dontKnow: true };

const said = (id: string, value: AnswerValue, count: number): Answers[] =>
  Array.from({ length: count }, () => ({ [id]: value }));

const scores = (values: number[]): Answers[] => values.map((trust) => ({ trust }));

const group = (role: string, count: number): Answers[] =>
  Array.from({ length: count }, (_, at) => ({ role, trust: (at % 5) + 1 }));

function tallyOf(draft: Draft, ballots: Answers[]): Tally {
  const tally = startTally(draft);
  for (const answers of ballots) add(tally, { answers });
  return tally;
}

function releaseOf(draft: Draft, ballots: Answers[]): Release {
  return release({ draft, thresholds }, tallyOf(draft, ballots), {
    round: 1,
    final: true,
    now,
    random: randomInt,
  });
}

function result(released: Release, id: string) {
  const found = released.questions.find((question) => question.id === id);
  if (!found) throw new Error(`No result for ${id}`);
  return found;
}

function reasons(released: Release, id: string) {
  return result(released, id).groups.map(({ figures }) => (figures.shown ? undefined : figures.reason));
}

import { Refusal } from "#platform/refusal.ts";
import type { Moderation, QuestionState, WithheldReason } from "./contract.ts";

/** A question of one session. It has no time: when it was asked could tell who asked it. */
export type Question = {
  id: string;
  text: string;
  /** Null where it was asked anonymously. */
  author: { id: string; name: string } | null;
  /** The author under the session's key (see question-box.ts). */
  mark: string;
  pinned: boolean;
  state: QuestionState;
  answer: string;
  reason: WithheldReason | null;
  mergedInto: string | null;
  handedOver: boolean;
};

/** A question with how many vote for it, those of questions merged into it included. */
export type Counted = Question & { votes: number };

export function newQuestion(id: string, text: string, author: Question["author"], mark: string): Question {
  return {
    id,
    text,
    author,
    mark,
    pinned: false,
    state: "open",
    answer: "",
    reason: null,
    mergedInto: null,
    handedOver: false,
  };
}

/** Does the moderator's deed. Doing it again changes nothing. `all` are the session's questions. */
export function moderate(question: Question, deed: Moderation, all: readonly Question[]): Question {
  const settled = { ...question, answer: "", reason: null, mergedInto: null };
  switch (deed.deed) {
    case "pin":
      return { ...question, pinned: true };
    case "unpin":
      return { ...question, pinned: false };
    case "answer":
      return { ...settled, state: "answered", answer: deed.answer };
    case "withhold":
      return { ...settled, state: "withheld", reason: deed.reason, pinned: false };
    case "merge":
      return { ...settled, state: "merged", mergedInto: targetOf(question, deed.into, all), pinned: false };
    case "reopen":
      return { ...settled, state: "open" };
  }
}

function targetOf(question: Question, into: string, all: readonly Question[]): string {
  const target = all.find(({ id }) => id === into);
  if (
    !target ||
    target.state === "merged" ||
    target.state === "withheld" ||
    rootOf(target, all) === question.id
  )
    throw new Refusal("notMergeable");
  if (into === question.id) throw new Refusal("notMergeable");
  return into;
}

/** The question that this one's votes count for, by its id. Two merged into each other at once stand for themselves. */
export function rootOf(question: Question, all: readonly Question[]): string {
  const seen = new Set<string>();
  for (let one = question; ; ) {
    if (one.state !== "merged" || seen.has(one.id)) return seen.has(one.id) ? question.id : one.id;
    seen.add(one.id);
    const next = all.find(({ id }) => id === one.mergedInto);
    if (!next) return one.id;
    one = next;
  }
}

/** Votes by question id as marks of voters; each voter counts once for merged questions together. Pinned first, then by votes. */
export function counted(all: readonly Question[], votes: ReadonlyMap<string, readonly string[]>): Counted[] {
  const voters = new Map<string, Set<string>>();
  for (const question of all) {
    const root = rootOf(question, all);
    const known = voters.get(root) ?? new Set();
    for (const mark of votes.get(question.id) ?? []) known.add(mark);
    voters.set(root, known);
  }
  return all
    .map((question) => ({ ...question, votes: voters.get(rootOf(question, all))?.size ?? 0 }))
    .sort(byRank);
}

/** Equal ones by their ids, which are random: the order in which they were asked tells nothing. */
const byRank = (one: Counted, other: Counted) =>
  Number(other.pinned) - Number(one.pinned) || other.votes - one.votes || (one.id < other.id ? -1 : 1);

import type { Moderation, QuestionState, WithheldReason } from "#features/coffee/contract.ts";
import { Refusal } from "#platform/refusal.ts";

/** A question of one session. It has no time: when it was asked could tell who asked it. */
export type Question = {
  id: string;
  text: string;
  /** Null where it was asked anonymously. */
  author: { id: string; name: string } | null;
  /** The author under the session's key (see pseudonyms.ts). */
  mark: string;
  /** Kept whatever becomes of the question, so that it is pinned again when it is opened again. */
  pinned: boolean;
  state: QuestionState;
  answer: string;
  reason: WithheldReason | null;
  mergedInto: string | null;
  handedOver: boolean;
};

/** A question with those who want it, by their marks: each once for all questions that are merged. */
export type Counted = Question & { voters: ReadonlySet<string>; votes: number };

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

/** Does a moderator's deed; done again, it changes nothing. `all` are the session's questions. */
export function moderate(question: Question, deed: Moderation, all: readonly Question[]): Question {
  const bare = { ...question, answer: "", reason: null, mergedInto: null };
  switch (deed.deed) {
    case "pin":
      return { ...question, pinned: true };
    case "unpin":
      return { ...question, pinned: false };
    case "answer":
      return { ...bare, state: "answered", answer: deed.answer };
    case "withhold":
      return { ...bare, state: "withheld", reason: deed.reason };
    case "merge":
      if (!isMergeable(question, deed.into, all)) throw new Refusal("notMergeable");
      return { ...bare, state: "merged", mergedInto: deed.into };
    case "reopen":
      return { ...bare, state: "open" };
  }
}

function isMergeable({ id }: Question, into: string, all: readonly Question[]): boolean {
  const target = all.find((one) => one.id === into);
  return target !== undefined && into !== id && (target.state === "open" || target.state === "answered");
}

/** The questions that stand for the same one as this, itself included. */
export function mergedWith(question: Question, all: readonly Question[]): Question[] {
  const root = rootOf(question, all);
  return all.filter((one) => rootOf(one, all) === root);
}

/** Pinned first, then by votes; equal ones by their ids, which are random and tell nothing of who was first. */
export function counted(
  all: readonly Question[],
  votes: ReadonlyMap<string, ReadonlySet<string>>,
): Counted[] {
  const votersOf = new Map<string, Set<string>>();
  for (const [root, group] of Map.groupBy(all, (question) => rootOf(question, all)))
    votersOf.set(root, new Set(group.flatMap(({ id }) => [...(votes.get(id) ?? [])])));
  return all
    .map((question) => {
      const voters = votersOf.get(rootOf(question, all)) ?? new Set();
      return { ...question, voters, votes: voters.size };
    })
    .sort(byRank);
}

/** Follows a question to the one that it was merged into in the end. Two merged into each other at once stay themselves. */
function rootOf(question: Question, all: readonly Question[]): string {
  const passed = new Set<string>();
  let one = question;
  while (one.state === "merged" && !passed.has(one.id)) {
    passed.add(one.id);
    const into = one.mergedInto;
    one = all.find(({ id }) => id === into) ?? one;
  }
  return one.id;
}

const byRank = (one: Counted, other: Counted) =>
  Number(other.pinned) - Number(one.pinned) || other.votes - one.votes || (one.id < other.id ? -1 : 1);

import type { z } from "zod";
import {
  type askInput,
  type Moderation,
  type QuestionView,
  type QuestionBox as View,
  withheldReasons,
} from "#features/coffee/contract.ts";
import { type Session, type SessionName, stateOf } from "#features/coffee/series/session.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { Keys } from "#platform/storage/keys/keys.ts";
import { Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import type { Person } from "#platform/teams/turn.ts";
import { boxKeys } from "./pseudonyms.ts";
import { type Counted, counted, mergedWith, moderate, newQuestion, type Question } from "./question.ts";
import { voteRows } from "./votes.ts";

type QuestionRow = Key & { question: string };
type Room = { tables: Tables; keys: Keys; clock: Clock };
type May = { moderate: boolean; handOver: boolean };

const mostPerPerson = 10;
const mostQuestions = 500;
const mostTries = 5;

export type QuestionBox = ReturnType<typeof questionBox>;

/**
 * The question box of each session. Of an anonymous question nothing is stored that tells who asked it but a mark under
 * the session's key, and of a vote likewise (see pseudonyms.ts); the key is destroyed some weeks after the session. What stays
 * true: the running server sees who asks; and a store keeps for itself when each row was last written (Azure does), so
 * that whoever may read both the tables and what else happened in that second may guess. We keep no time of our own.
 */
export function questionBox({ tables, keys, clock }: Room) {
  const rows = tables.open<QuestionRow>("coffeeQuestions");
  const votes = voteRows(tables, clock);
  const boxKey = boxKeys(keys, clock);

  const read = (session: SessionName): Promise<Stored<QuestionRow>[]> =>
    Array.fromAsync(rows.list(partitionOf(session)));

  async function all(session: Session): Promise<Counted[]> {
    const [found, given] = await Promise.all([read(session), votes.recent(session)]);
    return counted(found.map(questionIn), given);
  }

  /** Does to a question what holds whoever else has written it. */
  async function change(
    session: SessionName,
    questionId: string,
    deed: (question: Question, all: Question[]) => Question,
  ): Promise<void> {
    for (let tries = 1; tries <= mostTries; tries++) {
      const found = await read(session);
      const row = found.find(({ rowKey }) => rowKey === questionId);
      if (!row) throw new NotFound("unknownQuestion");
      const question = JSON.stringify(deed(questionIn(row), found.map(questionIn)));
      if (question === row.question) return;
      try {
        await rows.replace({ ...row, question });
        return;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
    throw new Refusal("changedMeanwhile");
  }

  return {
    /** The same question asked again is asked once. Refuses `questionsClosed`, `notAnonymously` and `tooManyQuestions`. */
    async ask(session: Session, person: Person, input: z.infer<typeof askInput>): Promise<void> {
      refuseClosed(session, clock.now());
      const { id, text, anonymous } = input;
      if (anonymous && !session.series.draft.questions.anonymous) throw new Refusal("notAnonymously");
      const marks = await boxKey.makeMarks(session);
      const asked = (await read(session)).map(questionIn);
      const isMine = (question: Question) => question.mark === marks.author(person.id, question.id);
      const same = asked.find((question) => question.id === id);
      if (same && isMine(same)) return;
      if (same) throw new NotFound("unknownQuestion");
      if (asked.length >= mostQuestions || asked.filter(isMine).length >= mostPerPerson)
        throw new Refusal("tooManyQuestions");
      const author = anonymous ? null : { id: person.id, name: person.name };
      const question = JSON.stringify(newQuestion(id, text, author, marks.author(person.id, id)));
      await rows.insert({ partitionKey: partitionOf(session), rowKey: id, question });
    },

    /** Votes, or takes the vote back, also where it was given to a question merged with this one. */
    async vote(session: Session, person: Person, questionId: string, voted: boolean): Promise<void> {
      refuseClosed(session, clock.now());
      const asked = (await read(session)).map(questionIn);
      const question = asked.find(({ id }) => id === questionId);
      if (!question || question.state === "withheld") throw new NotFound("unknownQuestion");
      const mark = (await boxKey.makeMarks(session)).voter(person.id);
      if (voted) await votes.put(session, questionId, mark);
      else for (const { id } of mergedWith(question, asked)) await votes.remove(session, id, mark);
    },

    /** Takes back one's own question, as long as nothing has been done about it (`questionSettled`). */
    async withdraw(session: Session, person: Person, questionId: string): Promise<void> {
      const found = await read(session);
      const row = found.find(({ rowKey }) => rowKey === questionId);
      if (!row) return;
      const question = questionIn(row);
      const marks = await boxKey.marks(session);
      if (marks?.author(person.id, questionId) !== question.mark) throw new NotFound("unknownQuestion");
      const isTarget = found.some((one) => questionIn(one).mergedInto === questionId);
      if (question.state !== "open" || isTarget) throw new Refusal("questionSettled");
      try {
        await rows.remove(row);
      } catch (error) {
        if (error instanceof Conflict) throw new Refusal("questionSettled");
        throw error;
      }
      await votes.forget(session, questionId);
    },

    moderate: (session: Session, questionId: string, deed: Moderation): Promise<void> =>
      change(session, questionId, (question, asked) => moderate(question, deed, asked)),

    /** The box as one person sees it: of what is withheld or merged, only their own, unless they moderate. */
    async box(session: Session, { id: personId }: Person, may: May): Promise<View> {
      const [asked, marks] = await Promise.all([all(session), boxKey.marks(session)]);
      const voter = marks?.voter(personId) ?? "";
      const questions = asked
        .map((question) => viewOf(question, marks?.author(personId, question.id), voter))
        .filter(({ mine, state }) => mine || may.moderate || state === "open" || state === "answered");
      return {
        open: isOpen(session, clock.now()),
        mayAskAnonymously: session.series.draft.questions.anonymous,
        mayModerate: may.moderate,
        mayHandOver: may.handOver,
        questions,
        withheld: withheldReasons
          .map((reason) => ({ reason, count: asked.filter((one) => one.reason === reason).length }))
          .filter(({ count }) => count > 0),
      };
    },

    /** All questions as the organisers' work needs them, pinned first, then by votes. */
    all,

    /** The open questions with most votes. */
    async top(session: Session, count: number): Promise<{ text: string; votes: number }[]> {
      const open = (await all(session)).filter(({ state }) => state === "open");
      return open
        .sort((one, other) => other.votes - one.votes)
        .slice(0, count)
        .map(({ text, votes }) => ({ text, votes }));
    },

    markHandedOver: (session: Session, questionId: string): Promise<void> =>
      change(session, questionId, (question) => ({ ...question, handedOver: true })),

    /** Destroys the session's key: from then on nobody can tell who asked or voted. Harmless to repeat. */
    close: (session: SessionName): Promise<void> => boxKey.destroy(session),

    /** What was asked stays, and who asked it in their own name does not. */
    async forgetNames(session: SessionName): Promise<void> {
      for (const { rowKey } of await read(session))
        await change(session, rowKey, (question) => ({ ...question, author: null }));
    },

    /** Removes all that was asked, with the votes and the key. */
    async forget(session: SessionName): Promise<void> {
      const partitionKey = partitionOf(session);
      for await (const { rowKey } of rows.list(partitionKey)) await rows.remove({ partitionKey, rowKey });
      await votes.forget(session);
      await boxKey.destroy(session);
    },
  };
}

function viewOf(question: Counted, author: string | undefined, voter: string): QuestionView {
  const { id, text, pinned, state, votes, answer, reason, mergedInto, handedOver } = question;
  return {
    id,
    text,
    author: question.author?.name ?? null,
    mine: question.mark === author,
    pinned,
    state,
    votes,
    voted: question.voters.has(voter),
    answer,
    reason,
    mergedInto,
    handedOver,
  };
}

/** Until the session is over: questions come up in it too. */
const isOpen = (session: Session, now: Date) =>
  session.series.draft.questions.open && !["cancelled", "over"].includes(stateOf(session, now));

function refuseClosed(session: Session, now: Date): void {
  if (!isOpen(session, now)) throw new Refusal("questionsClosed");
}

const questionIn = (row: QuestionRow): Question => JSON.parse(row.question);

const partitionOf = ({ series, date }: SessionName) => `${series.tenantId}|${series.id}|${date}`;

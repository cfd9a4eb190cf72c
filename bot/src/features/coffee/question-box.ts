import { createHash, createHmac, randomBytes } from "node:crypto";
import type { z } from "zod";
import { bounded } from "#platform/bounded.ts";
import { type Clock, minutes, seconds } from "#platform/jobs/clock.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { Keys } from "#platform/storage/keys.ts";
import { Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import type { Person } from "#platform/teams/turn.ts";
import type { askInput, Moderation, QuestionView, QuestionBox as View, WithheldReason } from "./contract.ts";
import { withheldReasons } from "./contract.ts";
import { type Counted, counted, moderate, newQuestion, type Question, rootOf } from "./question.ts";
import { type Session, type SessionName, stateOf } from "./session.ts";

type QuestionRow = Key & { question: string };
type VoteRow = Key;
type Room = { tables: Tables; keys: Keys; clock: Clock };
type May = { moderate: boolean; handOver: boolean };

const keyBytes = 32;
const mostKeys = 500;
const keyFreshMs = minutes(10);
const votesFreshMs = seconds(3);
const mostPerPerson = 10;
const mostQuestions = 500;
const mostTries = 5;

export type QuestionBox = ReturnType<typeof questionBox>;

export function questionBox({ tables, keys, clock }: Room) {
  const questions = tables.open<QuestionRow>("coffeeQuestions");
  const votes = tables.open<VoteRow>("coffeeVotes");
  const keptKeys = bounded<{ key: Uint8Array; until: number }>(mostKeys);
  const keptVotes = bounded<{ votes: Promise<Map<string, string[]>>; until: number }>(mostKeys);

  async function keyOf(session: Session): Promise<Uint8Array | undefined> {
    const name = keyName(session);
    const kept = keptKeys.get(name);
    if (kept && kept.until > clock.now().getTime()) return kept.key;
    const key = await keys.get(name);
    if (key) keptKeys.set(name, { key, until: clock.now().getTime() + keyFreshMs });
    return key;
  }

  /** The person as rows know them; undefined once the key is destroyed, or before anybody has used it. */
  async function markOf(session: Session, personId: string): Promise<string | undefined> {
    const key = await keyOf(session);
    if (!key) return undefined;
    return createHmac("sha256", key)
      .update(`${partitionOf(session)}|${personId}`)
      .digest("base64url");
  }

  async function makeMark(session: Session, personId: string): Promise<string> {
    if (!(await keyOf(session))) await keys.create(keyName(session), randomBytes(keyBytes));
    const mark = await markOf(session, personId);
    if (!mark) throw new Error("The key that was just made is gone.");
    return mark;
  }

  async function readVotes(session: Session): Promise<Map<string, string[]>> {
    const byQuestion = new Map<string, string[]>();
    for await (const { rowKey } of votes.list(partitionOf(session))) {
      const [questionId = "", mark = ""] = rowKey.split("|");
      byQuestion.set(questionId, [...(byQuestion.get(questionId) ?? []), mark]);
    }
    return byQuestion;
  }

  function recentVotes(session: Session): Promise<Map<string, string[]>> {
    const key = partitionOf(session);
    const now = clock.now().getTime();
    const known = keptVotes.get(key);
    if (known && known.until > now) return known.votes;
    const read = readVotes(session);
    keptVotes.set(key, { votes: read, until: now + votesFreshMs });
    read.catch(() => keptVotes.delete(key));
    return read;
  }

  async function readQuestions(session: Session): Promise<Stored<QuestionRow>[]> {
    return Array.fromAsync(questions.list(partitionOf(session)));
  }

  async function all(session: Session): Promise<Counted[]> {
    const [rows, byQuestion] = await Promise.all([readQuestions(session), recentVotes(session)]);
    return counted(rows.map(questionIn), byQuestion);
  }

  /** Does to the question what holds whoever else has written it. */
  async function change(
    session: Session,
    questionId: string,
    deed: (question: Question, all: Question[]) => Question,
  ) {
    for (let tries = 1; ; tries++) {
      const rows = await readQuestions(session);
      const row = rows.find(({ rowKey }) => rowKey === questionId);
      if (!row) throw new NotFound("unknownQuestion");
      const changed = deed(questionIn(row), rows.map(questionIn));
      try {
        await questions.replace({ ...row, question: JSON.stringify(changed) });
        return;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        if (tries === mostTries) throw new Refusal("changedMeanwhile");
      }
    }
  }

  return {
    async ask(session: Session, person: Person, input: z.infer<typeof askInput>): Promise<void> {
      refuseClosed(session, clock.now());
      if (input.anonymous && !session.series.draft.questions.anonymous) throw new Refusal("notAnonymously");
      const mark = await makeMark(session, person.id);
      const asked = (await readQuestions(session)).map(questionIn);
      if (asked.some(({ id }) => id === input.id)) {
        if (asked.some(({ id, mark: author }) => id === input.id && author === mark)) return;
        throw new NotFound("unknownQuestion");
      }
      const mine = asked.filter((question) => question.mark === mark).length;
      if (mine >= mostPerPerson || asked.length >= mostQuestions) throw new Refusal("tooManyQuestions");
      const author = input.anonymous ? null : { id: person.id, name: person.name };
      const question = newQuestion(input.id, input.text, author, mark);
      await questions.insert({
        partitionKey: partitionOf(session),
        rowKey: input.id,
        question: JSON.stringify(question),
      });
    },

    async vote(session: Session, person: Person, questionId: string, voted: boolean): Promise<void> {
      refuseClosed(session, clock.now());
      const rows = await readQuestions(session);
      const found = rows.map(questionIn).find(({ id }) => id === questionId);
      if (!found || found.state === "withheld") throw new NotFound("unknownQuestion");
      const all = rows.map(questionIn);
      const root = rootOf(found, all);
      const mark = await makeMark(session, person.id);
      const partitionKey = partitionOf(session);
      if (voted) await votes.put({ partitionKey, rowKey: `${questionId}|${mark}` });
      else
        for (const one of all.filter((question) => rootOf(question, all) === root))
          await votes.remove({ partitionKey, rowKey: `${one.id}|${mark}` });
      keptVotes.delete(partitionKey);
    },

    async withdraw(session: Session, person: Person, questionId: string): Promise<void> {
      const partitionKey = partitionOf(session);
      const row = await questions.get(partitionKey, questionId);
      if (!row) return;
      const question = questionIn(row);
      if (question.mark !== (await markOf(session, person.id))) throw new NotFound("unknownQuestion");
      if (question.state !== "open") throw new Refusal("questionSettled");
      for await (const { rowKey } of votes.list(partitionKey, {
        from: `${questionId}|`,
        before: `${questionId}}`,
      }))
        await votes.remove({ partitionKey, rowKey });
      await questions.remove(row);
      keptVotes.delete(partitionKey);
    },

    async moderate(session: Session, questionId: string, deed: Moderation, _by: Person): Promise<void> {
      await change(session, questionId, (question, others) => moderate(question, deed, others));
    },

    async box(session: Session, person: Person, may: May): Promise<View> {
      const [found, mark] = await Promise.all([all(session), markOf(session, person.id)]);
      const byQuestion = await recentVotes(session);
      const mine = (question: Question) => mark !== undefined && question.mark === mark;
      const isSeen = (question: Question) =>
        question.state === "open" || question.state === "answered" || may.moderate || mine(question);
      return {
        open: isOpen(session, clock.now()),
        mayAskAnonymously: session.series.draft.questions.anonymous,
        mayModerate: may.moderate,
        mayHandOver: may.handOver,
        questions: found.filter(isSeen).map((question): QuestionView => {
          const group = found.filter((one) => rootOf(one, found) === rootOf(question, found));
          const { id, text, author, pinned, state, votes, answer, reason, mergedInto, handedOver } = question;
          const voted = mark !== undefined && group.some((one) => byQuestion.get(one.id)?.includes(mark));
          return {
            id,
            text,
            author: author?.name ?? null,
            mine: mine(question),
            pinned,
            state,
            votes,
            voted,
            answer,
            reason,
            mergedInto,
            handedOver,
          };
        }),
        withheld: withheldIn(found),
      };
    },

    all,

    async top(session: Session, count: number): Promise<{ text: string; votes: number }[]> {
      const open = (await all(session)).filter(({ state }) => state === "open");
      return open
        .toSorted((one, other) => other.votes - one.votes)
        .slice(0, count)
        .map(({ text, votes }) => ({ text, votes }));
    },

    markHandedOver: (session: Session, questionId: string): Promise<void> =>
      change(session, questionId, (question) => ({ ...question, handedOver: true })),

    async close(session: SessionName): Promise<void> {
      await keys.destroy(keyName(session));
      keptKeys.delete(keyName(session));
    },
  };
}

function withheldIn(all: Question[]): { reason: WithheldReason; count: number }[] {
  return withheldReasons
    .map((reason) => ({ reason, count: all.filter((one) => one.reason === reason).length }))
    .filter(({ count }) => count > 0);
}

const isOpen = (session: Session, now: Date) =>
  session.series.draft.questions.open && !["cancelled", "over"].includes(stateOf(session, now));

function refuseClosed(session: Session, now: Date): void {
  if (!isOpen(session, now)) throw new Refusal("questionsClosed");
}

const questionIn = (row: QuestionRow): Question => JSON.parse(row.question);

const partitionOf = ({ series, date }: SessionName) => `${series.tenantId}|${series.id}|${date}`;

const keyName = (session: SessionName) =>
  `coffee-${createHash("sha256").update(partitionOf(session)).digest("hex").slice(0, 40)}`;

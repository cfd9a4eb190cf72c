import {
  type AskedSession,
  sessionPath,
  type WhoAndWhat,
} from "#features/coffee/attendance/requested-session.ts";
import {
  askInput,
  moderationInput,
  type QuestionBox as QuestionBoxView,
  voteInput,
} from "#features/coffee/contract.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { type Route, route } from "#platform/feature.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { Person } from "#platform/teams/turn.ts";
import type { QuestionBox } from "./question-box.ts";

/** Takes an unanswered question as a case of advice; a wire to a later feature. Handed over twice, it is one case. */
export type HandOver = (
  question: {
    tenantId: string;
    seriesId: string;
    date: string;
    questionId: string;
    text: string;
    votes: number;
    author: { id: string; name: string } | null;
  },
  by: Person,
) => Promise<void>;

type Ports = {
  asked: AskedSession;
  box: QuestionBox;
  handOver: HandOver | undefined;
};

const all = `${sessionPath}/questions`;

/** The question box for the tab and for a meeting's side panel. */
export function questionApi({ asked, box, handOver }: Ports): Route[] {
  async function seen(who: WhoAndWhat) {
    const { session, part } = await asked.seen(who);
    if (!session.series.startedAt) throw new NotFound("unknownSession");
    return { session, isOrganiser: part === "organiser", questionId: who.params.question ?? "" };
  }

  const shown = (session: Session, person: Person, isOrganiser: boolean): Promise<QuestionBoxView> =>
    box.box(session, person, {
      moderate: isOrganiser,
      handOver: isOrganiser && handOver !== undefined,
    });

  async function moderated(who: WhoAndWhat) {
    const found = await seen(who);
    if (!found.isOrganiser) throw new NotFound("unknownSession");
    return found;
  }

  return [
    route({
      method: "GET",
      path: all,
      about: "The questions that the person may see, pinned first and then by votes.",
      role: "anyone",
      async handle(asked) {
        const { session, isOrganiser } = await seen(asked);
        return shown(session, asked.person, isOrganiser);
      },
    }),
    route({
      method: "POST",
      path: all,
      about:
        "Asks a question, with one's name or without. The id is the client's, so that a repeat asks once.",
      role: "anyone",
      input: askInput,
      async handle(asked) {
        const { session, isOrganiser } = await seen(asked);
        await box.ask(session, asked.person, asked.input);
        return shown(session, asked.person, isOrganiser);
      },
    }),
    route({
      method: "DELETE",
      path: `${all}/:question`,
      about: "Takes back a question of one's own.",
      role: "anyone",
      async handle(asked) {
        const { session, isOrganiser, questionId } = await seen(asked);
        await box.withdraw(session, asked.person, questionId);
        return shown(session, asked.person, isOrganiser);
      },
    }),
    route({
      method: "PUT",
      path: `${all}/:question/vote`,
      about: "Votes for a question, or takes the vote back.",
      role: "anyone",
      input: voteInput,
      async handle(asked) {
        const { session, isOrganiser, questionId } = await seen(asked);
        await box.vote(session, asked.person, questionId, asked.input.voted);
        return shown(session, asked.person, isOrganiser);
      },
    }),
    route({
      method: "POST",
      path: `${all}/:question/moderation`,
      about: "Pins, answers, withholds, merges or reopens a question.",
      role: "Organiser",
      input: moderationInput,
      async handle(asked) {
        const { session, questionId } = await moderated(asked);
        await box.moderate(session, questionId, asked.input);
        return shown(session, asked.person, true);
      },
    }),
    route({
      method: "POST",
      path: `${all}/:question/handover`,
      about: "Hands an unanswered question over, to be answered as a case of advice.",
      role: "Organiser",
      async handle(asked) {
        const { session, questionId } = await moderated(asked);
        if (!handOver) throw new Refusal("noHandOver");
        const question = (await box.all(session)).find(({ id }) => id === questionId);
        if (!question) throw new NotFound("unknownQuestion");
        if (question.state !== "open") throw new Refusal("alreadySettled");
        if (question.handedOver) return shown(session, asked.person, true);
        const { series, date } = session;
        const { text, votes, author } = question;
        await handOver(
          { tenantId: series.tenantId, seriesId: series.id, date, questionId, text, votes, author },
          asked.person,
        );
        await box.markHandedOver(session, questionId);
        return shown(session, asked.person, true);
      },
    }),
  ];
}

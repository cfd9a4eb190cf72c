import { z } from "zod";
import type { Attending } from "#features/coffee/attendance/attendance.ts";
import { type Find, type FindPorts, shown } from "#features/coffee/attendance/posted-session.ts";
import type { Ink } from "#features/coffee/cards/card-context.ts";
import { answers } from "#features/coffee/contract.ts";
import { type Session, stateOf } from "#features/coffee/series/session.ts";
import { action, type Feature } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Turn } from "#platform/teams/turn.ts";
import { sessionCard } from "./invitation-card.ts";

/** Inputs of a form on the card may ride along. */
const showInput = z.looseObject(shown);
const answerInput = z.strictObject({
  ...shown,
  answer: z.enum([...answers, "none"]),
  scope: z.enum(["session", "series"]),
});
const nameInput = z.strictObject({ ...shown, show: z.boolean() });

export type AnswerPorts = {
  attending: FindPorts["attending"] &
    Pick<Attending, "heads"> & {
      answer(...given: Parameters<Attending["answer"]>): Promise<unknown>;
    };
  chats: Pick<Chats, "known" | "chatWith">;
  clock: Clock;
};

/** The invitation in chat: shown as one stands oneself, and answered with one tap. */
export function answerActions(
  { attending, chats, clock }: AnswerPorts,
  find: Find,
): NonNullable<Feature["actions"]> {
  async function show(session: Session, turn: Turn, ink: Ink) {
    const [heads, standing] = await Promise.all([
      attending.heads(session),
      attending.standing(session, turn.person.id),
    ]);
    const isUnreached = standing.seat?.has === false && !(await hasChat(turn));
    const note = isUnreached ? ink.t("mine.noNews") : "";
    return { card: sessionCard(session, heads, standing, ink, { now: clock.now(), note }) };
  }

  /** Whether somebody in the waiting list can be told of a seat. */
  const hasChat = async ({ place, person }: Turn): Promise<boolean> =>
    place.scope === "personal" || (await chats.known(place.tenantId, person.id)) !== undefined;

  /** Made while the person is here: news of a seat may come when Teams no longer knows them by this id. */
  async function makeChat({ place, person, userId }: Turn): Promise<void> {
    if (userId === undefined || place.scope === "personal") return;
    // Where Teams gives no answer the card promises nothing, and the answer stands all the same.
    await chats.chatWith(place.tenantId, place, person.id, userId).catch(() => undefined);
  }

  /** A card that was left lying shows how things are now. */
  const takesAnswers = (session: Session) => !["over", "cancelled"].includes(stateOf(session, clock.now()));

  const at = ({ place, userId, locale }: Turn) =>
    userId === undefined ? undefined : { placeId: place.id, userId, locale };

  return {
    show: action(showInput, async (data, turn) => {
      const { session, ink } = await find(turn, data);
      return show(session, turn, ink);
    }),

    answer: action(answerInput, async ({ answer: given, scope, ...data }, turn) => {
      const { session, ink } = await find(turn, data);
      if (!takesAnswers(session)) return show(session, turn, ink);
      const { showName } = await attending.standing(session, turn.person.id);
      const answer = given === "none" ? null : given;
      // What is taken back for the whole series must not live on for this session.
      const scopes = answer === null && scope === "series" ? (["session", "series"] as const) : [scope];
      for (const each of scopes)
        await attending.answer(session, turn.person, { answer, scope: each, showName }, at(turn));
      const { seat } = await attending.standing(session, turn.person.id);
      if (seat?.has === false) await makeChat(turn);
      return show(session, turn, ink);
    }),

    /** Says the same answer again, with the name or without. */
    name: action(nameInput, async ({ show: showName, ...data }, turn) => {
      const { session, ink } = await find(turn, data);
      const { answer, fromSeries } = await attending.standing(session, turn.person.id);
      if (answer === null || !takesAnswers(session)) return show(session, turn, ink);
      const scope = fromSeries ? "series" : "session";
      await attending.answer(session, turn.person, { answer, scope, showName }, at(turn));
      return show(session, turn, ink);
    }),
  };
}

import { z } from "zod";
import { type Find, shown } from "#features/coffee/attendance/posted-session.ts";
import type { Ink } from "#features/coffee/cards/card-context.ts";
import { askInput, questionId } from "#features/coffee/contract.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { dialog, type Feature } from "#platform/feature.ts";
import { Refusal } from "#platform/refusal.ts";
import type { DialogReply, Turn } from "#platform/teams/turn.ts";
import type { QuestionBox } from "./question-box.ts";
import { type Asking, minePage, questionsPage } from "./questions-card.ts";

const listInput = z.strictObject(shown);
/** What somebody is writing comes with their votes too, and goes back to them. */
const entered = {
  text: z.string().max(4_000).default(""),
  anonymous: z.enum(["true", "false"]).default("false"),
};
const askedInput = z.strictObject({ ...shown, ...entered, question: questionId });
const deedInput = z.strictObject({ ...askedInput.shape, voted: z.boolean() });

export type QuestionPorts = {
  questions: Pick<QuestionBox, "ask" | "vote" | "withdraw" | "box">;
  /** A fresh UUID. */
  newId(): string;
};

/** The question box in chat, in a dialog. Moderating is the tab's. */
export function questionDialogs(
  { questions, newId }: QuestionPorts,
  find: Find,
): NonNullable<Feature["dialogs"]> {
  const may = { moderate: false, handOver: false };

  async function all(session: Session, { person }: Turn, ink: Ink, asking?: Asking): Promise<DialogReply> {
    const box = await questions.box(session, person, may);
    return { title: ink.t("questions.title"), card: questionsPage(session, box, newId(), ink, asking) };
  }

  async function mine(session: Session, { person }: Turn, ink: Ink): Promise<DialogReply> {
    const box = await questions.box(session, person, may);
    return { title: ink.t("questions.toMine"), card: minePage(session, box, ink) };
  }

  return {
    questions: dialog(listInput, async (data, turn) => {
      const { session, ink } = await find(turn, data);
      return all(session, turn, ink);
    }),

    mine: dialog(listInput, async (data, turn) => {
      const { session, ink } = await find(turn, data);
      return mine(session, turn, ink);
    }),

    /** The card brings the new question's id, so that a question sent twice is asked once. */
    ask: dialog(askedInput, async ({ question: id, text, anonymous, ...data }, turn) => {
      const { session, ink } = await find(turn, data);
      const asking = { text, anonymous: anonymous === "true" };
      const error = await tried(ink, async () => {
        const asked = askInput.safeParse({ id, ...asking });
        if (!asked.success) throw new Refusal("questionLength");
        await questions.ask(session, turn.person, asked.data);
      });
      // What was written stays beside what is wrong with it.
      return all(session, turn, ink, error ? { ...asking, error } : { said: ink.t("questions.sent") });
    }),

    vote: dialog(deedInput, async ({ question, voted, text, anonymous, ...data }, turn) => {
      const { session, ink } = await find(turn, data);
      const error = await tried(ink, () => questions.vote(session, turn.person, question, voted));
      return all(session, turn, ink, { text, anonymous: anonymous === "true", error });
    }),

    withdraw: dialog(deedInput, async ({ question, ...data }, turn) => {
      const { session, ink } = await find(turn, data);
      await questions.withdraw(session, turn.person, question);
      return mine(session, turn, ink);
    }),
  };
}

/** What was refused, in words, to be said above the list as it is now; "" where nothing was. */
async function tried(ink: Ink, deed: () => Promise<void>): Promise<string> {
  try {
    await deed();
    return "";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return ink.t(error.reason, error.values);
  }
}

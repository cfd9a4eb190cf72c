import type { Outgoing } from "./incoming.ts";
import type { Card, DialogReply, Reply } from "./turn.ts";

/* The bodies that Teams takes as the answer of an invoke: always 200, or the card says only "Something went wrong". */

/** What an invoke asks about: a button of a card, or a page of a dialog (task module). */
export type InvokeKind = "action" | "fetch" | "submit";

const cardType = "application/vnd.microsoft.card.adaptive";
const messageType = "application/vnd.microsoft.activity.message";

/** The body for what the app wants said; undefined closes a dialog and says nothing. */
export function invokeBody(kind: InvokeKind, { reply, dialog }: Outgoing): object | undefined {
  if (kind === "action") return actionBody(reply ?? { notice: "" });
  return dialog && taskBody(dialog);
}

/** The body for a line of text, whatever was asked. */
export const noticeBody = (kind: InvokeKind, notice: string): object =>
  kind === "action" ? actionBody({ notice }) : taskBody({ notice });

const actionBody = (reply: Reply) =>
  "card" in reply
    ? { statusCode: 200, type: cardType, value: reply.card }
    : { statusCode: 200, type: messageType, value: reply.notice };

const taskBody = (reply: DialogReply) =>
  "card" in reply
    ? {
        task: {
          type: "continue",
          value: { title: reply.title, width: "medium", height: "large", card: attachment(reply.card) },
        },
      }
    : { task: { type: "message", value: reply.notice } };

/** A card as messages and dialogs carry it. */
export const attachment = (card: Card) => ({ contentType: cardType, content: card });

import { type LookedUp, mostResults } from "#platform/teams/extension.ts";
import type { Card, DialogReply, Preview, Reply } from "#platform/teams/turn.ts";
import type { Incoming, Outgoing } from "./incoming.ts";

/* The bodies that Teams takes as the answer of an invoke: always 200, or the card says only "Something went wrong". */

const invokeKinds = [
  "action",
  "fetch",
  "submit",
  "messageAction",
  "messageSubmit",
  "lookUp",
  "link",
] as const satisfies Incoming["kind"][];
/**
 * What an invoke asks about: a button of a card, a page of a dialog (task module), or what the message extension looks up,
 * opens and previews.
 */
export type InvokeKind = (typeof invokeKinds)[number];

export const isInvoke = (kind: Incoming["kind"]): kind is InvokeKind =>
  invokeKinds.some((each) => each === kind);

const cardType = "application/vnd.microsoft.card.adaptive";
const messageType = "application/vnd.microsoft.activity.message";

/** The body for what the app wants said; undefined closes a dialog and says nothing. */
export function invokeBody(
  kind: InvokeKind,
  { reply, dialog, lookedUp, preview }: Outgoing,
): object | undefined {
  if (kind === "action") return actionBody(reply ?? { notice: "" });
  if (kind === "lookUp") return extensionBody(lookedUp ?? { results: [] });
  if (kind === "link") return extensionBody({ results: preview ? [preview] : [] });
  if (!dialog || !("insert" in dialog)) return dialog && taskBody(dialog);
  // Elsewhere there is no message to put it into: the dialog is closed.
  return kind === "messageSubmit" ? extensionBody({ results: [dialog.insert] }) : undefined;
}

/** The body for a line of text, whatever was asked; below a link nothing is shown rather than that. */
export function noticeBody(kind: InvokeKind, notice: string): object {
  if (kind === "action") return actionBody({ notice });
  if (kind === "lookUp") return extensionBody({ notice });
  return kind === "link" ? extensionBody({ results: [] }) : taskBody({ notice });
}

const actionBody = (reply: Reply) =>
  "card" in reply
    ? { statusCode: 200, type: cardType, value: reply.card }
    : { statusCode: 200, type: messageType, value: reply.notice };

function taskBody(reply: Exclude<DialogReply, { insert: Preview }>): object {
  if ("notice" in reply) return { task: { type: "message", value: reply.notice } };
  const card = attachment(reply.card);
  return {
    task: { type: "continue", value: { title: reply.title, width: "medium", height: "large", card } },
  };
}

const extensionBody = (lookedUp: LookedUp) => ({
  composeExtension:
    "notice" in lookedUp
      ? { type: "message", text: lookedUp.notice }
      : {
          type: "result",
          attachmentLayout: "list",
          attachments: lookedUp.results.slice(0, mostResults).map(listed),
        },
});

const mostTitleLength = 200;
const mostTextLength = 500;

/** The card, and the line of the list that stands for it. */
const listed = ({ title, text, card }: Preview) => ({
  ...attachment(card),
  preview: {
    contentType: "application/vnd.microsoft.card.thumbnail",
    content: { title: title.slice(0, mostTitleLength), text: asHtml(text.slice(0, mostTextLength)) },
  },
});

/**
 * Teams reads HTML in the text of such a card, though not in its title (learn.microsoft.com, "Text formatting in cards").
 * Only what could begin a tag or a character by name is changed: not every client reads it.
 */
const asHtml = (text: string): string => text.replace(/&(?=#?\w+;)/g, "&amp;").replaceAll("<", "&lt;");

/** A card as messages and dialogs carry it. */
export const attachment = (card: Card) => ({ contentType: cardType, content: card });

import type { Answer, Heads, Standing } from "#features/coffee/contract.ts";
import { plain } from "#platform/teams/card.ts";
import type { Ink } from "./card-context.ts";

/* How many come, and how one stands oneself, in words. */

/** "12 kommer, 3 kanske; 8 platser kvar." */
export function headsLine({ yes, maybe, waiting, seatsLeft }: Heads, { t }: Ink): string {
  if (yes + maybe === 0 && seatsLeft === null) return t("heads.none");
  const coming = [
    t("heads.yes", { count: yes }),
    ...(maybe > 0 ? [t("heads.maybe", { count: maybe })] : []),
    ...(waiting > 0 ? [t("heads.waiting", { count: waiting })] : []),
  ];
  const seats = seatsLeft === null ? "" : `; ${t("heads.seats", { count: seatsLeft })}`;
  return `${coming.join(", ")}${seats}.`;
}

/** So many names are shown: a card has room for little more. */
const mostNames = 20;
const mostNameLength = 60;

/** Those who said that their name may be shown. */
export function namesLine({ names, yes }: Heads, { t }: Ink): string {
  if (names.length === 0) return "";
  const shown = names.slice(0, mostNames).map(nameOnCard);
  const rest = names.length - shown.length;
  const listed = [...shown, ...(rest > 0 ? [t("names.more", { count: rest })] : [])].join(", ");
  return t(names.length < yes ? "names.some" : "names.all", { names: listed });
}

/** A person's name, ready for a card. */
export const nameOnCard = (name: string): string => plain(shortened(name, mostNameLength));

/** One's own answer, what it is worth, and whether others see who gave it. */
export function standingLines(
  { answer, seriesAnswer, seat, showName }: Standing,
  { t }: Ink,
  hasLimit: boolean,
) {
  if (answer === null) return [];
  return [
    answer === "yes" && seat
      ? seat.has
        ? t("mine.seat")
        : t("mine.waiting", { place: seat.waiting })
      : t(answer === "maybe" && hasLimit ? "mine.maybe.seats" : `mine.${answer}`),
    ...(answer === seriesAnswer ? [t("mine.series")] : []),
    ...(answer === "yes" ? [t(showName ? "mine.named" : "mine.unnamed")] : []),
  ];
}

/** The three answers as buttons: one's own is marked, and where all seats are taken "yes" says that it queues. */
export function answerButtons(heads: Heads, standing: Standing | undefined, { t }: Ink) {
  const queues = heads.seatsLeft === 0 && standing?.answer !== "yes";
  const words = {
    yes: t(queues ? "answer.queue" : "answer.yes"),
    maybe: t("answer.maybe"),
    no: t("answer.no"),
  };
  const title = (answer: Answer) =>
    standing?.answer === answer ? t("answer.chosen", { answer: words[answer] }) : words[answer];
  return (["yes", "maybe", "no"] as const).map((answer) => ({ answer, title: title(answer) }));
}

/** The lines of what somebody wrote, empty ones left out, ready for a card; and how many there was no room for. */
export function linesOf(text: string, most: number) {
  const lines = text.split("\n").flatMap((line) => (line.trim() ? [plain(line.trim())] : []));
  return { lines: lines.slice(0, most).map((line) => ({ line })), rest: Math.max(0, lines.length - most) };
}

/** Cut at a character that people would call one. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = [...text].slice(0, most - 1).join("");
  return `${kept.trimEnd()}…`;
}

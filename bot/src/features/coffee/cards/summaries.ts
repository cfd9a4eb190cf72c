import type { Session } from "#features/coffee/series/session.ts";
import type { Ink } from "./card-context.ts";
import { titleOf } from "./card-context.ts";
import { whenOf } from "./when.ts";

export type About = "invitation" | "cancelled" | "moved" | "seat" | "reminder" | "recap";

/** What notifications and screen readers say of a posted card: plain text, no Markdown. */
export function summaryOf(session: Session, about: About, ink: Ink): string {
  const title = titleOf(session, ink);
  const said = about === "invitation" ? title : ink.t(`${about}.title`, { title });
  return about === "recap" ? said : `${said}, ${whenOf(session, ink)}`;
}

import type { SessionRow } from "bot/coffee/contract";
import { Link } from "react-router";
import { coffeeTexts } from "#features/coffee/coffee-texts.ts";
import { SessionBadge } from "#features/coffee/series/session/session-badge.tsx";
import { sessionName, sessionPath, sessionTime } from "#features/coffee/session-name.ts";
import { useLanguage } from "#platform/language.ts";
import { type TranslateOf, useTexts } from "#platform/texts.ts";
import { LinkedRow, RowFacts } from "#platform/ui/links/linked-row.tsx";
import styles from "./session-row.module.css";

/** One session: when and what lead to it, the line under says who comes, oneself among them. */
export function SessionRowItem({ row }: { row: SessionRow }) {
  const t = useTexts(coffeeTexts);
  const language = useLanguage();
  const name = sessionName(row, language, t);
  return (
    <LinkedRow
      heading="h3"
      name={
        <Link to={sessionPath(row)}>
          <span className={styles.when}>{sessionTime(row, language, t)}</span>{" "}
          <span lang={name.lang}>{name.text}</span>
        </Link>
      }
      beside={<SessionBadge state={row.state} />}
    >
      <RowFacts facts={aboutSession(row, t)} />
    </LinkedRow>
  );
}

function aboutSession(row: SessionRow, t: TranslateOf<typeof coffeeTexts>): string[] {
  const { heads, mine, state, host } = row;
  const counts = [
    t("heads.yes", { count: heads.yes }),
    heads.maybe > 0 && t("heads.maybe", { count: heads.maybe }),
    heads.waiting > 0 && t("heads.waiting", { count: heads.waiting }),
  ];
  const isOpen = state === "planned" || state === "invited" || state === "now";
  return [
    row.isMoved && t("session.moved"),
    host && t("session.host", { name: host }),
    ...(state === "planned" && heads.yes + heads.maybe === 0 ? [] : counts),
    (mine || state === "invited") && isOpen && t(`mine.${mine ?? "none"}`),
  ].filter((part): part is string => typeof part === "string" && part !== "");
}

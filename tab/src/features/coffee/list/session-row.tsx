import type { SessionRow } from "bot/coffee/contract";
import { Link } from "react-router";
import { coffeeTexts } from "#features/coffee/coffee-texts.ts";
import { SessionBadge } from "#features/coffee/session/session-badge.tsx";
import { sessionName, sessionPath, sessionTime } from "#features/coffee/session-name.ts";
import { useLanguage } from "#platform/language.ts";
import { type TranslateOf, useTexts } from "#platform/texts.ts";
import styles from "./row.module.css";

/** One session: when and what lead to it, the line under says who comes, oneself among them. */
export function SessionRowItem({ row }: { row: SessionRow }) {
  const t = useTexts(coffeeTexts);
  const language = useLanguage();
  const name = sessionName(row, language, t);
  return (
    <li className={styles.row}>
      <div className={styles.main}>
        <h3 className={styles.name}>
          <Link to={sessionPath(row)}>
            <span className={styles.when}>{sessionTime(row, language, t)}</span>{" "}
            <span lang={name.lang} className={styles.what}>
              {name.text}
            </span>
          </Link>
        </h3>
        <p className={styles.about}>
          {aboutSession(row, t).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
      </div>
      <SessionBadge state={row.state} />
    </li>
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

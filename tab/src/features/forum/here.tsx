import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTexts } from "#platform/texts.ts";
import styles from "./forum.module.css";
import { forumTexts } from "./forum-texts.ts";
import { useForumKeys } from "./use-forum-keys.ts";

/** The way back to the forum's front page, on every page below it; the forum's keys work there too. */
export function Here({ children }: { children?: ReactNode }) {
  const t = useTexts(forumTexts);
  useForumKeys();
  return (
    <nav aria-label={t("here")} className={styles.here}>
      <Link to="/forum">{t("title")}</Link>
      {children}
    </nav>
  );
}

import type { TopicList } from "bot/forum/contract";
import { Link } from "react-router";
import styles from "#features/forum/forum.module.css";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { localeTags, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { LinkLine } from "#platform/ui/links/link-line.tsx";

/** What one reads, and the way to what else there is in the forum. */
export function Ways({ list }: { list: TopicList }) {
  const t = useTexts(forumTexts);
  const names = new Intl.ListFormat(localeTags[useLanguage()]).format(
    list.reads.map((each) => t(`language.${each}`)),
  );
  return (
    <>
      <p className={styles.reads}>
        {t("reads", { languages: names })} <Link to="/forum/settings">{t("reads.change")}</Link>
      </p>
      <LinkLine label={t("ways")}>
        <Link to="/forum/drafts">{t("drafts")}</Link>
        <Link to="/forum/settings">{t("settings")}</Link>
        {list.may.moderate && (
          <Link to="/forum/reports">
            {t("reports")}
            {list.reports > 0 && <strong> ({t("reports.count", { count: list.reports })})</strong>}
          </Link>
        )}
      </LinkLine>
    </>
  );
}

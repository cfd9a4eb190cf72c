import { Button, Link } from "@fluentui/react-components";
import type { SessionView } from "bot/coffee/contract";
import { calendarLinks } from "#features/coffee/series/calendar-links.ts";
import { wordsIn } from "#features/coffee/words.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./links.module.css";
import { sessionTexts } from "./session-texts.ts";

/** Into the session, and into one's own calendar. */
export function Links({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const language = useLanguage();
  const feed = calendarLinks(session.feedLink, language, wordsIn(session.title, language).text);
  const isAhead = session.state === "planned" || session.state === "invited" || session.state === "now";
  return (
    <section aria-label={t("links")} className={styles.links}>
      {isAhead && session.joinLink && (
        <Button
          as="a"
          size="large"
          appearance={session.state === "now" ? "primary" : "secondary"}
          href={session.joinLink}
          target="_blank"
          rel="noreferrer"
        >
          {t("link.join")}
        </Button>
      )}
      {isAhead && !session.joinLink && <p>{t("link.noJoin")}</p>}
      {session.state !== "over" && (
        <Button as="a" size="large" href={session.icsLink} download>
          {t("link.ics")}
        </Button>
      )}
      <details className={styles.feed}>
        <summary>{t("link.feed")}</summary>
        <p>{t("link.feed.about")}</p>
        <p className={styles.ways}>
          <Link href={feed.outlook} target="_blank" rel="noreferrer">
            {t("link.feed.outlook")}
          </Link>
          <Link href={feed.google} target="_blank" rel="noreferrer">
            {t("link.feed.google")}
          </Link>
        </p>
        <input readOnly aria-label={t("link.feed.address")} value={feed.address} />
      </details>
    </section>
  );
}

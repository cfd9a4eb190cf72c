import { Button, Field, Input } from "@fluentui/react-components";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { calendarLinks } from "./calendar-links.ts";
import styles from "./series-page.module.css";
import { seriesTexts } from "./series-texts.ts";

/** The series as a calendar to subscribe to: its address, and what one does with it. */
export function FeedLink({ feed, name }: { feed: string; name: string }) {
  const language = useLanguage();
  const { address: url, outlook, google } = calendarLinks(feed, language, name);
  const t = useTexts(seriesTexts);
  const toast = useToast();
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => toast({ message: t("feed.copied") }),
      () => {
        // Teams may keep the clipboard from us: then one copies by hand what is chosen here.
        document.querySelector<HTMLInputElement>("#feed-link")?.select();
        toast({ message: t("feed.notCopied") });
      },
    );
  return (
    <section aria-labelledby="feed">
      <h2 id="feed" className={styles.heading}>
        {t("feed")}
      </h2>
      <p>{t("feed.text")}</p>
      <div className={styles.feed}>
        <Field label={{ children: t("feed.link"), htmlFor: "feed-link" }} className={styles.link ?? ""}>
          <Input id="feed-link" readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
        </Field>
        <Button onClick={() => void copy()}>{t("feed.copy")}</Button>
        <Button as="a" href={outlook} target="_blank" rel="noreferrer">
          {t("feed.outlook")}
        </Button>
        <Button as="a" href={google} target="_blank" rel="noreferrer">
          {t("feed.google")}
        </Button>
      </div>
    </section>
  );
}

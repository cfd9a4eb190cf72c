import type { SessionView, Words } from "bot/coffee/contract";
import { Link } from "react-router";
import { wordsIn } from "#features/coffee/words.ts";
import { languageNames, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import styles from "./about.module.css";
import { sessionTexts } from "./session-texts.ts";
import { movedIn, whenIn } from "./when.ts";

/** What, when, who and what about. */
export function About({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const language = useLanguage();
  return (
    <section aria-label={t("about")} className={styles.about}>
      {session.state === "cancelled" && <Message intent="warning">{t("cancelled")}</Message>}
      {session.isMoved && session.state !== "cancelled" && <Message>{movedIn(t, language, session)}</Message>}
      <dl className={styles.facts}>
        <div>
          <dt>{t("fact.when")}</dt>
          <dd className={session.state === "cancelled" ? styles.struck : undefined}>
            {whenIn(t, language, session)}
          </dd>
        </div>
        {session.host && (
          <div>
            <dt>{t("fact.host")}</dt>
            <dd>{session.host}</dd>
          </div>
        )}
        <div>
          <dt>{t("fact.languages", { count: session.languages.length })}</dt>
          <dd>{session.languages.map((each) => languageNames[each]).join(", ")}</dd>
        </div>
      </dl>
      <Written words={session.about} />
      <Agenda words={session.agenda} topics={session.topics} />
    </section>
  );
}

function Written({ words }: { words: Words }) {
  const { text, lang } = wordsIn(words, useLanguage());
  return text.trim() ? (
    <p lang={lang} className={styles.text}>
      {text}
    </p>
  ) : null;
}

/** The agenda is written a line for each thing; a discussion's line leads to it. */
function Agenda({ words, topics }: { words: Words; topics: SessionView["topics"] }) {
  const t = useTexts(sessionTexts);
  const { text, lang } = wordsIn(words, useLanguage());
  const lines = text.split("\n").filter((line) => line.trim());
  if (lines.length === 0) return null;
  const pathOf = (line: string) => topics.find(({ title }) => title.trim() === line.trim())?.path;
  return (
    <>
      <h2 className={styles.heading}>{t("agenda")}</h2>
      <ul lang={lang} className={styles.agenda}>
        {lines.map((line, index) => (
          <li key={index}>
            <Line text={line} path={pathOf(line)} />
          </li>
        ))}
      </ul>
    </>
  );
}

const Line = ({ text, path }: { text: string; path: string | undefined }) =>
  path ? <Link to={path}>{text}</Link> : text;

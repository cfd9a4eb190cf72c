import { Field, Select } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { SessionRow } from "bot/coffee/contract";
import { useState } from "react";
import { Link } from "react-router";
import { sessionQuery } from "#features/coffee/queries.ts";
import { Questions } from "#features/coffee/questions/questions.tsx";
import { nowQuery, type SessionName } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { whenIn } from "#features/coffee/series/session/when.ts";
import { sessionPath } from "#features/coffee/session-name.ts";
import { wordsIn } from "#features/coffee/words.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { PageProblem } from "#platform/ui/page-problem.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { PageSkeleton, RowsSkeleton } from "#platform/ui/skeleton.tsx";
import styles from "./panel-page.module.css";

const keyOf = ({ seriesId, date }: SessionName) => `${seriesId}/${date}`;

/** Beside a meeting: the questions of the session that belongs to the moment, live. Another can be chosen. */
export function PanelPage() {
  const t = useTexts(sessionTexts);
  const now = useQuery({ ...nowQuery(), refetchInterval: 60_000 });
  const [chosen, setChosen] = useState<string>();
  // The first one stays until another is chosen: the hour must not turn the page under somebody's hands.
  const [first, setFirst] = useState<SessionRow>();
  if (!first && now.data?.session) setFirst(now.data.session);

  if (!now.data) {
    if (now.error) return <PageProblem error={now.error} again={() => void now.refetch()} />;
    return <PageSkeleton />;
  }
  const { session, others } = now.data;
  const all = [...(session ? [session] : []), ...others];
  const shown = all.find((row) => keyOf(row) === chosen) ?? first ?? others[0];
  if (!shown) return <Nothing />;

  return (
    <div className={styles.panel}>
      <Heading row={shown} />
      {all.length > 1 && (
        <Choice rows={all} value={keyOf(shown)} choose={setChosen} label={t("panel.choose")} />
      )}
      <Live key={keyOf(shown)} session={shown} />
    </div>
  );
}

function Heading({ row }: { row: SessionRow }) {
  const t = useTexts(sessionTexts);
  const language = useLanguage();
  const theme = wordsIn(row.theme, language);
  const { text, lang } = theme.text ? theme : wordsIn(row.title, language);
  return (
    <>
      <PageHeading title={text || t("untitled")} lang={text ? lang : undefined} section={t("questions")} />
      <p className={styles.when}>
        {whenIn(t, language, row)}{" "}
        <Link to={sessionPath(row)} className={styles.link}>
          {t("panel.whole")}
        </Link>
      </p>
    </>
  );
}

function Choice({ rows, value, choose, label }: ChoiceProps) {
  const t = useTexts(sessionTexts);
  const language = useLanguage();
  return (
    <Field label={label}>
      <Select className={styles.choice ?? ""} value={value} onChange={(_, { value }) => choose(value)}>
        {rows.map((row) => (
          <option key={keyOf(row)} value={keyOf(row)}>
            {wordsIn(row.title, language).text || t("untitled")}, {whenIn(t, language, row)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

type ChoiceProps = { rows: SessionRow[]; value: string; choose(key: string): void; label: string };

function Live({ session: { seriesId, date } }: { session: SessionRow }) {
  const session = useQuery({ ...sessionQuery(seriesId, date), refetchInterval: 30_000 });
  if (session.data) return <Questions session={session.data} isPanel />;
  if (session.error) return <Problem error={session.error} again={() => void session.refetch()} />;
  return <RowsSkeleton rows={3} />;
}

function Nothing() {
  const t = useTexts(sessionTexts);
  return (
    <>
      <PageHeading title={t("panel.none")} />
      <p>{t("panel.none.about")}</p>
      <Link to="/coffee" className={styles.link}>
        {t("panel.all")}
      </Link>
    </>
  );
}

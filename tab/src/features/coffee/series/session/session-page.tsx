import { useQuery } from "@tanstack/react-query";
import type { SessionView } from "bot/coffee/contract";
import { lazy, Suspense } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { Held } from "#features/coffee/attendance/held.tsx";
import { AnswerCard } from "#features/coffee/attendance/rsvp-card.tsx";
import { sessionQuery } from "#features/coffee/queries.ts";
import { Questions } from "#features/coffee/questions/questions.tsx";
import { Reminders } from "#features/coffee/reminders/reminders.tsx";
import { wordsIn } from "#features/coffee/words.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { LinkBar } from "#platform/ui/links/link-bar.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { PageProblem } from "#platform/ui/page-problem.tsx";
import { PageSkeleton, RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { About } from "./about.tsx";
import { Links } from "./links.tsx";
import { SessionBadge } from "./session-badge.tsx";
import styles from "./session-page.module.css";
import { sessionTexts } from "./session-texts.ts";

const Organise = lazy(() =>
  import("#features/coffee/organising/organise.tsx").then(({ Organise }) => ({ default: Organise })),
);

/** Others answer and seats change hands meanwhile. */
const followMs = 15_000;

/** One session: for everybody what it is, their answer and the questions; for its organisers also its running. */
export function SessionPage() {
  const { id = "", date = "" } = useParams();
  const t = useTexts(sessionTexts);
  const language = useLanguage();
  const [query] = useSearchParams();
  const session = useQuery({ ...sessionQuery(id, date), refetchInterval: followMs });

  if (!session.data) {
    if (session.error) return <PageProblem error={session.error} again={() => void session.refetch()} />;
    return <PageSkeleton />;
  }
  const theme = wordsIn(session.data.theme, language);
  const title = wordsIn(session.data.title, language);
  const heading = theme.text ? theme : title;
  const isOrganising = session.data.mayOrganise && query.get("view") === "organise";
  return (
    <>
      <Breadcrumb session={session.data} />
      <PageHeading
        title={heading.text || t("untitled")}
        lang={heading.text ? heading.lang : undefined}
        section={isOrganising ? t("view.organise") : ""}
      >
        <SessionBadge state={session.data.state} />
      </PageHeading>
      {session.data.mayOrganise && <Views organises={isOrganising} />}
      {isOrganising ? (
        <Suspense fallback={<RowsSkeleton rows={3} />}>
          <Organise session={session.data} />
        </Suspense>
      ) : (
        <ForEverybody session={session.data} />
      )}
    </>
  );
}

function ForEverybody({ session }: { session: SessionView }) {
  return (
    <div className={styles.page}>
      <About session={session} />
      <div className={styles.side}>
        {session.state === "over" ? <Held session={session} /> : <AnswerCard session={session} />}
        <Links session={session} />
      </div>
      <div className={styles.rest}>
        <Questions session={session} />
        {session.state !== "over" && <Reminders session={session} />}
      </div>
    </div>
  );
}

function Breadcrumb({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const { text, lang } = wordsIn(session.title, useLanguage());
  return (
    <nav aria-label={t("breadcrumb")} className={styles.breadcrumb}>
      <Link to="/coffee">{t("coffee")}</Link>
      {session.mayOrganise && (
        <>
          <span aria-hidden="true"> › </span>
          <Link to={`/coffee/series/${session.seriesId}`} lang={text ? lang : undefined}>
            {text || t("untitled")}
          </Link>
        </>
      )}
    </nav>
  );
}

function Views({ organises }: { organises: boolean }) {
  const t = useTexts(sessionTexts);
  return (
    <LinkBar label={t("view.nav")}>
      <Link to="?" aria-current={organises ? undefined : "page"}>
        {t("view.session")}
      </Link>
      <Link to="?view=organise" aria-current={organises ? "page" : undefined}>
        {t("view.organise")}
      </Link>
    </LinkBar>
  );
}

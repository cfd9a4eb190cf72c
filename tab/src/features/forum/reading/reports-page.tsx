import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import styles from "#features/forum/forum.module.css";
import { ForumPage } from "#features/forum/forum-page.tsx";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { reportsQuery } from "#features/forum/queries.ts";
import { Offline, Waiting } from "#features/forum/waiting.tsx";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { ReportItem } from "./report-item.tsx";

/** For coordinators: posts that somebody has reported. To others the server says that there is no such page. */
export function ReportsPage() {
  const t = useTexts(forumTexts);
  return (
    <ForumPage>
      <PageHeading title={t("reports.title")} />
      <Offline />
      <Reports />
    </ForumPage>
  );
}

function Reports() {
  const t = useTexts(forumTexts);
  const reports = useQuery(reportsQuery());
  if (!reports.data) return <Waiting query={reports} rows={2} />;
  if (reports.data.reports.length === 0)
    return (
      <div className={styles.empty}>
        <p>{t("reports.none")}</p>
        <Link to="/forum">{t("reports.back")}</Link>
      </div>
    );
  return (
    <ul className={styles.rows}>
      {reports.data.reports.map((report) => (
        <ReportItem key={report.id} report={report} />
      ))}
    </ul>
  );
}

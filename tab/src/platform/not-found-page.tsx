import { Link } from "react-router";
import { PageHeading } from "./page-heading.tsx";
import { platformTexts } from "./platform-texts.ts";
import { useTexts } from "./texts.ts";

export function NotFoundPage() {
  const t = useTexts(platformTexts);
  return (
    <>
      <PageHeading title={t("notFound.title")} />
      <p>{t("notFound.text")}</p>
      <p>
        <Link to="/">{t("notFound.back")}</Link>
      </p>
    </>
  );
}

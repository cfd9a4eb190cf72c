import { Link } from "react-router";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";

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

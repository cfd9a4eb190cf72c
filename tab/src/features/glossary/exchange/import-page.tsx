import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { glossaryQuery } from "#features/glossary/queries.ts";
import { TermsTrail } from "#features/glossary/terms-trail.tsx";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { exchangeTexts } from "./exchange-texts.ts";
import { FileChoice } from "./file-choice.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { PastImports } from "./past-imports.tsx";

/** Where a file of terms is brought in: first looked at, then taken. The import under way is in the address. */
export function ImportPage() {
  const t = useTexts(exchangeTexts);
  const [asked, setAsked] = useSearchParams();
  const glossary = useQuery(glossaryQuery());
  const id = asked.get("id");
  const leave = () => setAsked({});
  return (
    <>
      <TermsTrail />
      <PageHeading title={t("import.title")} />
      {glossary.error && <Problem error={glossary.error} again={() => void glossary.refetch()} />}
      {glossary.isPending && <RowsSkeleton rows={2} />}
      {glossary.data?.may.import === false && <Message>{t("import.coordinators")}</Message>}
      {glossary.data?.may.import &&
        (id ? (
          <ImportProgress key={id} id={id} leave={leave} />
        ) : (
          <>
            <FileChoice sent={(begun) => setAsked({ id: begun })} />
            <PastImports />
          </>
        ))}
    </>
  );
}

import { useEffect } from "react";
import type { Feature } from "#platform/feature.ts";
import { useLanguage } from "#platform/language.ts";
import { useHere } from "#platform/shell/place.ts";
import { useAnnounce } from "./announce.tsx";
import { PageHeading } from "./page-heading.tsx";

/** Here and not among the texts, which may themselves be on their way. */
const waiting: Feature["title"] = { sv: "Hämtar …", fi: "Haetaan …", en: "Loading …" };
/** What comes sooner is not worth a word. */
const saidAfterMs = 300;

/** A page that is on its way: its part's name as a heading, and its shape; the frame in index.html paints the same before React has come. */
export function PageSkeleton() {
  const language = useLanguage();
  const here = useHere();
  return (
    <>
      <PageHeading title={here?.title[language] ?? "Kommunpuls"} section={waiting[language]} />
      <RowsSkeleton rows={3} />
    </>
  );
}

/** Rows that are on their way: a shape to the eye, a word to a screen reader. */
export function RowsSkeleton({ rows }: { rows: number }) {
  const words = waiting[useLanguage()];
  const announce = useAnnounce();
  useEffect(() => {
    const timer = setTimeout(() => announce(words), saidAfterMs);
    return () => clearTimeout(timer);
  }, [announce, words]);
  return (
    <div role="progressbar" aria-busy="true" aria-label={words}>
      <div aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} className="bone" style={{ height: 72, marginBlockEnd: 12 }} />
        ))}
      </div>
    </div>
  );
}

import type { View } from "bot/translations/contract";
import { Link, useSearchParams } from "react-router";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { LinkBar } from "#platform/ui/links/link-bar.tsx";

const views: readonly View[] = ["open", "mine", "done"];

/** Which list one looks at; it stands in the address. */
export function useView(): View {
  const [query] = useSearchParams();
  return views.find((each) => each === query.get("view")) ?? "open";
}

export function Views({ view }: { view: View }) {
  const t = useTexts(translationsTexts);
  return (
    <LinkBar label={t("views")}>
      {views.map((each) => (
        <Link
          key={each}
          to={each === "open" ? "/translations" : `/translations?view=${each}`}
          aria-current={each === view ? "page" : undefined}
        >
          {t(`view.${each}`)}
        </Link>
      ))}
    </LinkBar>
  );
}

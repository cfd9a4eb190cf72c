import { Select } from "@fluentui/react-components";
import type { Tag } from "bot/forum/contract";
import { Link } from "react-router";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { SearchBox } from "#features/forum/search/search-box.tsx";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { LinkBar } from "#platform/ui/links/link-bar.tsx";
import { ToolRow } from "#platform/ui/links/tool-row.tsx";
import { type Look, views } from "./use-look.ts";

/** The views, the subjects and the search. */
export function Filters({ look, tags }: { look: Look; tags: Tag[] }) {
  const t = useTexts(forumTexts);
  const language = useLanguage();
  return (
    <ToolRow>
      <LinkBar label={t("views")}>
        {views.map((view) => (
          <Link key={view} to={look.inView(view)} aria-current={view === look.view ? "page" : undefined}>
            {t(`view.${view}`)}
          </Link>
        ))}
      </LinkBar>
      <SearchBox words="" />
      <Select aria-label={t("tag")} value={look.tag} onChange={(_, { value }) => look.chooseTag(value)}>
        <option value="">{t("tag.all")}</option>
        {tags.map(({ id, name }) => (
          <option key={id} value={id}>
            {name[language]}
          </option>
        ))}
      </Select>
    </ToolRow>
  );
}

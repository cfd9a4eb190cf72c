import { Input, Select } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { Language, State, SurveyRow } from "bot/surveys/contract";
import { useSearchParams } from "react-router";
import { surveysQuery } from "#features/surveys/queries.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { localeTags, useLanguage } from "#platform/language.ts";
import { useMe } from "#platform/me.ts";
import { useTexts } from "#platform/texts.ts";
import { PrimaryLink } from "#platform/ui/links/primary-link.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import styles from "./list-page.module.css";
import { SurveyRowItem } from "./survey-row.tsx";

const states: readonly State[] = ["draft", "open", "closed", "released"];

/** The front page: every survey that one may write or read. What one looks for is in the address. */
export function ListPage() {
  const t = useTexts(surveyTexts);
  const language = useLanguage();
  const surveys = useQuery(surveysQuery());
  const me = useMe();
  const organises = me.data?.roles.some((role) => role !== "Reader") ?? false;
  const [query, setQuery] = useSearchParams();
  const words = query.get("q") ?? "";
  const state = states.find((each) => each === query.get("state"));
  const found = surveys.data?.filter((row) => fits(row, words, state, language));

  const look = (name: "q" | "state", value: string) =>
    setQuery(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );

  return (
    <>
      <PageHeading title={t("list.title")}>
        {organises && <PrimaryLink to="/new">{t("list.new")}</PrimaryLink>}
      </PageHeading>
      {me.data && !organises && <p>{t("list.respondent")}</p>}
      {surveys.error && <Problem error={surveys.error} again={() => void surveys.refetch()} />}
      {surveys.isPending && <RowsSkeleton rows={3} />}
      {surveys.data && surveys.data.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: <search> is not known to all readers yet
        <div role="search" className={styles.search}>
          <Input
            type="search"
            aria-label={t("list.search")}
            placeholder={t("list.search")}
            value={words}
            onChange={(_, { value }) => look("q", value)}
          />
          <Select
            aria-label={t("list.state")}
            value={state ?? ""}
            onChange={(_, { value }) => look("state", value)}
          >
            <option value="">{t("list.allStates")}</option>
            {states.map((each) => (
              <option key={each} value={each}>
                {t(`state.${each}`)}
              </option>
            ))}
          </Select>
        </div>
      )}
      <p role="status" className={styles.count}>
        {found && found.length > 0 && (words || state) && t("list.found", { count: found.length })}
      </p>
      {found && found.length > 0 && (
        <ul className={styles.rows}>
          {found.map((row) => (
            <SurveyRowItem key={row.id} row={row} />
          ))}
        </ul>
      )}
      {surveys.data?.length === 0 && (
        <p className={styles.empty}>{t(organises ? "list.empty" : "list.emptyRespondent")}</p>
      )}
      {found?.length === 0 && surveys.data && surveys.data.length > 0 && (
        <p className={styles.empty}>
          {t("list.noneFound")}{" "}
          <button type="button" className={styles.reset} onClick={() => setQuery({}, { replace: true })}>
            {t("list.reset")}
          </button>
        </p>
      )}
    </>
  );
}

function fits(row: SurveyRow, words: string, state: State | undefined, language: Language): boolean {
  if (state && row.state !== state) return false;
  const lower = (text: string) => text.toLocaleLowerCase(localeTags[language]);
  const text = lower([...Object.values(row.title), row.owner.name].join(" "));
  return lower(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

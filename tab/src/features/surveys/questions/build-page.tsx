import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { Gap, SurveyView } from "bot/surveys/contract";
import { useEffect } from "react";
import { Link, useLocation, useParams, useSearchParams } from "react-router";
import { CardPreview } from "#features/surveys/cards/card-preview.tsx";
import { limits } from "#features/surveys/limits.ts";
import { surveyQuery } from "#features/surveys/queries.ts";
import { useCopy } from "#features/surveys/survey/use-copy.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import type { DraftSaver, Editing } from "#platform/drafting/draft-saver.ts";
import { fieldId } from "#platform/drafting/fields.ts";
import { SaveLine, SaveNotices } from "#platform/drafting/save-state.tsx";
import { WordsField } from "#platform/drafting/words-field.tsx";
import { languageOf } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { OrderTranslation } from "#platform/translation/order-translation.tsx";
import { Message } from "#platform/ui/message.tsx";
import { BackgroundList } from "./background-list.tsx";
import styles from "./build-page.module.css";
import { missingWords, ownerOf } from "./fields.ts";
import { GapList } from "./gap-list.tsx";
import { QuestionList } from "./question-list.tsx";
import { Settings } from "./settings.tsx";
import { useSurveyDraft } from "./use-survey-draft.ts";

/** Where a survey is written; one that is no longer a draft is only shown. */
export function BuildPage() {
  const { id = "" } = useParams();
  const { data: survey } = useQuery(surveyQuery(id));
  if (!survey) return null;
  return survey.may.edit ? <Builder key={id} survey={survey} /> : <Written survey={survey} />;
}

function Builder({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const { now: editing, change, saveNow, resolve } = useSurveyDraft(survey);
  const { draft } = editing;
  const missing = missingWords(draft);
  const opened = useFieldFromLink();

  return (
    <div className={styles.page}>
      <div className={styles.form}>
        <SaveLine editing={editing} saveNow={saveNow} />
        <SaveNotices editing={editing} resolve={resolve} />
        <WordsField
          label={t("title")}
          path="title"
          words={draft.title}
          languages={draft.languages}
          maxLength={limits.titleLength}
          change={(title) => change((now) => ({ ...now, title }))}
        />
        <WordsField
          label={t("intro")}
          hint={t("intro.hint")}
          path="intro"
          words={draft.intro}
          languages={draft.languages}
          maxLength={limits.introLength}
          lines={3}
          optional
          change={(intro) => change((now) => ({ ...now, intro }))}
        />
        <QuestionList draft={draft} missing={missing} opened={opened} change={change} />
        <BackgroundList draft={draft} change={change} />
        <Settings draft={draft} change={change} />
        <OrderTranslation path={`/surveys/${survey.id}`} version={survey.version} />
        <Ready survey={survey} editing={editing} missing={missing} saveNow={saveNow} />
      </div>
      <div className={styles.side}>
        <CardPreview survey={survey} />
      </div>
    </div>
  );
}

/** What is left to do, or the way on. */
function Ready({ survey, editing, missing, saveNow }: ReadyProps) {
  const t = useTexts(surveyTexts);
  const { draft } = editing;
  // Missing words are known here while one types; the other gaps as the server last saw them.
  const gaps = [...missing, ...survey.gaps.filter(({ reason }) => reason !== "missingText")];
  return (
    <section aria-labelledby="ready" className={styles.ready}>
      <h2 id="ready">{t("ready.title")}</h2>
      {gaps.length > 0 ? (
        <>
          <p>{t("gaps.count", { count: gaps.length })}</p>
          <GapList surveyId={survey.id} draft={draft} gaps={gaps} />
        </>
      ) : (
        <p>{t("ready.text")}</p>
      )}
      <Link to={`/surveys/${survey.id}/send`} className={styles.on} onClick={() => void saveNow()}>
        {t("ready.send")}
      </Link>
    </section>
  );
}

type ReadyProps = {
  survey: SurveyView;
  editing: Editing<SurveyView>;
  missing: Gap[];
  saveNow: DraftSaver["saveNow"];
};

function Written({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const copy = useCopy(survey.id);
  return (
    <div className={styles.page}>
      <div className={styles.form}>
        <Message
          title={t("written.title")}
          deeds={<Button onClick={() => copy.mutate()}>{t("copy")}</Button>}
        >
          {t("written.text")}
        </Message>
      </div>
      <div className={styles.side}>
        <CardPreview survey={survey} />
      </div>
    </div>
  );
}

/** Goes to the field that a link names (…/build?field=…&language=fi); returns the question it is in, to open it. */
function useFieldFromLink(): string | undefined {
  const [query] = useSearchParams();
  const { key } = useLocation();
  const field = query.get("field");
  const language = languageOf(query.get("language")) ?? null;

  useEffect(() => {
    if (!field) return;
    // The question must have opened first.
    const frame = requestAnimationFrame(() => {
      const exact = document.getElementById(fieldId(field, language));
      const near = document.querySelector<HTMLElement>(`[id^="${CSS.escape(fieldId(field, null))}"]`);
      const target = exact ?? near ?? document.getElementById(field);
      target?.scrollIntoView({ block: "center" });
      target?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [field, language, key]);

  return field ? ownerOf(field) : undefined;
}

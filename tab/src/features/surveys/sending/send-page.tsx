import { useQuery } from "@tanstack/react-query";
import type { Language, SurveyView } from "bot/surveys/contract";
import { useParams } from "react-router";
import { CardPreview } from "#features/surveys/cards/card-preview.tsx";
import { surveyQuery } from "#features/surveys/queries.ts";
import { GapList } from "#features/surveys/questions/gap-list.tsx";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { localeTags, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { Manage } from "./manage.tsx";
import { SendForm } from "./send-form.tsx";
import styles from "./send-page.module.css";
import { SurveySendings } from "./survey-sendings.tsx";

/** Where a survey goes out, and what became of it. */
export function SendPage() {
  const { id = "" } = useParams();
  const t = useTexts(surveyTexts);
  const { data: survey } = useQuery(surveyQuery(id));
  if (!survey) return null;
  return (
    <div className={styles.page}>
      <div className={styles.main}>
        <HowItGoes survey={survey} />
        {survey.gaps.length > 0 ? (
          <Message intent="warning" title={t("send.gaps", { count: survey.gaps.length })}>
            <GapList surveyId={survey.id} draft={survey.draft} gaps={survey.gaps} />
          </Message>
        ) : survey.may.send ? (
          <SendForm survey={survey} />
        ) : (
          <p>{t("send.over")}</p>
        )}
        <SurveySendings survey={survey} />
        <Manage survey={survey} />
      </div>
      <div className={styles.side}>
        <CardPreview survey={survey} />
      </div>
    </div>
  );
}

function HowItGoes({ survey }: { survey: SurveyView }) {
  const t = useTexts(surveyTexts);
  const language = useLanguage();
  if (survey.state !== "open" || survey.answered === null) return null;
  const { answered, audience, draft } = survey;
  // A confidential survey is told in whole tens, and nothing of the first nine.
  if (draft.kind === "live")
    return answered > 0 && <p className={styles.answered}>{t("answered.atLeast", { number: answered })}</p>;
  return (
    <p className={styles.answered}>
      {audience
        ? t("answered.of", { count: answered, audience, percent: percentIn(language, answered / audience) })
        : t("answered", { count: answered })}
    </p>
  );
}

const percentIn = (language: Language, share: number) =>
  new Intl.NumberFormat(localeTags[language], { style: "percent" }).format(share);

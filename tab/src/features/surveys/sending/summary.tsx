import { useQuery } from "@tanstack/react-query";
import type { Draft, SurveyView } from "bot/surveys/contract";
import { WhoSees } from "#features/surveys/cards/who-sees.tsx";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { wordsIn } from "#features/surveys/words.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { placeName } from "#platform/sending/places.ts";
import { placesQuery } from "#platform/sending/queries.ts";
import { useTexts } from "#platform/texts.ts";
import { organiserTexts } from "./organiser-texts.ts";
import styles from "./summary.module.css";

type Props = { survey: SurveyView; placeIds: readonly string[]; at: string | null };

/** So many places are named one by one. */
const namedPlaces = 8;

/** What is about to happen, before it can't be taken back: where, to whom, until when, what kind, and what will be destroyed. */
export function SendingSummary({ survey, placeIds, at }: Props) {
  const t = useTexts(surveyTexts);
  const say = useTexts(organiserTexts);
  const language = useLanguage();
  const places = useQuery(placesQuery("/surveys/places"));
  const { draft } = survey;
  const names = (places.data ?? []).filter(({ id }) => placeIds.includes(id)).map(placeName);
  const more = names.length - namedPlaces;
  const group = draft.backgrounds.find(({ id }) => id === draft.segmentBy);
  return (
    <>
      <dl className={styles.facts}>
        <dt>{say("confirm.to")}</dt>
        <dd>
          {names.slice(0, namedPlaces).join(", ")}
          {more > 0 && ` ${say("confirm.more", { count: more })}`}
        </dd>
        <dt>{say("confirm.people")}</dt>
        <dd>
          {draft.audience === null
            ? say("confirm.people.counted")
            : say("confirm.people.told", { count: draft.audience })}
        </dd>
        {at && (
          <>
            <dt>{say("confirm.at")}</dt>
            <dd>{dateTimeIn(language, at)}</dd>
          </>
        )}
        {draft.closesAt && (
          <>
            <dt>{say("confirm.closes")}</dt>
            <dd>{dateTimeIn(language, draft.closesAt)}</dd>
          </>
        )}
        <dt>{say("confirm.kind")}</dt>
        <dd>{t(`kind.${draft.kind}`)}</dd>
        <dt>{say("confirm.groups")}</dt>
        <dd>{group ? <In words={group.text} /> : t("segmentBy.none")}</dd>
      </dl>
      {survey.state === "draft" && <p>{t("send.confirm.text")}</p>}
      <Destroyed draft={draft} />
      <WhoSees draft={draft} />
    </>
  );
}

/** What nobody can get back once it has closed. */
export function Destroyed({ draft: { kind, backgrounds, segmentBy } }: { draft: Draft }) {
  const say = useTexts(organiserTexts);
  const unused = backgrounds.filter(({ id }) => id !== segmentBy);
  return (
    <>
      {kind !== "signed" && <p>{say("confirm.destroyed")}</p>}
      {unused.length > 0 && (
        <p>
          <strong>{say(kind === "signed" ? "confirm.unused.signed" : "confirm.unused")}</strong>{" "}
          {unused.map(({ id, text }, at) => (
            <span key={id}>
              {at > 0 && ", "}
              <In words={text} />
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function In({ words }: { words: Draft["title"] }) {
  const { text, lang } = wordsIn(words, useLanguage());
  return <span lang={lang}>{text}</span>;
}

import { Checkbox, Field, Input, Radio, RadioGroup, Select } from "@fluentui/react-components";
import type { Draft, Kind } from "bot/surveys/contract";
import { WhoSees } from "#features/surveys/cards/who-sees.tsx";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { wordsIn } from "#features/surveys/words.ts";
import { fieldId, inOrder } from "#platform/drafting/fields.ts";
import { fromHelsinki, toHelsinki } from "#platform/helsinki.ts";
import { languageNames, languages, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Switch } from "#platform/ui/switch.tsx";
import styles from "./settings.module.css";

const kinds: readonly Kind[] = ["sealed", "live", "signed"];

/** How a survey is answered and who sees what: what its card will promise. */
export function Settings({ draft, change }: { draft: Draft; change(next: (draft: Draft) => Draft): void }) {
  const t = useTexts(surveyTexts);
  const language = useLanguage();
  return (
    <section aria-labelledby="settings" className={styles.settings}>
      <h2 id="settings" className={styles.heading}>
        {t("settings")}
      </h2>
      <Field label={t("kind")}>
        <RadioGroup
          value={draft.kind}
          onChange={(_, { value }) =>
            change((now) => ({ ...now, kind: kinds.find((each) => each === value) ?? "sealed" }))
          }
        >
          {kinds.map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={
                <>
                  <strong>{t(`kind.${kind}`)}</strong>
                  <span className={styles.about}>{t(`kind.${kind}.about`)}</span>
                </>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      <Field label={t("closesAt")} hint={t("closesAt.hint")}>
        <Input
          id={fieldId("closesAt", null)}
          type="datetime-local"
          className={styles.short ?? ""}
          value={draft.closesAt ? toHelsinki(draft.closesAt) : ""}
          onChange={(_, { value }) => change((now) => ({ ...now, closesAt: fromHelsinki(value) }))}
        />
      </Field>
      <fieldset className={styles.group} id={fieldId("languages", null)}>
        <legend>{t("languages")}</legend>
        {languages.map((each) => (
          <Checkbox
            key={each}
            label={<span lang={each}>{languageNames[each]}</span>}
            checked={draft.languages.includes(each)}
            disabled={draft.languages.length === 1 && draft.languages.includes(each)}
            onChange={(_, { checked }) => change((now) => withLanguage(now, each, checked === true))}
          />
        ))}
        <p className={styles.about}>{t("languages.hint")}</p>
      </fieldset>
      <Field label={t("audience")} hint={t("audience.hint")}>
        <Input
          id={fieldId("audience", null)}
          type="number"
          min={1}
          max={10_000_000}
          inputMode="numeric"
          className={styles.short ?? ""}
          value={draft.audience === null ? "" : String(draft.audience)}
          onChange={(_, { value }) => change((now) => ({ ...now, audience: audienceOf(value) }))}
        />
      </Field>
      {draft.backgrounds.length > 0 && (
        <Field label={t("segmentBy")} hint={t("segmentBy.hint")}>
          <Select
            id={fieldId("segmentBy", null)}
            value={draft.segmentBy ?? ""}
            onChange={(_, { value }) => change((now) => ({ ...now, segmentBy: value || null }))}
          >
            <option value="">{t("segmentBy.none")}</option>
            {draft.backgrounds.map(({ id, text }, index) => {
              const shown = wordsIn(text, language);
              return (
                <option key={id} value={id} lang={shown.text ? shown.lang : undefined}>
                  {shown.text || t("background.nth", { n: index + 1 })}
                </option>
              );
            })}
          </Select>
        </Field>
      )}
      <div>
        <Switch
          label={t("shared")}
          checked={draft.shared}
          change={(shared) => change((now) => ({ ...now, shared }))}
        />
        <p className={styles.about}>{t("shared.hint")}</p>
      </div>
      <WhoSees draft={draft} />
    </section>
  );
}

const withLanguage = (draft: Draft, language: Draft["languages"][number], on: boolean): Draft => ({
  ...draft,
  languages: inOrder(
    on ? [...draft.languages, language] : draft.languages.filter((each) => each !== language),
  ),
});

function audienceOf(value: string): number | null {
  const people = Math.trunc(Number(value));
  return people >= 1 && people <= 10_000_000 ? people : null;
}

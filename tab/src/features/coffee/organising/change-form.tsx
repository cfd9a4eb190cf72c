import { Button, Checkbox, Field, Input } from "@fluentui/react-components";
import type { Language, SessionDraft, SessionView } from "bot/coffee/contract";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { WordsField } from "#platform/drafting/words-field.tsx";
import { languageNames, languages } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { NotSaved } from "./not-saved.tsx";
import styles from "./organise.module.css";
import { Part } from "./part.tsx";
import { TimeFields } from "./time-fields.tsx";
import type { PartForm } from "./use-part-form.ts";

/** What this session has of its own; an empty field takes the series' own. */
export function ChangeForm({ session, form }: { session: SessionView; form: PartForm<SessionDraft> }) {
  const t = useTexts(sessionTexts);
  const draft = form.part;
  const change = (part: Partial<SessionDraft>) => form.change((before) => ({ ...before, ...part }));
  const spoken = draft.languages ?? session.languages;

  return (
    <Part title={t("change")}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (form.isChanged && !form.isPending) form.save();
        }}
      >
        <WordsField
          path="theme"
          optional
          label={t("change.theme")}
          words={draft.theme}
          languages={spoken}
          maxLength={200}
          change={(theme) => change({ theme })}
        />
        <WordsField
          path="agenda"
          optional
          label={t("change.agenda")}
          hint={t("change.agenda.about")}
          words={draft.agenda}
          languages={spoken}
          maxLength={4_000}
          lines={4}
          change={(agenda) => change({ agenda })}
        />
        <TimeFields session={session} draft={draft} change={change} />
        <Field label={t("change.host")} hint={t("change.own", { own: session.host || "–" })}>
          <Input
            className={styles.short ?? ""}
            value={draft.host ?? ""}
            maxLength={120}
            onChange={(_, { value }) => change({ host: value || null })}
          />
        </Field>
        <fieldset className={styles.languages}>
          <legend>{t("change.languages")}</legend>
          {languages.map((each) => (
            <Checkbox
              key={each}
              label={<span lang={each}>{languageNames[each]}</span>}
              checked={spoken.includes(each)}
              disabled={spoken.length === 1 && spoken.includes(each)}
              onChange={(_, { checked }) =>
                change({ languages: withLanguage(spoken, each, checked === true) })
              }
            />
          ))}
        </fieldset>
        <Field label={t("change.capacity")} hint={t("change.capacity.about")}>
          <Input
            type="number"
            min={0}
            max={10_000}
            inputMode="numeric"
            className={styles.short ?? ""}
            value={draft.capacity === null ? "" : String(draft.capacity)}
            onChange={(_, { value }) => change({ capacity: capacityOf(value) })}
          />
        </Field>
        <Field label={t("change.joinUrl")} hint={t("change.joinUrl.about")}>
          <Input
            type="url"
            pattern="https://.+"
            value={draft.joinUrl ?? ""}
            maxLength={2_000}
            onChange={(_, { value }) => change({ joinUrl: value.trim() || null })}
          />
        </Field>
        <NotSaved form={form} />
        <div className={styles.row}>
          <Button type="submit" appearance="primary" disabledFocusable={!form.isChanged || form.isPending}>
            {t("change.save")}
          </Button>
          {form.isChanged && <Button onClick={form.drop}>{t("change.drop")}</Button>}
        </div>
      </form>
    </Part>
  );
}

const withLanguage = (now: readonly Language[], language: Language, on: boolean): Language[] =>
  languages.filter((each) => (each === language ? on : now.includes(each)));

function capacityOf(value: string): number | null {
  const seats = Math.trunc(Number(value));
  return value !== "" && seats >= 0 && seats <= 10_000 ? seats : null;
}

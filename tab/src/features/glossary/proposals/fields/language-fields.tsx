import { Button, Field, Input, Textarea } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons";
import type { ConceptDraft, Language } from "bot/glossary/contract";
import { flushSync } from "react-dom";
import { limits } from "#features/glossary/lists.ts";
import { addId, movedTerm, newTerm, termFieldId, withTerm } from "#features/glossary/proposals/draft.ts";
import styles from "#features/glossary/proposals/edit.module.css";
import { editTexts } from "#features/glossary/proposals/edit-texts.ts";
import type { FormProps } from "#features/glossary/proposals/form-props.ts";
import { languageNames } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { TermFields } from "./term-fields.tsx";

type Props = FormProps & { language: Language };

/** The concept in one language: its terms in their order, what it means, what is to be noted. */
export function LanguageFields({
  language,
  conceptId,
  draft,
  before,
  isCoordinator,
  lacking,
  change,
}: Props) {
  const t = useTexts(editTexts);
  const deeds = useTermDeeds({ language, draft, change });
  const terms = draft.terms.filter((term) => term.language === language);
  const id = `in-${language}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} lang={language} className={styles.heading}>
        {languageNames[language]}
      </h2>
      <ol className={styles.terms}>
        {terms.map((term, index) => (
          <li key={term.id}>
            <TermFields
              term={term}
              place={{ number: index + 1, of: terms.length }}
              before={before?.terms.find((one) => one.id === term.id)}
              conceptId={conceptId}
              isCoordinator={isCoordinator}
              isLacking={lacking === language && index === 0}
              change={(next) => change((now) => withTerm(now, term.id, next))}
              move={(by) => deeds.move(term.id, by)}
              remove={() => deeds.remove(term.id)}
            />
          </li>
        ))}
      </ol>
      <Button
        id={addId(language)}
        icon={<AddRegular />}
        disabledFocusable={draft.terms.length >= limits.terms}
        onClick={deeds.add}
        aria-label={t("term.add.in", { language: t(`in.${language}`) })}
      >
        {t("term.add")}
      </Button>
      <Meaning language={language} draft={draft} change={change} />
    </section>
  );
}

function Meaning({ language, draft, change }: Pick<Props, "language" | "draft" | "change">) {
  const t = useTexts(editTexts);
  const { definition, note } = draft[language];
  const put = (next: Partial<ConceptDraft[Language]>) =>
    change((now) => ({ ...now, [language]: { ...now[language], ...next } }));
  return (
    <div className={styles.stack}>
      <Field label={t("definition")}>
        <Textarea
          lang={language}
          value={definition.text}
          maxLength={limits.definition}
          resize="vertical"
          onChange={(_, { value }) => put({ definition: { ...definition, text: value } })}
        />
      </Field>
      <Field label={t("definition.source")}>
        <Input
          value={definition.source}
          maxLength={limits.source}
          onChange={(_, { value }) => put({ definition: { ...definition, source: value } })}
        />
      </Field>
      <Field label={t("note")}>
        <Textarea
          lang={language}
          value={note}
          maxLength={limits.note}
          resize="vertical"
          onChange={(_, { value }) => put({ note: value })}
        />
      </Field>
    </div>
  );
}

/** Adding, moving and removing, each told, and each leaving the focus where one goes on. */
function useTermDeeds({ language, draft, change }: Pick<Props, "language" | "draft" | "change">) {
  const t = useTexts(editTexts);
  const announce = useAnnounce();
  const toast = useToast();
  return {
    add() {
      if (draft.terms.length >= limits.terms) return;
      const term = newTerm(language, crypto.randomUUID());
      flushSync(() => change((now) => ({ ...now, terms: [...now.terms, term] })));
      document.getElementById(termFieldId(term.id))?.focus();
    },
    move(id: string, by: 1 | -1) {
      const next = movedTerm(draft, id, by);
      if (next === draft) return;
      const focused = document.activeElement;
      flushSync(() => change((now) => movedTerm(now, id, by)));
      if (focused instanceof HTMLElement) focused.focus();
      const terms = next.terms.filter((term) => term.language === language);
      announce(t("term.moved", { n: terms.findIndex((term) => term.id === id) + 1, of: terms.length }));
    },
    remove(id: string) {
      const at = draft.terms.findIndex((term) => term.id === id);
      const term = draft.terms[at];
      if (!term) return;
      flushSync(() => change((now) => ({ ...now, terms: now.terms.filter((one) => one.id !== id) })));
      const others = draft.terms.filter((one) => one.language === language && one.id !== id);
      document.getElementById(others[0] ? termFieldId(others[0].id) : `in-${language}`)?.focus();
      const back = () => change((now) => ({ ...now, terms: now.terms.toSpliced(at, 0, term) }));
      toast({ message: t("term.removed"), undo: back });
    },
  };
}

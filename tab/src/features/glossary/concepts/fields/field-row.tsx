import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Field } from "bot/glossary/contract";
import { useState } from "react";
import { wordsIn } from "#features/glossary/field-words.ts";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { api } from "#platform/api.ts";
import { languages, useLanguage } from "#platform/language.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";
import { FieldForm } from "./field-form.tsx";
import styles from "./fields.module.css";

/** One subject field, under its name in each language. */
export function FieldRow({ field, mayManage }: { field: Field; mayManage: boolean }) {
  const t = useTexts(glossaryTexts);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const openerId = `change-${field.id}`;
  const remove = useRemoval(field);
  const name = wordsIn(field.name, language);
  const shown = name.text || field.id;
  const others = languages.filter((each) => each !== name.lang && field.name[each] !== "");
  const close = () => {
    setOpen(false);
    document.getElementById(openerId)?.focus();
  };
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <span lang={name.lang}>{shown}</span>
        <span className={styles.others}>
          {others.map((each) => (
            <span key={each} lang={each}>
              {field.name[each]}
            </span>
          ))}
          <span>{t("fields.count", { count: field.count })}</span>
        </span>
      </div>
      {mayManage && (
        <span className={styles.deeds}>
          <Button
            id={openerId}
            size="small"
            aria-expanded={isOpen}
            aria-label={t("fields.change", { name: shown })}
            onClick={() => setOpen(!isOpen)}
          >
            {t("fields.edit")}
          </Button>
          {field.count === 0 && (
            <Button
              size="small"
              appearance="subtle"
              aria-label={t("fields.remove", { name: shown })}
              onClick={() => remove.mutate()}
            >
              {t("fields.delete")}
            </Button>
          )}
        </span>
      )}
      {isOpen && <FieldForm field={field} taken={[]} done={close} />}
    </li>
  );
}

/** Takes away a field that no concept has, with a way back. */
function useRemoval({ id, name }: Field) {
  const t = useTexts(glossaryTexts);
  const say = useTexts(platformTexts);
  const toast = useToast();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["glossary"] });
  const tell = (error: Error) => toast({ message: wordsFor(error, say) });
  const restore = useMutation({
    mutationFn: () => api("PUT", `/glossary/fields/${id}`, { id, name }),
    onSuccess: refresh,
    onError: tell,
  });
  return useMutation({
    mutationFn: () => api("DELETE", `/glossary/fields/${id}`),
    onSuccess: () => {
      toast({ message: t("fields.removed"), undo: () => restore.mutateAsync() });
      return refresh();
    },
    onError: tell,
  });
}

import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Field } from "bot/glossary/contract";
import { useState } from "react";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { api } from "#platform/api.ts";
import { WordsField } from "#platform/drafting/words-field.tsx";
import { languages } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { useUnsaved } from "#platform/unsaved/unsaved.ts";
import { freeFieldId } from "./field-id.ts";
import styles from "./fields.module.css";

const longestName = 80;

type Props = { field: Field | null; taken: string[]; done(): void };

/** The name of a subject field in each language; a new one gets its id from its name. */
export function FieldForm({ field, taken, done }: Props) {
  const t = useTexts(glossaryTexts);
  const announce = useAnnounce();
  const client = useQueryClient();
  const [name, setName] = useState(field?.name ?? { sv: "", fi: "", en: "" });
  const [isTried, setTried] = useState(false);
  useUnsaved(languages.some((language) => name[language] !== (field?.name[language] ?? "")));
  const lacks = Object.values(name).some((text) => text.trim() === "");
  const save = useMutation({
    mutationFn: () => {
      const id = field?.id ?? freeFieldId(name.sv, taken);
      return api("PUT", `/glossary/fields/${id}`, { id, name });
    },
    onSuccess: async () => {
      announce(t("fields.saved"));
      await client.invalidateQueries({ queryKey: ["glossary"] });
      done();
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!lacks && !save.isPending) save.mutate();
      }}
    >
      <WordsField
        label={t("fields.name")}
        path={`field/${field?.id ?? "new"}`}
        words={name}
        languages={[...languages]}
        maxLength={longestName}
        change={setName}
      />
      {isTried && lacks && <p role="alert">{t("fields.lack")}</p>}
      {save.error && <Problem error={save.error} again={() => save.mutate()} />}
      <div className={styles.deeds}>
        <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>
          {t("fields.save")}
        </Button>
        {field && <Button onClick={done}>{t("fields.cancel")}</Button>}
      </div>
    </form>
  );
}

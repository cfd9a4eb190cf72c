import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { saveFromServer } from "#platform/api.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { Switch } from "#platform/ui/switch.tsx";
import styles from "./results.module.css";
import type { Shown } from "./shown.ts";
import type { View } from "./use-view.ts";
import { fileNameOf } from "./wording/file-name.ts";
import { inLanguage } from "./wording/localized.ts";

/** What can be done with the whole of the results. */
export function Actions({ results, release, formatter, view }: Shown & { view: View }) {
  const { t, language } = formatter;
  const toast = useToast();
  const [saving, setSaving] = useState(false);

  const saveCsv = async () => {
    setSaving(true);
    try {
      const name = fileNameOf(inLanguage(results.title, language, results.languages).text, "csv");
      await saveFromServer(`/surveys/${results.id}/results.csv?language=${language}`, name);
      toast({ message: t("csv.saved") });
    } catch {
      toast({ message: t("csv.failed") });
    } finally {
      setSaving(false);
    }
  };

  return (
    <div className={styles.actions}>
      {release.questions.some(({ tables }) => tables.length > 0) && (
        <Switch label={t("groups")} checked={view.groups} change={(on) => view.set("groups", on)} />
      )}
      <Switch label={t("tables")} checked={view.tables} change={(on) => view.set("tables", on)} />
      <Button disabledFocusable={saving} onClick={() => void saveCsv()}>
        {t("csv")}
      </Button>
      <Button onClick={() => print()}>{t("print")}</Button>
    </div>
  );
}

import { Button, Field } from "@fluentui/react-components";
import { useState } from "react";
import { limits } from "#features/glossary/lists.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./exchange.module.css";
import { exchangeTexts } from "./exchange-texts.ts";
import { ProgressLine } from "./progress-line.tsx";
import { formatOf, partsOf } from "./upload.ts";
import { useUpload } from "./use-upload.ts";

const fieldId = "import-file";
const megabyte = 1024 * 1024;

/** The file, and how far it has come. */
export function FileChoice({ sent }: { sent(id: string): void }) {
  const t = useTexts(exchangeTexts);
  const [wrong, setWrong] = useState<string | null>(null);
  const upload = useUpload(sent);
  const choose = (file: File | undefined) => {
    if (!file) return;
    const lack = lackOf(file);
    setWrong(lack && t(`file.${lack}`, { most: limits.file / megabyte }));
    if (!lack) upload.begin(file);
  };
  const isUnderWay = upload.isPending || upload.error !== null;
  return (
    <div className={styles.part}>
      {!isUnderWay && (
        <Field
          label={{ children: t("file"), htmlFor: fieldId }}
          hint={t("file.hint", { most: limits.file / megabyte })}
          validationState={wrong ? "error" : "none"}
          validationMessage={wrong}
        >
          <input
            id={fieldId}
            type="file"
            accept=".tbx,.xml,.csv,.txt,.xlsx"
            className={styles.file}
            onChange={(event) => choose(event.target.files?.[0])}
          />
        </Field>
      )}
      {isUnderWay && upload.file && (
        <>
          <ProgressLine
            label={t("sending", { name: upload.file.name })}
            done={upload.sent}
            of={partsOf(upload.file.size)}
          />
          {upload.error && <Problem error={upload.error} again={upload.again} />}
          <Button onClick={upload.stop}>{t("stop")}</Button>
        </>
      )}
    </div>
  );
}

function lackOf(file: File): "unknown" | "empty" | "large" | null {
  if (!formatOf(file.name)) return "unknown";
  if (file.size === 0) return "empty";
  return file.size > limits.file ? "large" : null;
}

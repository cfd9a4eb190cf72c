import { Button } from "@fluentui/react-components";
import { limits } from "#features/glossary/lists.ts";
import { useTexts } from "#platform/texts.ts";
import { FileField } from "#platform/ui/fields/file-field.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./exchange.module.css";
import { exchangeTexts } from "./exchange-texts.ts";
import { ProgressLine } from "./progress-line.tsx";
import { formatOf, partsOf } from "./upload.ts";
import { useUpload } from "./use-upload.ts";

const megabyte = 1024 * 1024;

/** The file, and how far it has come. */
export function FileChoice({ sent }: { sent(id: string): void }) {
  const t = useTexts(exchangeTexts);
  const upload = useUpload(sent);
  const choose = (file: File) => {
    const lack = lackOf(file);
    if (!lack) upload.begin(file);
    return lack && t(`file.${lack}`, { most: limits.file / megabyte });
  };
  const isUnderWay = upload.isPending || upload.error !== null;
  return (
    <div className={styles.part}>
      {!isUnderWay && (
        <FileField
          label={t("file")}
          hint={t("file.hint", { most: limits.file / megabyte })}
          accept=".tbx,.xml,.csv,.txt,.xlsx"
          choose={choose}
        />
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

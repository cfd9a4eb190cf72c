import { CheckmarkRegular, CopyRegular } from "@fluentui/react-icons";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./term.module.css";
import { useCopied } from "./use-copied.ts";

/** Copies a term by one press; `column` is its place for the arrow keys, where it has one. */
export function CopyButton({ id, text, column }: { id: string; text: string; column?: number }) {
  const t = useTexts(glossaryTexts);
  const { copied, copy } = useCopied();
  return (
    <button
      type="button"
      className={styles.copy}
      data-copy
      data-stop={column}
      aria-label={t("copy", { term: text })}
      title={t("copy", { term: text })}
      onClick={() => copy(id, text)}
    >
      {copied === id ? <CheckmarkRegular aria-hidden="true" /> : <CopyRegular aria-hidden="true" />}
    </button>
  );
}

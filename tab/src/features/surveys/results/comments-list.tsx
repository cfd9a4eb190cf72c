import { Button } from "@fluentui/react-components";
import { useId, useState } from "react";
import styles from "./results.module.css";
import { containing } from "./wording/containing.ts";
import type { Formatter } from "./wording/formatter.ts";
import { counted } from "./wording/takeaway.ts";

const searchFrom = 11;
const firstShown = 20;

/** Comments in the release's own, shuffled order. Their language is unknown, so none is marked. */
export function CommentsList({ texts, formatter }: { texts: string[]; formatter: Formatter }) {
  const { t } = formatter;
  const id = useId();
  const [words, setWords] = useState("");
  const [all, setAll] = useState(false);
  const found = containing(texts, words);
  const shown = all ? found : found.slice(0, firstShown);

  return (
    <>
      {texts.length >= searchFrom && (
        <search className={styles.search}>
          <label htmlFor={id}>{t("comments.search")}</label>
          <input id={id} type="search" value={words} onChange={(event) => setWords(event.target.value)} />
          <span role="status" className={styles.soft}>
            {words.trim() &&
              t("comments.found", {
                ...counted(found.length, formatter),
                total: formatter.count(texts.length),
              })}
          </span>
        </search>
      )}
      {found.length === 0 && (
        <p>
          {t("comments.none", { words: words.trim() })}{" "}
          <Button size="small" onClick={() => setWords("")}>
            {t("comments.clear")}
          </Button>
        </p>
      )}
      <ul className={styles.comments}>
        {shown.map((text, index) => (
          <li key={index} dir="auto" className={styles.comment}>
            {text}
          </li>
        ))}
      </ul>
      {shown.length < found.length && (
        <Button onClick={() => setAll(true)}>
          {t("comments.all", { number: formatter.count(found.length) })}
        </Button>
      )}
    </>
  );
}

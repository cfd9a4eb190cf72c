import { Button } from "@fluentui/react-components";
import { useState } from "react";
import styles from "./results.module.css";
import type { Shown } from "./shown.ts";
import { inBrief } from "./wording/brief.ts";
import { plain } from "./wording/localized.ts";
import { Said } from "./wording/sentence.tsx";
import { counted } from "./wording/takeaway.ts";

/** The result in brief; nothing where the release allows no such sentence. */
export function BriefBlock({ results, formatter }: Shown) {
  const [whole, setWhole] = useState(false);
  const { first, rest } = inBrief(results, formatter);
  if (first.length === 0) return null;
  return (
    <section className={styles.brief} aria-labelledby="brief">
      <h2 id="brief" className={styles.heading}>
        {formatter.t("brief")}
      </h2>
      <ul>
        {(whole ? [...first, ...rest] : first).map(({ id, about, sentences }) => (
          <li key={id}>
            {about && (
              <p className={styles.about}>
                <Said sentence={about} formatter={formatter} />
              </p>
            )}
            {sentences.map((sentence) => (
              <p key={plain(sentence)}>
                <Said sentence={sentence} formatter={formatter} />
              </p>
            ))}
          </li>
        ))}
      </ul>
      {rest.length > 0 && !whole && (
        <Button size="small" appearance="subtle" onClick={() => setWhole(true)}>
          {formatter.t("brief.more", counted(rest.length, formatter))}
        </Button>
      )}
    </section>
  );
}

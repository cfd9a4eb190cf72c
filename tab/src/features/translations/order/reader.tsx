import type { OrderView } from "bot/translations/contract";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { languageNames } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./order.module.css";
import { Progress } from "./progress.tsx";
import { Review } from "./review.tsx";
import { Hints } from "./translating/hints.tsx";
import { Pair } from "./translating/pair.tsx";
import { SourceText } from "./translating/source-text.tsx";
import { Warnings, warningsFor } from "./warnings.tsx";

/** An order to whoever reads it: before they take it, to review it, or to see how it goes. */
export function Reader({ order }: { order: OrderView }) {
  const { texts, state, may } = order;
  const written = texts.filter(({ translation }) => translation.trim() !== "").length;
  return (
    <>
      {state !== "waiting" && <Progress written={written} count={texts.length} />}
      <ol className={styles.texts}>
        {texts.map((text, index) => (
          <ReadingPair key={text.key} {...{ order, text }} nth={index + 1} />
        ))}
      </ol>
      {may.approve && <Review order={order} />}
    </>
  );
}

type Props = { order: OrderView; text: OrderView["texts"][number]; nth: number };

function ReadingPair({ order: { texts, from, to, hints, warnings }, text, nth }: Props) {
  const t = useTexts(translationsTexts);
  const { key, about, source, sourceBefore, translation } = text;
  const shown = warningsFor(warnings, key, translation);
  const isWritten = translation.trim() !== "";
  return (
    <Pair textKey={key} {...{ about, nth }} count={texts.length}>
      <div>
        <SourceText source={source} before={sourceBefore} from={from} />
        <Hints {...{ hints, source, from, to }} />
      </div>
      <div>
        <p className={styles.language} lang={to}>
          {languageNames[to]}
        </p>
        {isWritten ? (
          <p className={styles.words} lang={to}>
            {translation}
          </p>
        ) : (
          <p className={styles.about}>{t("notWritten")}</p>
        )}
        {shown.length > 0 && (
          <p className={styles.warned}>
            <Warnings warnings={shown} to={to} />
          </p>
        )}
      </div>
    </Pair>
  );
}

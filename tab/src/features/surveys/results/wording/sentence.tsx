import type { Formatter } from "./formatter.ts";
import type { Sentence } from "./localized.ts";

/** A sentence on the page, with the language marked where a part is in another than the reader's. */
export function Said({ sentence, formatter }: { sentence: Sentence; formatter: Formatter }) {
  return sentence.map((part, index) => {
    const { text, language } = typeof part === "string" ? formatter.own(part) : part;
    return language === formatter.language ? (
      text
    ) : (
      <span key={index} lang={language}>
        {text}
      </span>
    );
  });
}

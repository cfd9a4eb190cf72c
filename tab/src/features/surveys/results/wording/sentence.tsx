import type { Speech } from "./formatter.ts";
import type { Sentence } from "./localized.ts";

/** A sentence on the page, with the language marked where a part is in another than the reader's. */
export function Said({ sentence, speech }: { sentence: Sentence; speech: Speech }) {
  return sentence.map((part, index) => {
    const { text, language } = typeof part === "string" ? speech.own(part) : part;
    return language === speech.language ? (
      text
    ) : (
      <span key={index} lang={language}>
        {text}
      </span>
    );
  });
}

import { Field, Textarea } from "@fluentui/react-components";
import type { Language, OrderText, OrderView } from "bot/translations/contract";
import { memo, useRef } from "react";
import { flushSync } from "react-dom";
import { Warnings, warningsFor } from "#features/translations/order/warnings.tsx";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { languageNames } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { unseen } from "#platform/ui/visually-hidden.ts";
import { Hints } from "./hints.tsx";
import { Pair } from "./pair.tsx";
import { SourceText } from "./source-text.tsx";
import { withTerm } from "./term-insertion.ts";
import type { Translated } from "./use-translation.ts";

type Props = {
  text: OrderText;
  nth: number;
  count: number;
  from: Language;
  to: Language;
  value: string;
  /** The source that this was translated from, where it is another now. */
  before: string | null;
  hints: OrderView["hints"];
  warnings: OrderView["warnings"];
  change(next: (draft: Translated) => Translated): void;
};

/** One text and the field for its translation. Kept as it is while another is written: an order may have hundreds. */
export const WritingPair = memo(function WritingPair({ text, nth, count, from, to, ...props }: Props) {
  const { value, before, hints, warnings, change } = props;
  const t = useTexts(translationsTexts);
  const announce = useAnnounce();
  const field = useRef<HTMLTextAreaElement>(null);
  /** Where the cursor was when the field was left; a term goes there, or to the end. */
  const cursor = useRef<[number, number]>(null);
  const { key, most, source, about } = text;
  const write = (words: string) => change((draft) => ({ ...draft, [key]: words }));
  const shown = warningsFor(warnings, key, value);

  function insert(term: string) {
    const next = withTerm(value, cursor.current ?? [value.length, value.length], term, most);
    if (!next) return announce(t("insert.full"));
    flushSync(() => write(next.text));
    field.current?.focus();
    field.current?.setSelectionRange(next.cursor, next.cursor);
    announce(t("inserted", { term }));
  }

  return (
    <Pair textKey={key} {...{ about, nth, count }}>
      <div>
        <SourceText {...{ source, before, from }} />
        <Hints {...{ hints, source, from, to, insert }} />
      </div>
      <Field
        label={
          <>
            <span lang={to}>{languageNames[to]}</span>
            <span className={unseen}>: {about}</span>
          </>
        }
        hint={t("length", { length: value.length, most })}
        validationState={shown.length > 0 ? "warning" : "none"}
        validationMessage={shown.length > 0 ? <Warnings warnings={shown} to={to} /> : null}
      >
        <Textarea
          textarea={{ ref: field }}
          value={value}
          lang={to}
          maxLength={most}
          rows={2}
          resize="vertical"
          onBlur={({ target }) => {
            cursor.current = [target.selectionStart, target.selectionEnd];
          }}
          onChange={(_, { value: words }) => write(words)}
        />
      </Field>
    </Pair>
  );
});

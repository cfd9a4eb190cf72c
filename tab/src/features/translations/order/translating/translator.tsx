import type { OrderView } from "bot/translations/contract";
import { type KeyboardEvent, useRef } from "react";
import { Conflict } from "#features/translations/order/conflict.tsx";
import styles from "#features/translations/order/order.module.css";
import { Progress } from "#features/translations/order/progress.tsx";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { SaveLine } from "#platform/drafting/save-state.tsx";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { HandIn } from "./hand-in.tsx";
import { nextEmpty } from "./next-empty.ts";
import { useTranslation } from "./use-translation.ts";
import { WritingPair } from "./writing-pair.tsx";

/** Where an order is translated: source and translation side by side, saved by itself. */
export function Translator({ order }: { order: OrderView }) {
  const t = useTexts(translationsTexts);
  const announce = useAnnounce();
  const list = useRef<HTMLOListElement>(null);
  const { editing, before, change, saveNow, resolve, saveAll } = useTranslation(order);
  const { draft } = editing;
  const { texts, from, to, hints, warnings } = order;
  const keys = texts.map(({ key }) => key);
  const empty = keys.filter((key) => !draft[key]?.trim());

  /** Says whether there was one. */
  function goToEmpty(after?: string): boolean {
    const key = nextEmpty(keys, draft, after);
    if (key === undefined) return false;
    list.current?.querySelector<HTMLElement>(`[data-text="${CSS.escape(key)}"] textarea`)?.focus();
    return true;
  }

  function press(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const here = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-text]") : null;
    if (goToEmpty(here?.dataset.text)) return;
    announce(t("allWritten"));
    document.getElementById("hand-in")?.focus();
  }

  return (
    <>
      <div className={styles.status}>
        <Progress written={texts.length - empty.length} count={texts.length} />
        <SaveLine editing={editing} saveNow={saveNow} />
      </div>
      <Conflict order={order} editing={editing} before={before} resolve={resolve} />
      <p className={styles.about}>{t("keys")}</p>
      <ol ref={list} className={styles.texts} onKeyDown={press}>
        {texts.map((text, index) => (
          <WritingPair
            key={text.key}
            {...{ text, from, to, hints, warnings, change }}
            nth={index + 1}
            count={texts.length}
            value={draft[text.key] ?? ""}
            before={before[text.key] ?? null}
          />
        ))}
      </ol>
      <HandIn id={order.id} left={empty.length} goToEmpty={goToEmpty} saveAll={saveAll} />
    </>
  );
}

import type { OrderView, State } from "bot/translations/contract";
import { useEffect, useRef } from "react";
import { titleOf } from "#features/translations/order-words.ts";
import { StateBadge } from "#features/translations/state-badge.tsx";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Facts } from "./facts.tsx";
import { Notices } from "./notices.tsx";
import { Deeds } from "./order-actions.tsx";
import { Reader } from "./reader.tsx";
import { Translator } from "./translating/translator.tsx";

/** An order with its texts: to whoever translates it something to write, to others something to read. */
export function Order({ order }: { order: OrderView }) {
  const t = useTexts(translationsTexts);
  const language = useLanguage();
  const { text, lang } = titleOf(order, language);
  useFocusAfter(order.state);
  return (
    <>
      <PageHeading title={text || t("untitled")} lang={text ? lang : undefined}>
        <StateBadge state={order.state} />
      </PageHeading>
      <Facts order={order} />
      <Notices order={order} />
      <Deeds order={order} />
      {order.may.write ? <Translator order={order} /> : <Reader order={order} />}
    </>
  );
}

/** A deed takes its own button away: the focus then goes to the heading instead of nowhere. */
function useFocusAfter(state: State) {
  const before = useRef(state);
  useEffect(() => {
    if (state !== before.current && document.activeElement === document.body)
      document.querySelector("h1")?.focus();
    before.current = state;
  }, [state]);
}

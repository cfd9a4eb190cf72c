import { Button } from "@fluentui/react-components";
import { type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTexts } from "#platform/texts.ts";
import { sendingTexts } from "./sending-texts.ts";
import { useCount } from "./use-count.ts";

type Props<Item> = {
  items: readonly Item[];
  keyOf(item: Item): string;
  /** How many at a time. */
  step: number;
  className?: string | undefined;
  children(item: Item): ReactNode;
};

/** A list that may be long, some at a time. Each item holds a checkbox; "more" moves on to the first new one. */
export function Portion<Item>({ items, keyOf, step, className, children }: Props<Item>) {
  const t = useTexts(sendingTexts);
  const counted = useCount();
  const list = useRef<HTMLUListElement>(null);
  const [most, setMost] = useState(step);
  const next = Math.min(step, items.length - most);
  const showMore = () => {
    flushSync(() => setMost(most + step));
    list.current?.children[most]?.querySelector("input")?.focus();
  };
  return (
    <>
      <ul ref={list} className={className}>
        {items.slice(0, most).map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
      {next > 0 && (
        <Button size="small" onClick={showMore}>
          {t("places.more", counted(next))}
        </Button>
      )}
    </>
  );
}

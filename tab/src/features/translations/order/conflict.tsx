import { Button } from "@fluentui/react-components";
import type { OrderView } from "bot/translations/contract";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import type { DraftSaver, Editing } from "#platform/drafting/draft-saver.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import styles from "./order.module.css";
import type { Work } from "./translating/use-translation.ts";

type Props = {
  order: OrderView;
  editing: Editing<Work>;
  /** Sources that have changed, by key. */
  before: Partial<Record<string, string>>;
  resolve: DraftSaver["resolve"];
};

/** What was found in this browser, and what has changed elsewhere while one wrote. */
export function Conflict({ order, editing: { save, restored }, before, resolve }: Props) {
  const t = useTexts(translationsTexts);
  if (save.name !== "conflict") return restored && <Message>{t("restored")}</Message>;
  const names = order.texts.filter(({ key }) => before[key] !== undefined).map(({ about }) => about);
  const isOfSource = names.length > 0;
  return (
    <Message
      intent="warning"
      role="alert"
      className={styles.conflict}
      title={t(isOfSource ? "conflict.source" : "conflict.text")}
      deeds={
        <>
          <Button onClick={() => void resolve("mine")}>{t("conflict.mine")}</Button>
          <Button onClick={() => void resolve("theirs")}>{t("conflict.theirs")}</Button>
        </>
      }
    >
      {isOfSource ? t("conflict.source.how", { names: names.join(", ") }) : t("conflict.text.how")}
    </Message>
  );
}

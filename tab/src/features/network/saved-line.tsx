import { useTexts } from "#platform/texts.ts";
import styles from "./network.module.css";
import { networkTexts } from "./network-texts.ts";

type Props = { isSaved: boolean; isChanged: boolean; saved: string };

/** Below a form that is saved by its button. A screen reader is told of the saving when it is done. */
export function SavedLine({ isSaved, isChanged, saved }: Props) {
  const t = useTexts(networkTexts);
  return <p className={styles.hint}>{isSaved ? saved : isChanged && t("unsaved")}</p>;
}

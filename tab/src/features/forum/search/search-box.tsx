import { Button, Input } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import styles from "#features/forum/forum.module.css";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { useTexts } from "#platform/texts.ts";

/** Searches all of the forum; what one looks for stands in the address of the results. */
export function SearchBox({ words }: { words: string }) {
  const t = useTexts(forumTexts);
  const navigate = useNavigate();
  const [typed, setTyped] = useState(words);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim()) void navigate(`/forum/search?${new URLSearchParams({ q: typed.trim() })}`);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to all readers yet
    <form role="search" className={styles.search} onSubmit={submit}>
      <Input
        id="forum-search"
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        maxLength={200}
        value={typed}
        onChange={(_, { value }) => setTyped(value)}
      />
      <Button type="submit">{t("search.do")}</Button>
    </form>
  );
}

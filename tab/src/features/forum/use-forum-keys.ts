import { useNavigate } from "react-router";
import { useShortcuts } from "#platform/shell/shortcuts.ts";
import { useTexts } from "#platform/texts.ts";
import { forumTexts } from "./forum-texts.ts";

/** The keys that lead from any page of the forum to another. */
export function useForumKeys(): void {
  const t = useTexts(forumTexts);
  const navigate = useNavigate();
  const to = (path: string) => () => void navigate(path);
  useShortcuts([
    { keys: "c", about: t("key.c"), act: () => void navigate("/forum/new", { state: { isWriting: true } }) },
    {
      keys: "/",
      about: t("key./"),
      act: () => {
        const box = document.getElementById("forum-search");
        if (box) box.focus();
        else void navigate("/forum/search");
      },
    },
    { keys: "g l", about: t("key.g l"), act: to("/forum") },
    { keys: "g u", about: t("key.g u"), act: to("/forum?view=unread") },
  ]);
}

import type { View } from "bot/forum/contract";
import { useSearchParams } from "react-router";

/** The contract's own, which can't be imported as a value: that would bring zod. */
export const views: readonly View[] = ["all", "unread", "following", "mine"];

/** What one looks for in the list, as the address has it. */
export function useLook() {
  const [query, setQuery] = useSearchParams();
  return {
    view: views.find((each) => each === query.get("view")) ?? "all",
    tag: query.get("tag") ?? "",
    /** The address of the same look in another view. */
    inView(view: View): string {
      const next = new URLSearchParams(query);
      if (view === "all") next.delete("view");
      else next.set("view", view);
      return `?${next}`;
    },
    chooseTag: (tag: string) =>
      setQuery(
        (before) => {
          const next = new URLSearchParams(before);
          if (tag) next.set("tag", tag);
          else next.delete("tag");
          return next;
        },
        { replace: true },
      ),
  };
}
export type Look = ReturnType<typeof useLook>;

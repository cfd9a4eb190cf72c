import type { ReactNode } from "react";
import { MembersOnly } from "#platform/members-only/members-only.tsx";
import { useForumKeys } from "./use-forum-keys.ts";

/** Around every page of the forum: it is the members' own, and its keys work everywhere in it. */
export function ForumPage({ children }: { children: ReactNode }) {
  return (
    <MembersOnly>
      <Keys />
      {children}
    </MembersOnly>
  );
}

/** A part of its own, so that who is no member has no keys to pages that are not theirs. */
function Keys() {
  useForumKeys();
  return null;
}

import { MembersOnly } from "#platform/members-only/members-only.tsx";
import { Topics } from "./topics.tsx";

/** The forum's front page. */
export function ListPage() {
  return (
    <MembersOnly>
      <Topics />
    </MembersOnly>
  );
}

import { ForumPage } from "#features/forum/forum-page.tsx";
import { Topics } from "./topics.tsx";

/** The forum's front page. */
export function ListPage() {
  return (
    <ForumPage>
      <Topics />
    </ForumPage>
  );
}

import { useParams, useSearchParams } from "react-router";
import { ForumPage } from "#features/forum/forum-page.tsx";
import { WaitingPage } from "#features/forum/waiting.tsx";
import { Topic } from "./topic.tsx";
import { useTopic } from "./use-topic.ts";

/** A topic: its posts, and what one may do with them. `?post=7` leads to a post. */
export function TopicPage() {
  const { id = "" } = useParams();
  const [query] = useSearchParams();
  const post = Number.parseInt(query.get("post") ?? "", 10);
  return (
    <ForumPage>
      <Loaded key={`${id} ${post}`} id={id} post={post > 0 ? post : null} />
    </ForumPage>
  );
}

function Loaded({ id, post }: { id: string; post: number | null }) {
  const topic = useTopic(id, post);
  if (!topic.data) return <WaitingPage query={topic} />;
  return <Topic query={topic} pages={topic.data.pages} post={post} />;
}

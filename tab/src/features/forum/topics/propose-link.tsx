import { Link } from "react-router";
import { useTexts } from "#platform/texts.ts";
import { topicTexts } from "./topic-texts.ts";

/** From talk to term: the proposal begins with the post, and names it as its source. */
export function ProposeLink({ topicId, number }: { topicId: string; number: number }) {
  const t = useTexts(topicTexts);
  return (
    <Link to={`/terms/new?${new URLSearchParams({ topic: topicId, post: String(number) })}`}>
      {t("propose")}
    </Link>
  );
}

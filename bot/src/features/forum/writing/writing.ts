import type { Topic } from "#features/forum/topics/topic.ts";
import { type DeedPorts, forumDeeds } from "./operations.ts";
import { postDeeds } from "./post-operations.ts";
import { topicDeeds } from "./topic-operations.ts";

export type Writing = ReturnType<typeof forumWriting>;

/** What members write in the forum. */
export function forumWriting(ports: DeedPorts) {
  const deeds = forumDeeds(ports);
  const { seen, show, mark } = deeds;
  return {
    ...topicDeeds(ports, deeds),
    ...postDeeds(ports, deeds),
    seen,
    /** For what follows from deeds: how things are is shown once more. */
    show,
    mark,
    showTopic: (topic: Topic): Promise<void> => ports.lists.write(topic),
  };
}

import { useQuery } from "@tanstack/react-query";
import type { DraftList, PostView, TopicView } from "bot/forum/contract";
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { draftsQuery } from "#features/forum/queries.ts";
import styles from "#features/forum/topics/topic.module.css";
import { topicTexts } from "#features/forum/topics/topic-texts.ts";
import { useForumDraft } from "#features/forum/writing/use-forum-draft.ts";
import type { FieldHandle } from "#platform/markdown/markdown-field.tsx";
import { useTexts } from "#platform/texts.ts";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import type { Quoting } from "./quoting.ts";
import { ReplyForm } from "./reply-form.tsx";
import { SentReply } from "./sent-reply.tsx";
import { type Answer, useSending } from "./use-sending.ts";

/** What the page may do with the form: write in it, and quote in it. */
export type ReplyHandle = FieldHandle & { quote(quoting: Quoting): void };
type Props = {
  ref: Ref<ReplyHandle>;
  topic: TopicView;
  /** The posts on the page. */
  posts: PostView[];
  /** Once the server has it, by its number. */
  sent(number: number): Promise<void>;
};

/** Where one answers, below the posts. Drafts that could not be read do not keep anybody from writing. */
export function Reply(props: Props) {
  const t = useTexts(topicTexts);
  const drafts = useQuery(draftsQuery());
  if (!props.topic.may.reply) return props.topic.closedAt && <p>{t("reply.closed")}</p>;
  if (drafts.isLoading) return <RowsSkeleton rows={1} />;
  return <Answering {...props} drafts={drafts.data ?? { drafts: [] }} />;
}

function Answering({ ref, topic, posts, sent, drafts }: Props & { drafts: DraftList }) {
  const t = useTexts(topicTexts);
  const draft = useForumDraft(topic.id, drafts);
  const field = useRef<FieldHandle>(null);
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    quote: (quote) => draft.change((before) => ({ ...before, quote })),
  }));
  // From the list of drafts.
  useEffect(() => {
    if (location.hash === "#reply") field.current?.focus();
  }, []);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { quote } = answer ?? draft.now.draft;
  const quoted = posts.find(({ number }) => number === quote?.number)?.author;
  const sending = useSending(topic.id, async (number) => {
    await draft.published();
    await sent(number);
    setAnswer(null);
  });
  const send = (next: Answer) => {
    setAnswer(next);
    sending.mutate(next);
  };
  return (
    <section id="reply" aria-label={t("reply")} className={styles.reply}>
      {answer ? (
        <SentReply
          answer={answer}
          quoted={quoted}
          error={sending.error}
          again={() => send(answer)}
          change={() => setAnswer(null)}
        />
      ) : (
        <ReplyForm
          {...{ field, draft, quoted, send }}
          channels={topic.channels}
          failed={sending.error ? sending.variables : undefined}
        />
      )}
    </section>
  );
}

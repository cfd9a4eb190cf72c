import { Button, Select } from "@fluentui/react-components";
import type { Following, TopicView } from "bot/forum/contract";
import { lazy, Suspense, useId, useRef, useState } from "react";
import { Link } from "react-router";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { nameWithin } from "#features/forum/names.ts";
import { whenIn } from "#features/forum/when.ts";
import { dateIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Badge } from "#platform/ui/badge.tsx";
import { CopyLinkButton } from "#platform/ui/links/copy-link-button.tsx";
import { Message } from "#platform/ui/message.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import styles from "./topic.module.css";
import { TopicDeeds } from "./topic-actions.tsx";
import { topicTexts } from "./topic-texts.ts";
import type { Deeds } from "./use-action.ts";

const EditTopic = lazy(() =>
  import("./dialogs/edit-topic.tsx").then(({ EditTopic }) => ({ default: EditTopic })),
);

type Props = { topic: TopicView; deeds: Deeds; reply(): void };

/** What the topic is, where it is also talked of, and what one may do with it. */
export function TopicHead({ topic, deeds, reply }: Props) {
  const t = useTexts(topicTexts);
  const say = useTexts(forumTexts);
  const language = useLanguage();
  const [isEditing, setEditing] = useState(false);
  const header = useRef<HTMLElement>(null);
  const close = () => {
    setEditing(false);
    header.current?.querySelector("h1")?.focus();
  };
  return (
    <header ref={header} className={styles.topic}>
      <PageHeading title={topic.title} lang={topic.language}>
        <p className={styles.badges}>
          {topic.removedAt && <Badge color="bad">{say("row.removed")}</Badge>}
          {topic.isPinned && <Badge color="plain">{say("row.pinned")}</Badge>}
          {topic.isSolved && <Badge color="good">{say("row.solved")}</Badge>}
          {topic.closedAt && <Badge color="plain">{say("row.closed")}</Badge>}
        </p>
      </PageHeading>
      {isEditing ? (
        <Suspense fallback={<RowsSkeleton rows={1} />}>
          <EditTopic {...{ topic, deeds }} close={close} />
        </Suspense>
      ) : (
        <>
          <p className={styles.about}>
            <span>
              {t("started", { name: nameWithin(topic.author, say), at: whenIn(language, topic.createdAt) })}
            </span>
            <span>{say("row.posts", { count: topic.posts })}</span>
          </p>
          {topic.tagNames.length > 0 && (
            <ul className={styles.tags}>
              {topic.tagNames.map(({ id, name }) => (
                <li key={id}>
                  <Link to={`/forum?tag=${id}`}>{name[language]}</Link>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <Elsewhere topic={topic} />
      <Closed topic={topic} deeds={deeds} />
      {!isEditing && (
        <div className={styles.deeds}>
          {topic.may.reply && (
            <Button appearance="primary" onClick={reply}>
              {t("reply")}
            </Button>
          )}
          <Follow topic={topic} deeds={deeds} />
          <CopyLinkButton to={topic.id} />
          <TopicDeeds {...{ topic, deeds }} edit={() => setEditing(true)} />
        </div>
      )}
    </header>
  );
}

function Elsewhere({ topic }: { topic: TopicView }) {
  const t = useTexts(topicTexts);
  const language = useLanguage();
  return (
    <>
      {topic.channels.length > 0 && (
        <p className={styles.elsewhere}>
          {t("channels")}{" "}
          {topic.channels.map(({ placeId, name, link }) =>
            link ? (
              <a key={placeId} href={link} target="_blank" rel="noreferrer">
                {name}
              </a>
            ) : (
              <span key={placeId}>{name}</span>
            ),
          )}{" "}
          {t("channels.readers")}
        </p>
      )}
      {topic.meetings.length > 0 && (
        <p className={styles.elsewhere}>
          {t("meetings")}{" "}
          {topic.meetings.map(({ seriesId, date, title, startsAt }) => (
            <Link key={`${seriesId} ${date}`} to={`/coffee/series/${seriesId}/sessions/${date}`}>
              {title[language] || title[topic.language]} {dateIn(language, startsAt)}
            </Link>
          ))}
        </p>
      )}
    </>
  );
}

function Closed({ topic, deeds }: { topic: TopicView; deeds: Deeds }) {
  const t = useTexts(topicTexts);
  const say = useTexts(forumTexts);
  const language = useLanguage();
  if (topic.removedAt)
    return (
      <Message
        intent="warning"
        deeds={
          topic.may.restore && (
            <Button onClick={() => deeds.act({ method: "POST", path: "/restoration" })}>
              {t("restore")}
            </Button>
          )
        }
      >
        {t("removed.topic")}
      </Message>
    );
  if (!topic.closedAt || !topic.closedBy) return null;
  return (
    <Message
      deeds={
        topic.may.reopen && (
          <Button onClick={() => deeds.act({ method: "DELETE", path: "/closure", done: t("reopened.done") })}>
            {t("reopen")}
          </Button>
        )
      }
    >
      {t("closed", {
        name: nameWithin(topic.closedBy, say),
        at: whenIn(language, topic.closedAt),
        reason: topic.closedReason,
      })}
    </Message>
  );
}

const followings: readonly Following[] = ["muted", "normal", "watching"];

function Follow({ topic, deeds }: { topic: TopicView; deeds: Deeds }) {
  const t = useTexts(topicTexts);
  const id = useId();
  const choose = (value: string) => {
    const following = followings.find((each) => each === value);
    if (!following) return;
    deeds.act({
      method: "PUT",
      path: "/following",
      input: { following },
      done: t("follow.done", { what: t(`follow.${following}`) }),
    });
  };
  return (
    <div className={styles.follow}>
      <label htmlFor={id}>{t("follow")}</label>
      <Select id={id} value={topic.following} onChange={(_, { value }) => choose(value)}>
        {followings.map((each) => (
          <option key={each} value={each}>
            {t(`follow.${each}`)}
          </option>
        ))}
      </Select>
    </div>
  );
}

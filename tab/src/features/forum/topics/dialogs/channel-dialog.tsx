import { Field, Radio, RadioGroup } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { TopicView } from "bot/forum/contract";
import { useState } from "react";
import { topicTexts } from "#features/forum/topics/topic-texts.ts";
import type { Deeds } from "#features/forum/topics/use-action.ts";
import { Waiting } from "#features/forum/waiting.tsx";
import { placesQuery } from "#platform/sending/queries.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { FormDialog } from "./form-dialog.tsx";

/** Posts the topic to one of the network's channels. Posted twice to the same it stands there once. */
export function ChannelDialog({ topic, deeds, close }: { topic: TopicView; deeds: Deeds; close(): void }) {
  const t = useTexts(topicTexts);
  const places = useQuery(placesQuery("/forum/places"));
  const [chosen, choose] = useState("");
  const free = places.data?.filter(({ id }) => !topic.channels.some((channel) => channel.placeId === id));
  // Where there is but one, it is that.
  const placeId = chosen || (free?.length === 1 ? (free[0]?.id ?? "") : "");
  const act = () =>
    deeds.doing({ method: "POST", path: "/channels", input: { placeId }, done: t("post.done") });
  return (
    <FormDialog
      title={t("post.title")}
      submit={t("post.send")}
      isReady={placeId !== ""}
      isChanged={chosen !== ""}
      {...{ act, close }}
    >
      {!free && <Waiting query={places} rows={1} />}
      {free?.length === 0 && <p>{t("post.none")}</p>}
      {free && free.length > 0 && (
        <>
          <Field label={t("post.which")} hint={t("post.hint")}>
            <RadioGroup value={placeId} onChange={(_, { value }) => choose(value)}>
              {free.map(({ id, name, team }) => (
                <Radio key={id} value={id} label={team ? `${name} (${team})` : name} />
              ))}
            </RadioGroup>
          </Field>
          <Message intent="warning">{t("post.readers")}</Message>
        </>
      )}
    </FormDialog>
  );
}

import { Button, Input } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { PlaceView } from "bot/sending/contract";
import { useDeferredValue, useMemo, useState } from "react";
import { localeTags, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { Switch } from "#platform/ui/switch.tsx";
import styles from "./place-picker.module.css";
import { PlaceTeam } from "./place-team.tsx";
import { grouped, mostPlaces, withPlaces } from "./places.ts";
import { Portion } from "./portion.tsx";
import { placesQuery } from "./queries.ts";
import { sendingTexts } from "./sending-texts.ts";
import { useCount } from "./use-count.ts";

type Props = {
  /** Where the places are read from, such as "/surveys/places". */
  path: string;
  chosen: readonly string[];
  /** Places that have it already. */
  sentTo?: readonly string[];
  /** Those have not got it yet, but will. */
  isScheduled?: boolean;
  /** Where only some of the places will do. */
  isOffered?(place: PlaceView): boolean;
  choose(placeIds: string[]): void;
};

/** From so many places on they can be searched and chosen all at once. */
const many = 6;
/** Teams are shown open when no more places than this are found. */
const mostOpen = 40;
const teamsAtATime = 50;

/** The channels and chats that the bot may write to, by team; quick with thousands of them. */
export function PlacePicker({ path, isOffered = () => true, ...rest }: Props) {
  const t = useTexts(sendingTexts);
  const places = useQuery(placesQuery(path));
  if (places.isPending) return <RowsSkeleton rows={2} />;
  if (places.error) return <Problem error={places.error} again={() => void places.refetch()} />;
  const offered = places.data.filter(isOffered);
  if (offered.length === 0) return <p>{t("places.none")}</p>;
  return <Picker places={offered} {...rest} />;
}

function Picker({
  places,
  chosen,
  sentTo = [],
  isScheduled = false,
  choose,
}: Omit<Props, "path" | "isOffered"> & { places: PlaceView[] }) {
  const t = useTexts(sendingTexts);
  const counted = useCount();
  const tag = localeTags[useLanguage()];
  const [words, setWords] = useState("");
  // Those chosen when it was asked for: what is let go then stays in sight.
  const [only, setOnly] = useState<ReadonlySet<string>>();
  // Typing stays quick: the list follows when there is time.
  const wanted = useDeferredValue(words);
  const isChosen = useMemo(() => new Set(chosen), [chosen]);
  const isSent = useMemo(() => new Set(sentTo), [sentTo]);
  const groups = useMemo(
    () => grouped(only ? places.filter(({ id }) => only.has(id)) : places, wanted, tag),
    [places, wanted, tag, only],
  );

  const found = groups.flatMap(({ places }) => places.map(({ id }) => id));
  const areAll = found.length > 0 && found.every((id) => isChosen.has(id));
  const set = (ids: string[], on: boolean) => choose(withPlaces(chosen, ids, on));
  const isSearch = wanted.trim() !== "";
  const isMany = places.length > many;
  return (
    <fieldset className={styles.places}>
      <legend className={styles.legend}>{t("places")}</legend>
      {isMany && (
        <div className={styles.tools}>
          <Input
            type="search"
            className={styles.search ?? ""}
            aria-label={t("places.search")}
            placeholder={t("places.search")}
            value={words}
            onChange={(_, { value }) => setWords(value)}
          />
          <Button disabledFocusable={found.length === 0} onClick={() => set(found, !areAll)}>
            {t(`places.${areAll ? "clear" : "all"}${isSearch ? "Found" : ""}`, counted(found.length))}
          </Button>
          <Switch
            label={t("places.onlyChosen")}
            checked={only !== undefined}
            change={(on) => setOnly(on ? isChosen : undefined)}
          />
        </div>
      )}
      <div className={styles.groups}>
        <Portion
          key={`${wanted}|${only !== undefined}`}
          items={groups}
          keyOf={({ id }) => id}
          step={teamsAtATime}
          className={styles.teams}
        >
          {(group) => (
            <PlaceTeam
              group={group}
              isChosen={isChosen}
              isSent={isSent}
              isScheduled={isScheduled}
              startsOpen={found.length <= mostOpen || groups.length === 1}
              set={set}
            />
          )}
        </Portion>
      </div>
      <p role="status" className={styles.count}>
        {found.length === 0 ? t("places.noneFound") : isSearch && t("places.found", counted(found.length))}{" "}
        {t("places.chosen", counted(chosen.length))}
      </p>
      {chosen.length > mostPlaces && (
        <p role="alert">{t("places.tooMany", { most: counted(mostPlaces).n })}</p>
      )}
    </fieldset>
  );
}

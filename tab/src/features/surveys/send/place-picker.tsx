import { Checkbox, Input } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { PlaceView } from "bot/surveys/contract";
import { useState } from "react";
import { placesQuery } from "#features/surveys/queries.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { languageNames, localeTags, useLanguage } from "#platform/language.ts";
import { Problem } from "#platform/problem.tsx";
import { RowsSkeleton } from "#platform/skeleton.tsx";
import { useTexts } from "#platform/texts.ts";
import styles from "./place-picker.module.css";
import { grouped, type PlaceGroup } from "./places.ts";

/** The channels and chats that the bot may write to, by team. */
export function PlacePicker({ chosen, sentTo, choose }: Props) {
  const t = useTexts(surveyTexts);
  const language = useLanguage();
  const places = useQuery(placesQuery());
  const [words, setWords] = useState("");
  if (places.isPending) return <RowsSkeleton rows={2} />;
  if (places.error) return <Problem error={places.error} again={() => void places.refetch()} />;
  if (places.data.length === 0) return <p>{t("places.none")}</p>;

  const groups = grouped(places.data, words, localeTags[language]);
  const set = (ids: string[], on: boolean) =>
    choose(on ? [...new Set([...chosen, ...ids])] : chosen.filter((id) => !ids.includes(id)));
  return (
    <fieldset className={styles.places}>
      <legend className={styles.legend}>{t("places")}</legend>
      {places.data.length > 6 && (
        <Input
          type="search"
          className={styles.search ?? ""}
          aria-label={t("places.search")}
          placeholder={t("places.search")}
          value={words}
          onChange={(_, { value }) => setWords(value)}
        />
      )}
      <div className={styles.groups}>
        {groups.map((group) => (
          <Team key={group.team} group={group} chosen={chosen} sentTo={sentTo} set={set} />
        ))}
      </div>
      <p role="status" className={styles.count}>
        {groups.length === 0 ? t("places.noneFound") : t("places.chosen", { count: chosen.length })}
      </p>
    </fieldset>
  );
}

type Props = { chosen: readonly string[]; sentTo: readonly string[]; choose(ids: string[]): void };

function Team({ group: { team, places }, chosen, sentTo, set }: TeamProps) {
  const t = useTexts(surveyTexts);
  const ids = places.map(({ id }) => id);
  const count = ids.filter((id) => chosen.includes(id)).length;
  const name = team ?? t("places.chats");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset is read twice over
    <div role="group" aria-label={name}>
      <Checkbox
        label={<strong>{name}</strong>}
        checked={count === ids.length ? true : count > 0 ? "mixed" : false}
        onChange={() => set(ids, count < ids.length)}
      />
      <ul className={styles.list}>
        {places.map((place) => (
          <li key={place.id}>
            <Checkbox
              label={<PlaceName place={place} sent={sentTo.includes(place.id)} />}
              checked={chosen.includes(place.id)}
              onChange={(_, { checked }) => set([place.id], checked === true)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

type TeamProps = Omit<Props, "choose"> & { group: PlaceGroup; set(ids: string[], on: boolean): void };

function PlaceName({ place, sent }: { place: PlaceView; sent: boolean }) {
  const t = useTexts(surveyTexts);
  const about = [place.locale && languageNames[place.locale], sent && t("places.sent")]
    .filter(Boolean)
    .join(", ");
  return (
    <>
      {place.name}
      {about && <span className={styles.about}> ({about})</span>}
    </>
  );
}

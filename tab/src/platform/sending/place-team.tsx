import { Button, Checkbox } from "@fluentui/react-components";
import type { PlaceView } from "bot/sending/contract";
import { useState } from "react";
import { languageNames } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./place-picker.module.css";
import type { PlaceGroup } from "./places.ts";
import { Portion } from "./portion.tsx";
import { sendingTexts } from "./sending-texts.ts";
import { useCount } from "./use-count.ts";

type Props = {
  group: PlaceGroup;
  isChosen: ReadonlySet<string>;
  isSent: ReadonlySet<string>;
  isScheduled: boolean;
  startsOpen: boolean;
  set(placeIds: string[], on: boolean): void;
};

const placesAtATime = 100;

/** A team that is chosen whole, or opened and chosen from. */
export function PlaceTeam({
  group: { team, places },
  isChosen,
  isSent,
  isScheduled,
  startsOpen,
  set,
}: Props) {
  const t = useTexts(sendingTexts);
  const counted = useCount();
  const [isOpen, setIsOpen] = useState(startsOpen);
  const ids = places.map(({ id }) => id);
  const count = ids.filter((id) => isChosen.has(id)).length;
  const name = team ?? t("places.chats");
  const label = (
    <>
      <strong>{name}</strong>{" "}
      <span className={styles.about}>
        ({t("places.inTeam", { n: counted(count).n, of: counted(ids.length).n })})
      </span>
    </>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset is read twice over
    <div role="group" aria-label={name}>
      <Checkbox
        label={label}
        checked={count === ids.length ? true : count > 0 ? "mixed" : false}
        onChange={() => set(ids, count < ids.length)}
      />
      {!startsOpen && (
        <Button
          size="small"
          appearance="subtle"
          aria-expanded={isOpen}
          aria-label={t("places.open", { team: name })}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? "▾" : "▸"}
        </Button>
      )}
      {isOpen && (
        <Portion items={places} keyOf={({ id }) => id} step={placesAtATime} className={styles.list}>
          {(place) => (
            <Checkbox
              label={<PlaceLabel place={place} isSent={isSent.has(place.id)} isScheduled={isScheduled} />}
              checked={isChosen.has(place.id)}
              onChange={(_, { checked }) => set([place.id], checked === true)}
            />
          )}
        </Portion>
      )}
    </div>
  );
}

type LabelProps = { place: PlaceView; isSent: boolean; isScheduled: boolean };

function PlaceLabel({ place, isSent, isScheduled }: LabelProps) {
  const t = useTexts(sendingTexts);
  const about = [
    place.locale && languageNames[place.locale],
    isSent && t(isScheduled ? "places.scheduled" : "places.sent"),
  ]
    .filter(Boolean)
    .join(", ");
  return (
    <>
      {place.name}
      {about && <span className={styles.about}> ({about})</span>}
    </>
  );
}

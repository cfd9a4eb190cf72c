import styles from "#features/coffee/series/series-page.module.css";
import { seriesTexts } from "#features/coffee/series/series-texts.ts";
import { fieldId } from "#platform/drafting/fields.ts";
import { PlacePicker } from "#platform/sending/place-picker.tsx";
import { useTexts } from "#platform/texts.ts";
import type { DraftProps } from "./draft.ts";
import { clockTime, wholeNumber } from "./meanings.ts";
import { TypedInput } from "./typed-input.tsx";

/** When and where invitations go out, and how many have room. */
export function Invitation({ draft, change }: DraftProps) {
  const t = useTexts(seriesTexts);
  const set = (part: Partial<typeof draft.invitation>) =>
    change((now) => ({ ...now, invitation: { ...now.invitation, ...part } }));
  return (
    <>
      <div className={styles.fields}>
        <TypedInput
          label={t("invitation.daysBefore")}
          hint={t("invitation.daysBefore.hint")}
          type="number"
          value={draft.invitation.daysBefore}
          show={String}
          read={wholeNumber(0, 60)}
          wrong={t("wrong.daysBefore")}
          change={(daysBefore) => set({ daysBefore })}
        />
        <TypedInput
          label={t("invitation.time")}
          type="time"
          value={draft.invitation.time}
          show={String}
          read={clockTime}
          wrong={t("wrong.time")}
          change={(time) => set({ time })}
        />
        <TypedInput<number | null>
          label={t("capacity")}
          hint={t("capacity.hint")}
          type="number"
          value={draft.capacity}
          show={(capacity) => (capacity === null ? "" : String(capacity))}
          read={(text) => (text.trim() === "" ? null : wholeNumber(1, 10_000)(text))}
          wrong={t("wrong.capacity")}
          change={(capacity) => change((now) => ({ ...now, capacity }))}
        />
      </div>
      <div id={fieldId("places", null)}>
        <PlacePicker
          path="/coffee/places"
          chosen={draft.placeIds}
          choose={(placeIds) => change((now) => ({ ...now, placeIds }))}
        />
      </div>
    </>
  );
}

import { Button } from "@fluentui/react-components";
import type { SeriesView } from "bot/coffee/contract";
import styles from "#features/coffee/series/series-page.module.css";
import { seriesTexts } from "#features/coffee/series/series-texts.ts";
import { useSeriesDeed } from "#features/coffee/series/use-series-action.ts";
import { fieldId } from "#platform/drafting/fields.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import type { DraftProps } from "./draft.ts";
import { webAddress } from "./meanings.ts";
import { TypedInput } from "./typed-input.tsx";

/** Where the sessions are held: a link of one's own, or meetings that are made in the organiser's calendar. */
export function MeetingPlace({ series, draft, change }: DraftProps & { series: SeriesView }) {
  const t = useTexts(seriesTexts);
  const make = useSeriesDeed(series.id, "meetings", t("meetings.made"));
  return (
    <>
      <TypedInput
        id={fieldId("joinUrl", null)}
        label={t("joinUrl")}
        hint={t("joinUrl.hint")}
        type="url"
        value={draft.joinUrl}
        show={String}
        read={webAddress}
        wrong={t("wrong.link")}
        change={(joinUrl) => change((now) => ({ ...now, joinUrl }))}
      />
      {series.may.makeMeetings && (
        <div>
          <Button disabledFocusable={make.isPending} onClick={() => make.mutate()}>
            {t("meetings.make")}
          </Button>
          <p className={styles.about}>{t("meetings.hint")}</p>
          {make.error && <Problem error={make.error} again={() => make.mutate()} />}
        </div>
      )}
    </>
  );
}

import type { Gap, SeriesDraft, SeriesState, Words } from "#features/coffee/contract.ts";
import { Refusal } from "#platform/refusal.ts";
import { dayOf, laterOf, monthsAfter } from "#platform/time/finnish-time.ts";
import { leadsStraight } from "./join-address.ts";
import { occurrences } from "./rule.ts";

/** A series and what has happened to it. What has not happened yet has no date. */
export type Series = {
  tenantId: string;
  id: string;
  owner: { id: string; name: string };
  draft: SeriesDraft;
  /** Random and unguessable: whoever holds it may read the series' calendar. */
  linkKey: string;
  /** How often something that calendars show has changed; each session adds its own (iCalendar's SEQUENCE). */
  sequence: number;
  createdAt: Date;
  changedAt: Date;
  /** Who wrote it last, in the tab. */
  changedBy?: { id: string; name: string } | undefined;
  startedAt?: Date;
  endedAt?: Date;
  removedAt?: Date;
  /** The store's etag: "" until it is stored. */
  version: string;
};

type Author = { tenantId: string; id: string; name: string };

export function newSeries(
  id: string,
  { tenantId, id: ownerId, name }: Author,
  draft: SeriesDraft,
  now: Date,
  linkKey: string,
): Series {
  refuseCrooked(draft);
  const owner = { id: ownerId, name };
  return { tenantId, id, owner, draft, linkKey, sequence: 0, createdAt: now, changedAt: now, version: "" };
}

function refuseCrooked({ joinUrl }: SeriesDraft): void {
  if (joinUrl !== "" && !leadsStraight(joinUrl)) throw new Refusal("crookedLink");
}

export function stateOf({ startedAt, endedAt }: Series): SeriesState {
  if (!startedAt) return "draft";
  return endedAt ? "ended" : "running";
}

/** A running series may change too, as long as nothing goes missing that it needs. */
export function revise(series: Series, draft: SeriesDraft, now: Date, by?: Author): Series {
  const state = stateOf(series);
  if (state === "ended") throw new Refusal("seriesEnded");
  refuseCrooked(draft);
  if (state === "running") refuseGaps(draft, now);
  const isSeen = calendarText(draft) !== calendarText(series.draft);
  return {
    ...series,
    draft,
    sequence: series.sequence + (isSeen ? 1 : 0),
    changedAt: now,
    changedBy: by && { id: by.id, name: by.name },
  };
}

/** Starting what is running changes nothing. */
export function start(series: Series, now: Date): Series {
  const state = stateOf(series);
  if (state === "ended") throw new Refusal("seriesEnded");
  if (state === "running") return series;
  refuseGaps(series.draft, now);
  return { ...series, startedAt: now, changedAt: now };
}

/** Ends a running series: it gives no more sessions. Ending what has ended changes nothing. */
export function end(series: Series, now: Date): Series {
  if (!series.startedAt) throw new Refusal("notRunning");
  return series.endedAt ? series : { ...series, endedAt: now, changedAt: now };
}

/** A running series must be ended first. */
export function remove(series: Series, now: Date): Series {
  if (stateOf(series) === "running") throw new Refusal("notRemovable");
  return series.removedAt ? series : { ...series, removedAt: now, changedAt: now };
}

export function restore({ removedAt: _, ...series }: Series): Series {
  return series;
}

const lookAheadMonths = 24;

/** All that stops the draft from being started. No join link is no gap: sessions may have their own, or a place. */
export function gapsIn(draft: SeriesDraft, now: Date): Gap[] {
  const from = laterOf(dayOf(now), draft.rule.startsOn);
  const coming = occurrences(draft.rule, from, monthsAfter(from, lookAheadMonths));
  return [
    ...missingWords(draft, "title"),
    ...(isWritten(draft.about) ? missingWords(draft, "about") : []),
    ...gapIf(!coming.some(({ startsAt }) => startsAt > now), "rule"),
    ...gapIf(draft.host.trim() === "", "host"),
    ...gapIf(draft.placeIds.length === 0, "places"),
  ];
}

function refuseGaps(draft: SeriesDraft, now: Date): void {
  const gaps = gapsIn(draft, now);
  if (gaps.length > 0) throw new Refusal("hasGaps", { count: gaps.length });
}

function missingWords(draft: SeriesDraft, about: "title" | "about"): Gap[] {
  return draft.languages
    .filter((language) => draft[about][language].trim() === "")
    .map((language) => ({ about, language }));
}

const isWritten = ({ sv, fi, en }: Words) => `${sv}${fi}${en}`.trim() !== "";

function gapIf(isMissing: boolean, about: "host" | "places" | "rule"): Gap[] {
  return isMissing ? [{ about, language: null }] : [];
}

/** What of a series its sessions show in a calendar, beside what each has of its own. */
const calendarText = ({ title, about, rule, host, joinUrl }: SeriesDraft) =>
  JSON.stringify([title, about, rule.time, rule.durationMinutes, host, joinUrl]);

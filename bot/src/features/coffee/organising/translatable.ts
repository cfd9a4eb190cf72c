import type { Access } from "#features/coffee/attendance/access.ts";
import { longestAgenda, type SeriesDraft, type Words } from "#features/coffee/contract.ts";
import { ofSeries, ofSession, type Planning } from "#features/coffee/series/schedule.ts";
import { revise, type Series, stateOf as stateOfSeries } from "#features/coffee/series/series.ts";
import { change, type Session, type StoredSession, stateOf } from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal, undefinedIfGone } from "#platform/refusal.ts";
import { fillInto, type SourceText, type Translatable } from "#platform/translating.ts";

type Ports = {
  store: CoffeeStore;
  access: Access;
  planning: Planning;
  clock: Clock;
};

/** A series' own texts, and those of its sessions, for others to translate. */
export function translatableCoffee({ store, access, planning, clock }: Ports) {
  async function seriesIn(tenantId: string, id: string): Promise<Series | undefined> {
    const series = await store.findSeries(tenantId, id).catch(undefinedIfGone);
    return series && !series.removedAt && stateOfSeries(series) !== "ended" ? series : undefined;
  }

  /** Named "<series>|<date>". */
  async function sessionIn(tenantId: string, id: string): Promise<Session | undefined> {
    const [seriesId = "", date = ""] = id.split("|");
    const session = await store.findSession(tenantId, seriesId, date).catch(undefinedIfGone);
    const isThere = session && !session.series.removedAt && !session.cancelledAt;
    return isThere && textsOfSession(session, clock.now()).length > 0 ? session : undefined;
  }

  const series: Translatable = {
    async find(tenantId, id) {
      const found = await seriesIn(tenantId, id);
      if (!found) return undefined;
      const { title, languages } = found.draft;
      return { title, languages, texts: textsOfSeries(found.draft) };
    },

    async fill(tenantId, id, filling) {
      const all = Object.keys(filling.parts);
      const found = await seriesIn(tenantId, id);
      if (!found) return all;
      let left = all;
      const deed = (newest: Series): Series => {
        if (newest.removedAt) throw new NotFound("unknownSeries");
        const draft = structuredClone(newest.draft);
        left = fillInto(textsOfSeries(draft), filling);
        return left.length < all.length ? revise(newest, draft, clock.now()) : newest;
      };
      // On the newest series, so that whatever an organiser has saved at the same time stays.
      const save = () => store.changeSeries(found, deed);
      const isRunning = stateOfSeries(found) === "running";
      const work = isRunning ? [{ job: "coffee/revised", work: ofSeries(found) }] : [];
      return (await doneOrGone(() => planning.following(work, save))) ? left : all;
    },

    async mayOrder(viewer, id) {
      const found = await seriesIn(viewer.tenantId, id);
      return found !== undefined && access.organises(found, viewer);
    },

    path: (id) => `/coffee/series/${id}`,
  };

  const session: Translatable = {
    async find(tenantId, id) {
      const found = await sessionIn(tenantId, id);
      if (!found) return undefined;
      const { title } = found.series.draft;
      return { title, languages: found.languages, texts: textsOfSession(found, clock.now()) };
    },

    async fill(tenantId, id, filling) {
      const all = Object.keys(filling.parts);
      const found = await sessionIn(tenantId, id);
      if (!found) return all;
      let left = all;
      const deed = (stored: StoredSession): StoredSession => {
        const copy = structuredClone(stored);
        const now = { ...found, ...copy.draft, recap: copy.recap ?? found.recap };
        const { theme, agenda, recap } = now;
        left = fillInto(textsOfSession({ ...found, theme, agenda, recap }, clock.now()), filling);
        if (left.length === all.length) return stored;
        return change({ ...copy, recap }, { ...copy.draft, theme, agenda }, clock.now());
      };
      const work = [{ job: "coffee/changed", work: ofSession(found) }];
      const isDone = await doneOrGone(() => planning.following(work, () => store.changeSession(found, deed)));
      return isDone ? left : all;
    },

    async mayOrder(viewer, id) {
      const found = await sessionIn(viewer.tenantId, id);
      return found !== undefined && access.organises(found.series, viewer);
    },

    path(id) {
      const [seriesId = "", date = ""] = id.split("|");
      return `/coffee/series/${seriesId}/sessions/${date}`;
    },
  };

  return { series, session };
}

/** What has been removed or has ended meanwhile is left alone. */
async function doneOrGone(deed: () => Promise<unknown>): Promise<boolean> {
  try {
    await deed();
    return true;
  } catch (error) {
    if (error instanceof NotFound || (error instanceof Refusal && error.reason === "seriesEnded"))
      return false;
    throw error;
  }
}

const text = (key: string, words: Words, most: number): SourceText => ({
  key,
  about: { key, values: {} },
  words,
  most,
});

/** As the contract has it. */
const textsOfSeries = ({ title, about }: SeriesDraft): SourceText[] => [
  text("title", title, 120),
  text("about", about, 1_000),
];

/** What is still to be read: theme and agenda until the session is over, the recap until it has gone out. */
function textsOfSession(session: Session, now: Date): SourceText[] {
  const { theme, agenda, recap } = session;
  return [
    ...(stateOf(session, now) === "over"
      ? []
      : [text("theme", theme, 200), text("agenda", agenda, longestAgenda)]),
    ...(recap.sentAt ? [] : [text("recap", recap.themes, 4_000)]),
  ];
}

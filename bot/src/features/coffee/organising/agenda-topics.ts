import type { Access, Viewer } from "#features/coffee/attendance/access.ts";
import type { Words } from "#features/coffee/contract.ts";
import type { Session, Topic } from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import { type Clock, days, later } from "#platform/jobs/clock.ts";
import type { Views } from "./series-view.ts";
import type { SessionDeeds } from "./session-operations.ts";

/** A session that a discussion may be taken up at. */
export type Coming = { seriesId: string; date: string; title: Words; startsAt: string };
type Named = Pick<Coming, "seriesId" | "date">;

/** What was written after a session about what had been talked about. */
export type Notes = Named & {
  tenantId: string;
  title: Words;
  startsAt: Date;
  themes: Words;
  topicIds: string[];
};
/** A wire to where the discussions are. Told twice is told once. */
export type TakeNotes = (notes: Notes) => Promise<void>;

type Ports = {
  store: Pick<CoffeeStore, "findSession">;
  access: Pick<Access, "mustOrganise">;
  views: Pick<Views, "organised">;
  deeds: Pick<SessionDeeds, "takeUp">;
  clock: Clock;
};

/** As far ahead as sessions are planned by themselves. */
const aheadMs = days(62);

/** Discussions on the agenda of sessions: asked for by whoever has both, and organises the session. */
export function takingUp({ store, access, views, deeds, clock }: Ports) {
  return {
    async upcoming(viewer: Viewer): Promise<Coming[]> {
      const now = clock.now();
      const sessions = await views.organised(viewer, now, later(now, aheadMs));
      return sessions.map(({ series, date, startsAt }) => ({
        seriesId: series.id,
        date,
        title: series.draft.title,
        startsAt: startsAt.toISOString(),
      }));
    },

    /** Once, however often it is asked. `token` is the viewer's own, for the meeting in their calendar. */
    async addToAgenda(viewer: Viewer, { seriesId, date }: Named, topic: Topic, token: string): Promise<void> {
      const session = await store.findSession(viewer.tenantId, seriesId, date);
      access.mustOrganise(session.series, viewer);
      await deeds.takeUp(session, topic, { person: viewer, token });
    },
  };
}

export const notesOf = ({ series, date, startsAt, recap, topics }: Session): Notes => ({
  tenantId: series.tenantId,
  seriesId: series.id,
  date,
  title: series.draft.title,
  startsAt,
  themes: recap.themes,
  topicIds: topics.map(({ id }) => id),
});

import type { Sender } from "#platform/sending/sender.ts";
import { dayOf } from "#platform/time/finnish-time.ts";
import type { Attending } from "./attendance/attendance.ts";
import { groupOf, personalGroupOf } from "./invitations/invitations.ts";
import type { QuestionBox } from "./questions/question-box.ts";
import type { Series } from "./series/series.ts";
import type { Session, SessionName } from "./series/session.ts";
import type { CoffeeStore } from "./series/store.ts";

export type Traces = ReturnType<typeof traces>;

type Ports = {
  store: CoffeeStore;
  attending: Attending;
  box: QuestionBox;
  sender: Sender;
};

/** What people leave behind in a session, and how it goes. All of it may be done again. */
export function traces({ store, attending, box, sender }: Ports) {
  /** Where it was posted: the broadcasts go last, since they tell where to look. */
  async function forgetPosts(session: SessionName, group: string): Promise<void> {
    const { tenantId, id } = session.series;
    for (const sent of await sender.list(tenantId, group))
      for await (const { placeId } of sender.targets(tenantId, sent.id))
        await store.forgetPosted(tenantId, placeId, id, session.date);
    await sender.forget(tenantId, group);
  }

  /** Of a session that there is no longer, nothing is kept. */
  async function forgetAll(session: SessionName): Promise<void> {
    await attending.forgetGone(session);
    await box.forget(session);
    await forgetPosts(session, personalGroupOf(session));
    await forgetPosts(session, groupOf(session));
    await store.forgetOpenings(session);
  }

  return {
    /** Keeps how many came and what was asked, and nothing of who. */
    async forgetPeople(session: Session): Promise<void> {
      await attending.forget(session);
      await box.forgetNames(session);
      // Who was written to in their own chat.
      await forgetPosts(session, personalGroupOf(session));
    },

    forgetAll,

    /** Before a series is removed for good: the sessions that it has had until a day. */
    async forgetSeries(series: Series, to: string): Promise<void> {
      const from = dayOf(series.startedAt ?? series.createdAt);
      for (const session of await store.sessions(series, from, to)) await forgetAll(session);
    },
  };
}

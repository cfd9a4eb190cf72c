import type { Session } from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import type { Asked } from "#platform/feature.ts";
import type { Access } from "./access.ts";

/** Where a session has its address; below it is what belongs to it. */
export const sessionPath = "/coffee/series/:id/sessions/:date";

export type WhoAndWhat = Pick<Asked, "person" | "params">;
export type AskedSession = ReturnType<typeof askedSession>;

/** The session that an address names, for whoever may see or organise it; for anybody else there is none. */
export function askedSession(store: Pick<CoffeeStore, "findSession">, access: Access) {
  const find = ({ person, params }: WhoAndWhat): Promise<Session> =>
    store.findSession(person.tenantId, params.id ?? "", params.date ?? "");

  return {
    async seen(asked: WhoAndWhat) {
      const session = await find(asked);
      return { session, part: await access.mustTakePartIn(session, asked.person) };
    },

    async organised(asked: WhoAndWhat): Promise<Session> {
      const session = await find(asked);
      access.mustOrganise(session.series, asked.person);
      return session;
    },
  };
}

import { z } from "zod";
import type { Feature } from "#platform/feature.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { flowingBack } from "./apply-translation.ts";
import type { Telling } from "./notifications.ts";
import type { Queue } from "./queue.ts";
import type { OrderStore } from "./store.ts";

export const orderWork = z.object({ tenantId: z.string(), id: z.string() });

type Ports = {
  store: OrderStore;
  queue: Queue;
  flowBack: ReturnType<typeof flowingBack>;
  telling: Telling;
};

/** Everything here may run twice, late, or before what it was planned for: each looks at how things are by then. */
export function translationJobs({ store, queue, flowBack, telling }: Ports): NonNullable<Feature["jobs"]> {
  return {
    async changed(data) {
      const { tenantId, id } = orderWork.parse(data);
      const order = await store.find(tenantId, id).catch(undefinedIfGone);
      if (order) await telling.changed(await flowBack(order));
    },

    tidy: (data) => telling.tidy(orderWork.parse(data)),

    async check(data) {
      const work = orderWork.parse(data);
      const order = await store.find(work.tenantId, work.id).catch(undefinedIfGone);
      if (order) await queue.check(work);
    },
  };
}

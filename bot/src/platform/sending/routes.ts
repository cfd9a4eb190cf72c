import { type Asked, type Route, route } from "#platform/feature.ts";
import { moveInput, retryInput, type SendingView } from "./contract.ts";
import type { Sender } from "./sender.ts";
import type { SendingViews } from "./views.ts";

export type SendingDeed = "read" | "retry" | "cancel" | "pause" | "resume" | "move";
type WhoAndWhat = Pick<Asked, "person" | "params" | "locale">;

type Ports = {
  /** What the sendings belong to, such as "/surveys/:id". It has no parameter `:sending`. */
  path: string;
  /** Who may call; organisers, where nothing is said. */
  role?: Route["role"];
  sender: Sender;
  views: SendingViews;
  /**
   * The group whose sendings are meant, such as `surveys|<survey>`. Throws NotFound where the person does not organise
   * it, and a Refusal where this deed is no longer allowed.
   */
  groupFor(asked: WhoAndWhat, deed: SendingDeed): Promise<string>;
  /** Where a scheduled sending may be moved: refuses a time that is none, before; and what follows from it, after. */
  moving?: {
    mustFit(asked: WhoAndWhat, at: Date): Promise<void>;
    moved(asked: WhoAndWhat): Promise<unknown>;
  };
  /** What follows once nothing more is posted. A repeat of the cancellation repeats it. */
  cancelled?(asked: WhoAndWhat): Promise<unknown>;
};

/**
 * Sendings for the tab, the same for every feature: followed, sent again, paused and cancelled. The feature's texts
 * need the keys `nothingToRetry` and `unknownPlace`.
 */
export function sendingRoutes({
  path,
  role = "Organiser",
  sender,
  views,
  groupFor,
  moving,
  cancelled,
}: Ports): Route[] {
  /** Does it to a sending of the group alone, and shows what has become of it. */
  async function change(
    asked: WhoAndWhat,
    deed: SendingDeed,
    run: (tenantId: string, id: string) => Promise<void>,
  ): Promise<SendingView> {
    const { tenantId } = asked.person;
    const group = await groupFor(asked, deed);
    const { id } = await views.sentIn(tenantId, group, asked.params.sending ?? "");
    await run(tenantId, id);
    return views.one(tenantId, group, id, asked.locale);
  }

  return [
    route({
      method: "GET",
      path: `${path}/sendings`,
      about: "What was sent where, and what became of it.",
      role,
      async handle(asked) {
        const group = await groupFor(asked, "read");
        return { sendings: await views.list(asked.person.tenantId, group, asked.locale) };
      },
    }),
    route({
      method: "POST",
      path: `${path}/sendings/:sending/retries`,
      about: "Sends again to the places named, if their outcome allows it.",
      role,
      input: retryInput,
      async handle(asked) {
        const placeIds = [...new Set(asked.input.placeIds)];
        return change(asked, "retry", (tenantId, id) => sender.retry(tenantId, id, placeIds));
      },
    }),
    route({
      method: "POST",
      path: `${path}/sendings/:sending/cancellation`,
      about: "Stops what has not been posted yet. What is planned anew later goes out all the same.",
      role,
      handle: (asked) =>
        change(asked, "cancel", async (tenantId, id) => {
          await sender.cancel(tenantId, id);
          await cancelled?.(asked);
        }),
    }),
    route({
      method: "POST",
      path: `${path}/sendings/:sending/pause`,
      about: "Stops what has not been posted yet, until it goes on.",
      role,
      handle: (asked) => change(asked, "pause", sender.pause),
    }),
    route({
      method: "DELETE",
      path: `${path}/sendings/:sending/pause`,
      about: "Goes on with what was paused.",
      role,
      handle: (asked) => change(asked, "resume", sender.resume),
    }),
    ...(moving ? [timeRoute(moving)] : []),
  ];

  function timeRoute({ mustFit, moved }: NonNullable<Ports["moving"]>): Route {
    return route({
      method: "PUT",
      path: `${path}/sendings/:sending/time`,
      about: "Moves what is scheduled and has not begun to another time.",
      role,
      input: moveInput,
      handle: (asked) =>
        change(asked, "move", async (tenantId, id) => {
          const at = new Date(asked.input.at);
          await mustFit(asked, at);
          await sender.move(tenantId, id, at);
          await moved(asked);
        }),
    });
  }
}
